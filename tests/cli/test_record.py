import json
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from local.endpoint import Endpoint
from tests.support.command_line import Outcome, run
from tests.support.emulator import put_minutes, running_emulator
from tests.support.recorded import alarm_resource, template
from tocsin.cli.installation import command_for

REFERENCE = "{{resolve:ssm:/shop/service}}"
PARAMETER = {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/shop/service"}


@pytest.fixture(params=[REFERENCE, {"Ref": "Service"}], ids=["reference", "parameter"])
def shop(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A template with an alarm whose dimension is read from the Parameter Store."""
    dimensions = [{"Name": "Service", "Value": request.param}]
    alarm = alarm_resource("shop-errors", Dimensions=dimensions, Period=300)
    path = tmp_path / "shop.json"
    path.write_text(json.dumps({**template(alarm), "Parameters": {"Service": PARAMETER}}))
    return path


@pytest.fixture(autouse=True)
def _no_aws_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("AWS_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")


def _ago(minutes: float) -> str:
    return datetime.fromtimestamp(time.time() - 60 * minutes, UTC).isoformat()


def _record(shop: Path, *arguments: str) -> Outcome:
    folder = shop.parent / "recorded"
    return run("record", "-a", shop, "-o", folder, "--start", _ago(120), *arguments)


def test_missing_extra_is_named(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without boto3, the command is printed that installs it here."""
    behind = ("tocsin.aws", "tocsin.cli.recording")
    for name in [each for each in sys.modules if each.startswith(behind)]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "boto3", None)

    outcome = _record(shop)

    assert outcome.exit_code == 2
    assert "boto3 is missing" in outcome.errors
    assert f"run {command_for('aws')}" in outcome.errors


@pytest.fixture(scope="module")
def endpoint() -> Iterator[Endpoint]:
    """An emulator with a parameter and twenty minutes of a metric."""
    with running_emulator() as started:
        ssm = started.client("ssm")
        ssm.put_parameter(Name="/shop/service", Value="cart", Type="String")
        put_minutes(started, "Shop", "Errors", [0.0] * 20 + [9.0] * 5, {"Service": "cart"})
        yield started


@pytest.mark.emulator
def test_recording_can_be_replayed(
    shop: Path, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is recorded from an endpoint is what a back-test reads: the alarm fires once."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", endpoint.key.access_key)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", endpoint.key.secret)
    arguments = ("--endpoint-url", endpoint.url, "--end", _ago(0))

    recorded = _record(shop, *arguments)
    replayed = run("backtest", "-a", shop, "-d", shop.parent / "recorded", "--json")

    assert recorded.exit_code == 0, recorded.errors
    document = json.loads(replayed.output)
    assert document["without_data"] == []
    assert [len(alarm["pages"]) for alarm in document["alarms"]] == [1]
