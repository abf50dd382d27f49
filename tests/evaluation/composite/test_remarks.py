"""What CloudWatch takes of a composite alarm although it has no use."""

import pytest

from tocsin.evaluation.composite import read_composite_alarm, remarks

SUPPRESSED = {"ActionsSuppressorWaitPeriod": 60, "ActionsSuppressorExtensionPeriod": 60}


@pytest.mark.parametrize(
    ("rule", "suppressor", "kinds"),
    [
        ("ALARM(a) OR ALARM(b)", None, []),
        ("ALARM(a) AND OK(a)", None, ["composite/never"]),
        ("ALARM(a) OR NOT ALARM(a)", None, ["composite/always"]),
        ("ALARM(a) OR OK(a) OR INSUFFICIENT_DATA(a)", None, ["composite/always"]),
        ("AT_LEAST(3, ALARM, (a, b))", None, ["composite/never"]),
        # AWS advises FALSE to break a cycle, and such a rule names no alarm.
        ("FALSE", None, []),
        ("ALARM('a')", None, ["composite/single-quotes"]),
        ('ALARM("a\'s")', None, []),
        ("ALARM(a) AND ALARM(b)", "b", ["composite/always-suppressed"]),
        ("ALARM(a) OR ALARM(b)", "b", []),
        ("ALARM(a)", "b", []),
    ],
)
def test_rules_without_use(rule: str, suppressor: str | None, kinds: list[str]) -> None:
    """All states of the alarms of a rule are tried."""
    suppressed = {"ActionsSuppressor": suppressor, **SUPPRESSED} if suppressor else {}
    alarm = read_composite_alarm({"AlarmName": "c", "AlarmRule": rule, **suppressed})

    assert [(each.kind, each.severity) for each in remarks(alarm)] == [
        (kind, "warning") for kind in kinds
    ]


def test_of_many_alarms_nothing_is_tried() -> None:
    """Nobody waits for three to the power of a hundred combinations."""
    rule = " AND ".join(f"ALARM(a{number})" for number in range(100))

    assert list(remarks(read_composite_alarm({"AlarmName": "c", "AlarmRule": rule}))) == []
