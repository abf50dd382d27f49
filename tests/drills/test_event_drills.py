from pathlib import Path

import pytest

from tests.support.event_rules import rule, system
from tocsin.diagnostics import InvalidInputError
from tocsin.drills import Outcome, read_drills, rule_coverage, run_drills
from tocsin.simulation import AlarmSet

HAPPENS = "event: {source: aws.ecs, detail-type: Something, detail: {state: FAILED}}"
ECS = "sample: ecs-service-impaired"
IMPAIRED = {
    "source": ["aws.ecs"],
    "detail": {"eventName": ["SERVICE_TASK_START_IMPAIRED"]},
    "resources": [{"suffix": ":service/shop/api"}],
}


@pytest.fixture(name="alarms")
def _alarms(tmp_path: Path) -> AlarmSet:
    return system(tmp_path, Rule=rule(), Other=rule("impaired", EventPattern=IMPAIRED))


def _outcome(alarms: AlarmSet, *lines: str) -> Outcome:
    text = "drills:\n  d:\n" + "".join(f"    {line}\n" for line in lines)
    (outcome,) = run_drills(read_drills(text, name="d.yaml", alarms=alarms).drills, alarms)
    return outcome


def _problems(alarms: AlarmSet, *lines: str) -> list[str]:
    with pytest.raises(InvalidInputError) as raised:
        _outcome(alarms, *lines)
    return list(map(str, raised.value.problems))


@pytest.mark.parametrize(
    "lines",
    [
        (HAPPENS, "expect: [{paged: ana@example.com}]"),
        (HAPPENS, "expect: [{received: [ana@example.com]}, {rules: [failed]}]"),
        (HAPPENS, 'expect: [{message: \'"state":"FAILED"\'}]'),
        ("kind: quiet", HAPPENS.replace("FAILED", "RUNNING")),
        (HAPPENS.replace("FAILED", "RUNNING"), "expect: [{rules: none}, {paged: nobody}]"),
        (
            f"event: {{{ECS}, resources: ['arn:aws:ecs:eu-west-1:111122223333:service/shop/api']}}",
            "expect: [{rules: impaired}]",
        ),
        ("kind: quiet", "event: ecs-service-impaired"),
        ("kind: quiet", f"event: {{{ECS}, detail: {{eventName: null}}}}"),
    ],
)
def test_drills_that_pass(alarms: AlarmSet, lines: tuple[str, ...]) -> None:
    """An event in, and what the rules make of it out."""
    assert _outcome(alarms, *lines).failures == ()


@pytest.mark.parametrize(
    ("lines", "expected", "actual"),
    [
        (
            (HAPPENS.replace("FAILED", "RUNNING"), "expect: [{paged: ana@example.com}]"),
            "ana@example.com paged",
            "ana@example.com not paged; paged: nobody",
        ),
        (("kind: quiet", HAPPENS), "nobody is paged", "ana@example.com, by failed"),
        (
            (HAPPENS, "expect: [{rules: impaired}]"),
            "matched by impaired",
            "matched by failed",
        ),
        ((HAPPENS, "expect: [{received: nobody}]"), "nobody told", "ana@example.com told"),
    ],
)
def test_drills_that_fail(
    alarms: AlarmSet, lines: tuple[str, ...], expected: str, actual: str
) -> None:
    """The failure says who was told, and which rules matched and why not."""
    (failure,) = _outcome(alarms, *lines).failures

    assert (failure.expected, failure.actual) == (expected, actual)
    assert any(about == "rule" and "failed" in text for about, text in failure.details)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("event: ecs-service-impared", "kind: quiet"), "did you mean 'ecs-service-impaired'?"),
        (("event: {source: a}", "kind: quiet"), "an event has detail-type"),
        (("event: {sampel: a}", "kind: quiet"), "sampel"),
        ((HAPPENS, "expect: [{paged: bob@example.com}]"), "there is no recipient"),
        ((HAPPENS, "expect: [{rules: [faild]}]"), "did you mean 'failed'?"),
        ((HAPPENS, "expect: [{paged: nobody, rules: none}]"), "says paged, rules"),
        ((HAPPENS, "expect: [{}]"), "says nothing"),
        ((HAPPENS,), "the drill expects nothing"),
        ((HAPPENS, "kind: quiet", "alarm: x"), "alarm is about metric data"),
        ((HAPPENS, "kind: incident"), "kind"),
    ],
)
def test_drills_that_cannot_be_read(
    alarms: AlarmSet, lines: tuple[str, ...], expected: str
) -> None:
    """A typo never makes a drill pass."""
    assert any(expected in each for each in _problems(alarms, *lines))


def test_which_rules_have_drills(alarms: AlarmSet) -> None:
    """A rule needs a drill that it matches, and one of its source that it leaves alone."""
    outcomes = [
        _outcome(alarms, HAPPENS, "expect: [{rules: failed}]"),
        _outcome(alarms, "kind: quiet", "event: ecs-service-impaired"),
    ]
    failed, impaired = rule_coverage(alarms, outcomes)

    assert (failed.rule, failed.is_complete, failed.reaches) == ("failed", True, "people")
    assert (impaired.rule, impaired.firing, len(impaired.quiet)) == ("impaired", (), 2)
