from pathlib import Path

from tests.support.drills import alarm_set, composite_alarm, metric_alarm, one_drill
from tocsin.drills.coverage import coverage
from tocsin.drills.runner import run_drill

BODIES = {
    "fires": "alarm: a\nvalues: 9x5 0x5\nexpect: [{within: 8m}]",
    "calm": "alarm: a\nvalues: 9x9\nkind: quiet",
    "about b": "alarm: b\nvalues: 0x9\nexpect: [{within: 8m}]",
    "is over before b is evaluated": "series:\n  - {alarm: a, values: 9x3}\n"
    "  - {alarm: b, values: 9x3}\nkind: quiet",
    "reaches c by the way": "series: [{metric: Orders, values: 9x9}]\n"
    "expect: [{alarm: a, never: ALARM}]",
}


def test_firing_and_quiet_drills(tmp_path: Path) -> None:
    """An alarm is covered by drills that evaluate it and are about it, urgent ones first."""
    alarms = alarm_set(
        tmp_path,
        Minor=metric_alarm("minor", severity="warning", MetricName="Minor"),
        C=metric_alarm("c", severity="info"),
        A=metric_alarm("a"),
        B=metric_alarm("b", MetricName="B", EvaluationPeriods=5, DatapointsToAlarm=5),
        Down=composite_alarm("down", "ALARM(a)"),
        Far=composite_alarm("far", "ALARM(minor)"),
    )
    drills = {name: one_drill(alarms, body) for name, body in BODIES.items()}
    outcomes = {name: run_drill(drill, alarms) for name, drill in drills.items()}

    found = {each.alarm.name: each for each in coverage(alarms, outcomes.values())}

    assert list(found) == ["a", "b", "down", "far", "minor", "c"]
    assert {name: (len(each.firing), len(each.quiet)) for name, each in found.items()} == {
        "a": (1, 3),
        "b": (1, 0),
        "down": (0, 2),
        "far": (0, 0),
        "minor": (0, 0),
        "c": (0, 2),
    }
    assert found["a"].is_complete
    assert not found["b"].is_complete
