"""What people have decided holds in a synthesis as it does for `tocsin check`."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import aws_cdk as cdk
import pytest

from tests.support.cdk_apps import app, reported, silent_alarm, stack
from tocsin.diagnostics import InvalidValueError
from tocsin_cdk import TocsinChecks

WAIVER = """\
checks:
  waive:
    - {check: alarm/no-action, resource: Shop/Errors, because: a graph reads it, until: 2027-01-31}
"""
BASELINE = """\
version: 1
problems:
  alarm/no-action:
    Shop:
      LOGICAL_ID: 1
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder, in which an app is synthesized into `out`."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def synthesize(home: Path, checks: TocsinChecks | None = None) -> list[tuple[str, str]]:
    """Synthesize an alarm that does nothing; return the violations with their severities."""
    made = app(home / "out", checks)
    silent_alarm(stack(made))
    made.synth()
    return found(home)


def found(home: Path) -> list[tuple[str, str]]:
    """Return the violations of the app with their severities."""
    violations = reported(home / "out").get("violations", [])
    return [(violation["ruleName"], violation["severity"]) for violation in violations]


def _in_settings(home: Path) -> None:
    (home / "tocsin.yaml").write_text(WAIVER)
    assert synthesize(home) == []


def _in_other_settings(home: Path) -> None:
    (home / "checks.yaml").write_text(WAIVER)
    assert synthesize(home, TocsinChecks(settings="checks.yaml")) == []


def _at_the_resource(home: Path) -> None:
    made = app(home / "out")
    alarm = silent_alarm(stack(made)).node.default_child
    assert isinstance(alarm, cdk.CfnResource)
    waiver = {"check": "alarm/no-action", "because": "a graph reads it"}
    alarm.add_metadata("tocsin", {"waive": [waiver]})
    made.synth()
    assert found(home) == []


def _by_a_baseline(home: Path) -> None:
    made = app(home / "out", TocsinChecks(baseline=home / "known.yaml"))
    shop = stack(made)
    alarm = silent_alarm(shop).node.default_child
    assert isinstance(alarm, cdk.CfnResource)
    logical_id = str(shop.resolve(alarm.logical_id))
    (home / "known.yaml").write_text(BASELINE.replace("LOGICAL_ID", logical_id))
    made.synth()
    assert found(home) == []


def _by_leaving_the_check_out(home: Path) -> None:
    (home / "tocsin.yaml").write_text("checks: {skip: [alarm]}\n")
    assert synthesize(home) == []


def _by_another_severity(home: Path) -> None:
    (home / "tocsin.yaml").write_text("checks: {severity: {alarm/no-action: warning}}\n")
    assert synthesize(home) == [("alarm/no-action", "warning")]


@pytest.mark.parametrize(
    "decide",
    [
        _in_settings,
        _in_other_settings,
        _at_the_resource,
        _by_a_baseline,
        _by_leaving_the_check_out,
        _by_another_severity,
    ],
)
def test_what_is_decided_does_not_stop_the_synthesis(
    decide: Callable[[Path], None], home: Path
) -> None:
    """By each of the ways that `tocsin check` knows."""
    decide(home)


def test_warnings_stop_it_where_that_is_asked(home: Path) -> None:
    """Notes are reported only if they do."""
    (home / "tocsin.yaml").write_text("checks: {severity: {alarm/no-action: warning}}\n")

    with pytest.raises(RuntimeError, match="alarm/no-action"):
        synthesize(home, TocsinChecks(fail_on="warning"))


def test_notes_are_left_to_tocsin_check(home: Path) -> None:
    """Unless they stop the synthesis."""
    (home / "tocsin.yaml").write_text("checks: {severity: {alarm/no-action: note}}\n")

    assert synthesize(home) == []


def test_a_waiver_is_over_only_for_who_says_which_day_it_is(home: Path) -> None:
    """A synthesis has no clock: what passes today passes tomorrow."""
    (home / "tocsin.yaml").write_text(WAIVER)
    day = partial(TocsinChecks, today=date(2027, 2, 1))

    assert synthesize(home) == []
    with pytest.raises(RuntimeError, match="held until 2027-01-31"):
        synthesize(home, day())


def test_settings_that_cannot_be_read_stop_the_synthesis(home: Path) -> None:
    """With all that is wrong, and nothing acknowledges it."""
    (home / "tocsin.yaml").write_text("checks: {severity: {alarm/none: bad}}\nsevereties: 5\n")

    with pytest.raises(RuntimeError) as raised:
        synthesize(home)

    assert "tocsin.yaml:1:" in str(raised.value)
    assert "tocsin.yaml:2:" in str(raised.value)
    assert {severity for _, severity in found(home)} == {"fatal"}


def test_what_does_not_exist_is_refused() -> None:
    """Where the app says it."""
    with pytest.raises(InvalidValueError, match="did you mean 'error'"):
        TocsinChecks(fail_on="errors")  # type: ignore[arg-type]  # as an app may have it
    with pytest.raises(InvalidValueError, match="101 is not a percentage"):
        TocsinChecks(coverage_at_least=101)


@pytest.mark.parametrize(("at_least", "passes"), [(0, True), (100, False)])
def test_an_app_may_have_to_have_alarms(at_least: int, passes: bool, home: Path) -> None:  # noqa: FBT001
    """What is missing is a matter of the command; the synthesis says how much is."""
    made = app(home / "out", TocsinChecks(coverage_at_least=at_least))
    cdk.aws_sqs.Queue(stack(made), "Jobs")

    if passes:
        made.synth()
    else:
        with pytest.raises(RuntimeError, match="coverage: 0 % of the recommended alarms are there"):
            made.synth()
    assert found(home) == ([] if passes else [("coverage/too-low", "error")])


def test_what_an_app_leaves_open_may_be_said(home: Path) -> None:
    """And a name that no template has is refused."""
    made = app(home / "out", TocsinChecks(parameters={"Stag": "prod"}))
    cdk.CfnParameter(stack(made), "Stage")

    with pytest.raises(RuntimeError, match="did you mean 'Stage'"):
        made.synth()
