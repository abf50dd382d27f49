from pathlib import Path

import pytest

from tocsin.aws import AwsFailure, AwsSession


@pytest.fixture(autouse=True)
def _no_aws_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_DEFAULT_REGION", "AWS_REGION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    (tmp_path / "config").write_text("[profile shop]\nregion = eu-central-1\n")


def test_client_is_made_once_for_each_region() -> None:
    """A client is of the Region asked for, else of the session's, and throttled calls wait."""
    session = AwsSession(region="eu-west-1", endpoint_url="http://127.0.0.1:9")

    client = session.client("cloudwatch")
    assert client is session.client("cloudwatch", "eu-west-1")
    assert client is not session.client("cloudwatch", "us-east-1")
    assert client.meta.region_name == "eu-west-1"
    assert client.meta.endpoint_url == "http://127.0.0.1:9"
    assert client.meta.config.retries["total_max_attempts"] == 10


def test_region_may_come_from_the_profile() -> None:
    """The Region of a profile is used when no other is given."""
    assert AwsSession(profile="shop").home_region() == "eu-central-1"
    assert AwsSession(profile="shop", region="eu-west-1").home_region() == "eu-west-1"
    assert AwsSession().home_region() is None


def test_missing_profile_is_a_failure() -> None:
    """A profile that is not configured is named, with what to do."""
    with pytest.raises(AwsFailure, match=r"other.*--profile"):
        AwsSession(profile="other").client("cloudwatch", "eu-west-1")


def test_missing_region_is_a_failure() -> None:
    """Without any Region it is said how to name one."""
    with pytest.raises(AwsFailure, match="--region"):
        AwsSession().client("cloudwatch")
