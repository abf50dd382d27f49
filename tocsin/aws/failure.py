"""What can go wrong with AWS, and what a person can do about it."""

from collections.abc import Iterator
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

_DENIED = frozenset({"AccessDenied", "AccessDeniedException", "UnauthorizedOperation"})
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
_CONTINUE = "run the command again; it continues where it stopped"


class AwsFailure(Exception):  # noqa: N818 - a failure of AWS, which is no mistake of the user
    """AWS did not do what was asked.

    Attributes:
        what: What failed.
        fix: What to do about it.
    """

    def __init__(self, what: str, fix: str) -> None:
        self.what, self.fix = what, fix
        super().__init__(f"{what}; {fix}")


@contextmanager
def explained(asked: str) -> Iterator[None]:
    """Turn what boto3 raises inside into a failure that says what to do.

    Args:
        asked: What is asked, as IAM calls it: `cloudwatch:GetMetricData`.

    Raises:
        AwsFailure: AWS, or the way to it, failed.
    """
    try:
        yield
    except ClientError as error:
        raise _refused(asked, error) from error
    except (BotoCoreError, HTTPClientError) as error:
        raise _unreachable(asked, error) from error


def no_region() -> AwsFailure:
    """Return the failure of asking without knowing where."""
    return AwsFailure("no Region is known", "name one with --region or AWS_DEFAULT_REGION")


def _refused(asked: str, error: ClientError) -> AwsFailure:
    code = str(error.response.get("Error", {}).get("Code", "unknown"))
    said = str(error.response.get("Error", {}).get("Message", "")).strip() or code
    if code in _DENIED:
        return AwsFailure(f"{asked} is denied: {said}", f"use credentials that may do {asked}")
    if code in _BAD_CREDENTIALS:
        return AwsFailure(f"AWS does not accept the credentials ({code}): {said}", _SIGN_IN)
    if code in _THROTTLED:
        what = f"AWS still throttled {asked} after several tries"
        return AwsFailure(what, f"wait a minute, then {_CONTINUE}")
    return AwsFailure(f"{asked} failed ({code}): {said}", _CONTINUE)


def _unreachable(asked: str, error: Exception) -> AwsFailure:
    said = str(error).strip().rstrip(".")
    match error:
        case NoCredentialsError() | PartialCredentialsError():
            return AwsFailure(f"there are no AWS credentials: {said}", _SIGN_IN)
        case CredentialRetrievalError() | TokenRetrievalError() | SSOError():
            return AwsFailure(f"the AWS credentials cannot be read: {said}", _SIGN_IN)
        case ProfileNotFound():
            return AwsFailure(said, "name one of ~/.aws/config with --profile")
        case NoRegionError():
            return no_region()
        case NoConnectionError() | HTTPClientError():
            fix = f"check the network and --endpoint-url, then {_CONTINUE}"
            return AwsFailure(f"AWS cannot be reached: {said}", fix)
        case _:
            return AwsFailure(f"{asked} failed: {said}", _CONTINUE)
