from datetime import UTC, date
from zoneinfo import ZoneInfo

import pytest

from tests.support.recorded import MONDAY
from tocsin.backtest.alert_frequency import TimedAlert, by_day, by_hour, by_severity

ALERTS: list[TimedAlert] = [
    (MONDAY + 60, "critical"),
    (MONDAY + 23.5 * 3600, "critical"),
    (MONDAY + 86_400, "warning"),
    (MONDAY + 86_400, None),
]


def test_pages_are_counted_by_severity() -> None:
    """Every severity has a number, also one that had no alert."""
    assert by_severity(ALERTS) == {"critical": 2, "warning": 1, "info": 0, "none": 1}


@pytest.mark.parametrize(
    ("zone", "hours"), [("UTC", {0: 3, 23: 1}), ("Europe/Berlin", {0: 1, 1: 3})]
)
def test_hours_are_those_of_a_time_zone(zone: str, hours: dict[int, int]) -> None:
    """Alerts at half past eleven in UTC wake people in Berlin after midnight."""
    found = by_hour(ALERTS, ZoneInfo(zone))

    totals = {hour: sum(counts.values()) for hour, counts in enumerate(found)}
    assert len(found) == 24
    assert {hour: total for hour, total in totals.items() if total} == hours


def test_quiet_days_are_days_too() -> None:
    """Each day between the times has its numbers; the end is not part of it."""
    days = by_day(ALERTS, MONDAY, MONDAY + 3 * 86_400, UTC)

    assert {day: sum(counts.values()) for day, counts in days.items()} == {
        date(2026, 1, 5): 2,
        date(2026, 1, 6): 2,
        date(2026, 1, 7): 0,
    }
