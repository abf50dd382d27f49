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
    ("error", "kind", "what", "fix"),
    [
        (NoCredentialsError(), "no-credentials", "AWS: there are no credentials", "--profile"),
        (SSOTokenLoadError(error_msg="old"), "unreadable-credentials", "read", "sign in again"),
        (ProfileNotFound(profile="x"), "no-profile", "x", "--profile"),
        (NoRegionError(), "no-region", "no Region", "--region"),
        (EndpointConnectionError(endpoint_url="http://a"), "unreachable", "http://a", "network"),
        (ReadTimeoutError(endpoint_url="http://a"), "unreachable", "http://a", "continues"),
        (BotoCoreError(), "failed", "ssm:GetParameter: it failed", "continues"),
    ],
)
def test_each_failure_says_what_to_do(error: Exception, kind: str, what: str, fix: str) -> None:
    """Whatever stands in the way of AWS, a person reads what it is and what to do."""
    with pytest.raises(AwsFailure) as caught, explained("ssm:GetParameter"):
        raise error

    (problem,) = caught.value.problems
    assert problem.kind == f"aws/{kind}"
    assert what in f"{problem.where}: {problem.what}"
    assert fix in problem.fix
    assert str(caught.value) == str(problem)


def test_own_defects_are_not_disguised() -> None:
    """Only what AWS raises is explained."""
    with pytest.raises(ZeroDivisionError), explained("ssm:GetParameter"):
        _ = 1 / 0
