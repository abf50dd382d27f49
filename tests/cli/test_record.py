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

REFERENCE = "{{resolve:ssm:/shop/service}}"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A template with an alarm whose dimension names a parameter."""
    dimensions = [{"Name": "Service", "Value": REFERENCE}]
    alarm = alarm_resource("shop-errors", Dimensions=dimensions, Period=300)
    path = tmp_path / "shop.json"
    path.write_text(json.dumps(template(alarm)))
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


def test_missing_credentials_say_what_to_do(shop: Path) -> None:
    """Without credentials nothing is asked; the exit code says that AWS is the reason."""
    outcome = _record(shop, "--resolve", "ssm:/shop/service=cart")

    assert outcome.exit_code == 3
    assert "there are no AWS credentials" in outcome.errors
    assert "--profile" in outcome.errors


def test_missing_profile_says_what_to_do(shop: Path) -> None:
    """A profile that is not configured is named."""
    outcome = _record(shop, "--profile", "other")

    assert outcome.exit_code == 3
    assert "(other) could not be found" in outcome.errors


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--start", "soon"], "'soon' is not a time"),
        (["--end", "2020-01-01"], "there is no full minute"),
        (["--resolve", "x"], "write TEXT=VALUE"),
    ],
)
def test_wrong_option_is_refused(shop: Path, arguments: list[str], words: str) -> None:
    """Each option that is wrong is named with what to write."""
    outcome = _record(shop, *arguments)

    assert outcome.exit_code == 2
    assert words in outcome.errors


def test_missing_extra_is_named(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without boto3, the extra that has it is named."""
    for name in [each for each in sys.modules if each.startswith("tocsin.aws")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "boto3", None)

    outcome = _record(shop)

    assert outcome.exit_code == 2
    assert "install tocsin[aws]" in outcome.errors


def test_old_start_is_warned_of(shop: Path) -> None:
    """CloudWatch no longer has minutes of last month, and the command says so."""
    alarm = alarm_resource("shop-errors", Period=60)
    shop.write_text(json.dumps(template(alarm)))

    outcome = _record(shop, "--start", _ago(30 * 1440))

    assert "a period of 60 s, which CloudWatch no longer keeps" in outcome.errors


def test_name_of_a_deployment_is_asked_for(shop: Path) -> None:
    """What only a deployment knows is named, with the option that tells it."""
    pairs = [{"Name": "FunctionName", "Value": {"Ref": "Alarm1"}}]
    function: dict[str, object] = {"Type": "AWS::Lambda::Function", "Properties": {}}
    alarm = alarm_resource("shop-errors", Dimensions=pairs)
    shop.write_text(json.dumps(template(alarm, function)))

    unknown, known = _record(shop), _record(shop, "--resolve", "${Alarm1}=shop-cart-1")

    assert unknown.exit_code == 2
    assert "add --resolve '${Alarm1}=VALUE'" in unknown.errors
    assert known.exit_code == 3, "it is asked for, without credentials"


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
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    arguments = ("--endpoint-url", endpoint.url, "--end", _ago(0))

    recorded = _record(shop, *arguments)
    replayed = run("backtest", "-a", shop, "-d", shop.parent / "recorded", "--json")

    assert recorded.exit_code == 0, recorded.errors
    document = json.loads(replayed.output)
    assert document["without_data"] == []
    assert [len(alarm["pages"]) for alarm in document["alarms"]] == [1]
