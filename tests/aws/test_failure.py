import pytest
from botocore.exceptions import (
    BotoCoreError,
    EndpointConnectionError,
    NoCredentialsError,
    NoRegionError,
    ProfileNotFound,
    ReadTimeoutError,
    SSOTokenLoadError,
)

from tocsin.aws import AwsFailure
from tocsin.aws.failure import explained


@pytest.mark.parametrize(
    ("error", "what", "fix"),
    [
        (NoCredentialsError(), "no AWS credentials", "--profile"),
        (SSOTokenLoadError(error_msg="old"), "credentials cannot be read", "sign in again"),
        (ProfileNotFound(profile="x"), "x", "--profile"),
        (NoRegionError(), "no Region", "--region"),
        (EndpointConnectionError(endpoint_url="http://a"), "cannot be reached", "--endpoint-url"),
        (ReadTimeoutError(endpoint_url="http://a"), "cannot be reached", "continues"),
        (BotoCoreError(), "ssm:GetParameter failed", "continues"),
    ],
)
def test_each_failure_says_what_to_do(error: Exception, what: str, fix: str) -> None:
    """Whatever stands in the way of AWS, a person reads what it is and what to do."""
    with pytest.raises(AwsFailure) as caught, explained("ssm:GetParameter"):
        raise error

    assert what in caught.value.what
    assert fix in caught.value.fix
    assert str(caught.value) == f"{caught.value.what}; {caught.value.fix}"


def test_own_defects_are_not_disguised() -> None:
    """Only what AWS raises is explained."""
    with pytest.raises(ZeroDivisionError), explained("ssm:GetParameter"):
        _ = 1 / 0
