"""Whose credentials these are."""

from dataclasses import dataclass

from tocsin.aws.answer import call
from tocsin.aws.failure import explained
from tocsin.aws.session import AwsSession

_ASKED = "sts:GetCallerIdentity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who asks.

    Attributes:
        account: The account of the credentials.
        name: What the last part of their Amazon Resource Name says: of a role the name of the
            session, which is mostly that of a person, and else that of the user.
    """

    account: str
    name: str


def caller_of(session: AwsSession, region: str) -> Caller:
    """Ask whose credentials these are; everybody may.

    https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html

    Raises:
        AwsFailure: AWS failed.
    """
    with explained(_ASKED):
        said = call(session.client("sts", region), "get_caller_identity", {}, asked=_ASKED)
    arn = str(said.get("Arn", ""))
    return Caller(account=said["Account"], name=arn.rpartition("/")[2].rpartition(":")[2])
