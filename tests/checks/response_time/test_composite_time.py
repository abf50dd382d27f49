"""How soon composite alarms page: the child that decides, and the wait for a suppressor."""

import pytest

from tocsin.checks.response_time.composite_time import soonest_page
from tocsin.evaluation import CompositeAlarm, composite
from tocsin.timing import AlarmTiming, Delay, TimeToPage, time_by_value

NO_DELAY = Delay(typical=0, worst=0, source="a test")


def _time(*, needed: int, period: int = 60) -> TimeToPage:
    """Return the time of an alarm that wants so many breaches; of one minute it takes 65 s."""
    return time_by_value(
        AlarmTiming(
            period=period,
            evaluation_periods=needed,
            datapoints_to_alarm=needed,
            interval=60,
            delay=NO_DELAY,
        )
    )


CHILDREN = {"fast": _time(needed=1), "slow": _time(needed=5), "slower": _time(needed=11)}


def _alarm(rule: str, wait: float | None = None) -> CompositeAlarm:
    suppressor = None
    if wait is not None:
        suppressor = composite.Suppressor(alarm="s", wait_period=wait, extension_period=60)
    return CompositeAlarm(
        name="c", rule=composite.parse_rule(rule), actions={}, suppressor=suppressor
    )


@pytest.mark.parametrize(
    ("rule", "seconds"),
    [
        ("ALARM(fast)", 65),
        ("ALARM(fast) OR ALARM(slow)", 65),
        ("ALARM(fast) AND ALARM(slow)", 65 + 4 * 60),
        ("(ALARM(fast) OR ALARM(slow)) AND ALARM(slower)", 65 + 10 * 60),
        ("AT_LEAST(2, ALARM, (fast, slow, slower))", 65 + 4 * 60),
        ("ALARM(fast) AND NOT ALARM(slow)", 65),
    ],
)
def test_the_child_that_decides(rule: str, seconds: float) -> None:
    """All children fire for the same breach, each when it is soon enough for it."""
    alarm = _alarm(rule)
    time = soonest_page(alarm, {name: CHILDREN[name] for name in alarm.rule.alarm_names})
    assert time is not None
    assert time.typical == seconds


def test_a_clear_breach_crosses_a_long_window_at_once() -> None:
    """The hour of a burn rate is there to let go of short breaches."""
    children = {"hour": _time(needed=1, period=3600), "fast": _time(needed=1)}
    time = soonest_page(_alarm("ALARM(hour) AND ALARM(fast)"), children)
    assert time is not None
    assert time.typical == 65


def test_the_wait_for_a_suppressor() -> None:
    """Whoever is told waits whether something else explains it."""
    time = soonest_page(_alarm("ALARM(fast)", wait=120), {"fast": CHILDREN["fast"]})
    assert time is not None
    assert time.typical == 65 + 120


@pytest.mark.parametrize("rule", ["NOT ALARM(fast)", "ALARM(fast) AND ALARM(elsewhere)"])
def test_what_is_not_known(rule: str) -> None:
    """A rule that holds at once, or that reads an alarm of others, says nothing."""
    assert soonest_page(_alarm(rule), {"fast": CHILDREN["fast"]}) is None
