"""What can go wrong with AWS, and what a person can do about it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    CredentialRetrievalError,
    HTTPClientError,
    NoCredentialsError,
    NoRegionError,
    PartialCredentialsError,
    ProfileNotFound,
    SSOError,
    TokenRetrievalError,
)
from botocore.exceptions import (
    ConnectionError as NoConnectionError,
)

from tocsin.diagnostics import Location, Problem

DENIED = "aws/denied"
"""The kind of a failure of which only a permission is missing."""

_GIVEN = frozenset({"aws/bad-endpoint", "aws/bad-region", "aws/no-profile", "aws/no-region"})
"""The kinds of failures in which AWS has no part: what was given to ask it with is wrong."""

_DENIED = frozenset(
    {
        "AccessDenied",
        "AccessDeniedException",
        "AuthorizationError",
        "AuthorizationErrorException",
        "UnauthorizedOperation",
    }
)
_BAD_CREDENTIALS = frozenset(
    {
        "ExpiredToken",
        "ExpiredTokenException",
        "IncompleteSignature",
        "InvalidClientTokenId",
        "InvalidSignatureException",
        "RequestExpired",
        "SignatureDoesNotMatch",
        "UnrecognizedClientException",
    }
)
_THROTTLED = frozenset(
    {"LimitExceededException", "RequestLimitExceeded", "Throttling", "ThrottlingException"}
)
_SIGN_IN = "sign in again, or choose other credentials with --profile or AWS_PROFILE"
_AWS = "AWS"

CONTINUE = "run the command again; it continues where it stopped"


class AwsFailure(Exception):  # noqa: N818 - the user made no error
    """AWS did not do what was asked.

    Attributes:
        problems: What failed, and what to do about it; never empty.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    @property
    def is_input(self) -> bool:
        """Whether what AWS was to be asked with is wrong, and it was not asked."""
        return all(problem.kind in _GIVEN for problem in self.problems)


def failure(kind: str, asked: str, what: str, fix: str) -> AwsFailure:
    """Return a failure with one problem; the other arguments are its fields.

    Args:
        kind: The sort of problem, as `aws/denied`.
        asked: What was asked, as IAM calls it, or `AWS` for whatever was asked.
        what: What failed.
        fix: What to do about it.
    """
    return AwsFailure([problem(kind, asked, what, fix)])


def problem(kind: str, asked: str, what: str, fix: str) -> Problem:
    """Return one thing that failed; the arguments are those of `failure`."""
    return Problem(kind=kind, where=Location(source=asked), what=what, fix=fix)


@contextmanager
def explained(asked: str, *, again: str = CONTINUE) -> Iterator[None]:
    """Turn what boto3 raises inside into a failure that says what to do.

    Args:
        asked: What is asked, as IAM calls it: `cloudwatch:GetMetricData`.
        again: What to do where nothing else is known to help.

    Raises:
        AwsFailure: AWS, or the way to it, failed.
    """
    try:
        yield
    except ClientError as error:
        raise _refused(asked, error, again) from error
    except (BotoCoreError, HTTPClientError) as error:
        raise _unreachable(asked, error, again) from error


def no_region() -> AwsFailure:
    """Return the failure of asking without knowing where."""
    fix = "name one with --region or AWS_DEFAULT_REGION"
    return failure("aws/no-region", _AWS, "no Region is known", fix)


def _refused(asked: str, error: ClientError, again: str) -> AwsFailure:
    code = str(error.response.get("Error", {}).get("Code", "unknown"))
    said = str(error.response.get("Error", {}).get("Message", "")).strip() or code
    if code in _DENIED:
        fix = f"use credentials that may do {asked}"
        return failure(DENIED, asked, f"AWS denies it: {said}", fix)
    if code in _BAD_CREDENTIALS:
        what = f"the credentials are not accepted ({code}): {said}"
        return failure("aws/bad-credentials", _AWS, what, _SIGN_IN)
    if code in _THROTTLED:
        what = "AWS still throttled it after several tries"
        return failure("aws/throttled", asked, what, f"wait a minute, then {again}")
    return failure("aws/failed", asked, f"it failed ({code}): {said}", again)


def _unreachable(asked: str, error: Exception, again: str) -> AwsFailure:
    said = str(error).strip().rstrip(".")
    match error:
        case NoCredentialsError() | PartialCredentialsError():
            what = f"there are no credentials: {said}"
            return failure("aws/no-credentials", _AWS, what, _SIGN_IN)
        case CredentialRetrievalError() | TokenRetrievalError() | SSOError():
            what = f"the credentials cannot be read: {said}"
            return failure("aws/unreadable-credentials", _AWS, what, _SIGN_IN)
        case ProfileNotFound():
            return failure("aws/no-profile", _AWS, said, "name one of ~/.aws/config with --profile")
        case NoRegionError():
            return no_region()
        case NoConnectionError() | HTTPClientError():
            fix = f"check the network and --endpoint-url, then {again}"
            return failure("aws/unreachable", _AWS, f"it cannot be reached: {said}", fix)
        case _:
            return failure("aws/failed", asked, f"it failed: {said}", again)
