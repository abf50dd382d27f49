import os

import pytest

from local.endpoint import Endpoint, forget_aws_settings
from local.run_key import new_run_key


def test_a_child_process_reaches_the_emulator_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No profile, role or address of the caller reaches a child; every address is the emulator."""
    monkeypatch.setenv("AWS_PROFILE", "production")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "secret")
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example.com")
    environment = Endpoint(port=4567, key=new_run_key()).environment()
    assert not {"AWS_PROFILE", "AWS_SESSION_TOKEN", "HTTPS_PROXY"} & set(environment)
    addresses = {key: environment[key] for key in environment if "ENDPOINT" in key}
    assert set(addresses.values()) == {"http://127.0.0.1:4567"}
    assert environment["AWS_CONFIG_FILE"] == os.devnull
    assert environment["AWS_EC2_METADATA_DISABLED"] == "true"


def test_a_key_is_not_taken_for_an_account() -> None:
    """The emulator takes a key of 12 digits for an account; each run's key is new, and none."""
    one, other = new_run_key(), new_run_key()
    assert one != other
    assert not one.access_key.isdigit()
    assert one.access_key.isalnum()
    assert one.secret not in repr(one)


def test_the_callers_aws_settings_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """A profile that does not exist does not stop boto3 from making a client."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_PROFILE", "there-is-none")
    forget_aws_settings()
    assert "AWS_PROFILE" not in os.environ
    assert (
        Endpoint(port=4567, key=new_run_key()).client("sns").meta.endpoint_url
        == "http://127.0.0.1:4567"
    )


def test_without_an_answer_there_is_no_health() -> None:
    """Where nothing listens there is no health and there are no stub resources."""
    endpoint = Endpoint(port=1, key=new_run_key())
    assert endpoint.health() is None
    assert endpoint.stub_resources() == []
