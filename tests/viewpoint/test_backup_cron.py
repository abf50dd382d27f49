from datetime import timedelta

import pytest

from tocsin.diagnostics import InvalidValueError
from tocsin.viewpoint.backup_cron import BackupCron, longest_interval, starts


@pytest.mark.parametrize(
    ("expression", "interval"),
    [
        ("cron(0 3 * * ? *)", timedelta(days=1)),
        ("cron(0 3 ? * * *)", timedelta(days=1)),
        ("cron(0 * * * ? *)", timedelta(hours=1)),
        ("cron(0 */12 * * ? *)", timedelta(hours=12)),
        ("cron(0 13/12 * * ? *)", timedelta(days=1)),
        ("cron(0,30 8-17/3 * * ? *)", timedelta(hours=14, minutes=30)),
        ("cron(0 6 ? * SUN *)", timedelta(days=7)),
        ("cron(0 6 ? * 1 *)", timedelta(days=7)),
        ("cron(0 6 ? * mon-fri *)", timedelta(days=3)),
        ("cron(0 8,20 ? * 1,4 *)", timedelta(days=3, hours=12)),
        ("cron(0 5 1 * ? *)", timedelta(days=31)),
        ("cron(0 5 L * ? *)", timedelta(days=31)),
        ("cron(0 5 31 * ? *)", timedelta(days=61)),
        ("cron(0 5 15W * ? *)", timedelta(days=32)),
        ("cron(0 5 LW * ? *)", timedelta(days=33)),
        ("cron(0 5 ? * 2#1 *)", timedelta(days=35)),
        ("cron(0 5 ? * 6L *)", timedelta(days=35)),
        ("cron(0 5 ? * L *)", timedelta(days=7)),
        ("cron(0 5 1 JAN,JUL ? *)", timedelta(days=184)),
        ("cron(0 5 29 FEB ? *)", timedelta(days=1_461)),
    ],
)
def test_longest_interval(expression: str, interval: timedelta) -> None:
    """The gap that a recovery point objective has to survive is the longest one."""
    assert longest_interval(expression) == interval


def test_starts_count_from_a_monday() -> None:
    """Minutes since the first Monday of the calendar fall into whole weeks."""
    sunday = starts("cron(30 6 ? * SUN *)")

    assert {minute % (7 * 1_440) for minute in sunday} == {6 * 1_440 + 6 * 60 + 30}
    assert list(sunday) == sorted(sunday)


def test_nearest_weekday_stays_in_its_month() -> None:
    """A first on a Saturday is moved forward, a last on a Sunday back."""
    first = [day for day in BackupCron.parse("cron(0 5 1W * ? *)").dates() if day.year == 2026]
    last = [day for day in BackupCron.parse("cron(0 5 LW * ? *)").dates() if day.year == 2026]

    assert (first[7].isoformat(), last[4].isoformat()) == ("2026-08-03", "2026-05-29")


@pytest.mark.parametrize(
    ("expression", "what"),
    [
        ("cron(0 3 * * * *)", "needs a day of the month or of the week, and not both"),
        ("cron(0 3 ? * ? *)", "needs a day of the month or of the week, and not both"),
        ("cron(0 3 31 2 ? *)", "is never"),
        ("cron(60 3 * * ? *)", "'60' is not from 0 to 59"),
        ("cron(0 24 * * ? *)", "'24' is not from 0 to 23"),
        ("cron(0 3 0 * ? *)", "'0' is not from 1 to 31"),
        ("cron(0 3 1,x * ? *)", "'x' is not from 1 to 31"),
        ("cron(0 3 * 13 ? *)", "'13' is not from 1 to 12"),
        ("cron(0 3 ? * 8 *)", "'8' is not from 1 to 7"),
        ("cron(0 3 ? * 2#6 *)", "'6' is not from 1 to 5"),
        ("cron(0 5-2 * * ? *)", "'5-2' stands for nothing"),
        ("cron(0 */0 * * ? *)", "'*/0' stands for nothing"),
        ("cron(0 3,, * * ? *)", "'' is not part of a cron expression"),
        (f"cron({'9' * 5_000} 3 * * ? *)", "is not from 0 to 59"),
        (f"cron(*/{'9' * 5_000} 3 * * ? *)", "is not part of a cron expression"),
    ],
)
def test_expression_that_aws_backup_refuses(expression: str, what: str) -> None:
    """What would only fail when it is deployed is refused."""
    with pytest.raises(InvalidValueError) as caught:
        longest_interval(expression)

    assert what in caught.value.what
    assert caught.value.fix
