"""Alarms that count events are held against how many are usual."""

from datetime import timedelta

import pytest

from tests.support.viewpoints import changed, planned, problems_of
from tocsin.plan.metric_quiet import lengthened
from tocsin.plan.usual_week import usual_week
from tocsin.traffic import parse_rate
from tocsin.viewpoint import QuietTime, UsualRate

METRIC = "statistic: Sum}"
THREE = ('"< 1 for 3 of 5"', '"< 1 for 3 of 3"')
REVENUE = (
    METRIC,
    (
        "statistic: Sum, usual: 600 an hour}\n"
        "      revenue: {namespace: Shop, metric: Revenue, statistic: Sum, "
        "for_each: {metric: orders placed, amount: 40}}\n"
        "      hourly: {expression: 'FILL(money, 0)', of: {money: revenue}, period: 1h}"
    ),
)
LOW_REVENUE = (
    "    alarms:\n",
    (
        "    alarms:\n      low revenue: {metric: hourly, severity: warning, when: '< LIMIT', "
        "means: A., matters: B., first_action: C.}\n"
    ),
)


def _usual(text: str) -> tuple[str, str]:
    return METRIC, f"statistic: Sum, {text}}}"


def _kinds(*changes: tuple[str, str]) -> dict[str, str]:
    return {each.kind: each.severity for each in problems_of(changed(*changes))}


def test_at_ten_an_hour_three_empty_minutes_are_normal() -> None:
    """The problem has the arithmetic, the wait that is enough, and that it does not fit."""
    (problem,) = problems_of(changed(_usual("usual: 10 an hour"), THREE))

    assert (problem.kind, problem.severity) == ("plan/fires-by-chance", "error")
    for said in ("10 an hour", "85 %", "4,081 times a month", "61 %", "1 a year"):
        assert said in problem.what
    assert "'for 68 of 68'" in problem.fix
    assert "fits the 5m of critical" in problem.fix
    assert "detect_within: {time: 73m" in problem.fix


def test_what_is_proposed_is_accepted() -> None:
    """With the wait and the declaration that the problem asks for, there is none; with less, is."""
    declared = "\n        detect_within: {time: 73m, because: an order is rare}"

    def kinds(periods: int) -> dict[str, str]:
        when = f'"< 1 for {periods} of {periods}"{declared}'
        return _kinds(_usual("usual: 10 an hour"), (THREE[0], when))

    assert kinds(68) == {}
    assert "plan/fires-by-chance" in kinds(67)


@pytest.mark.parametrize(
    ("usual", "severity", "expected"),
    [
        ("usual: 300 an hour", "critical", {}),
        ("usual: 200 an hour", "critical", {"plan/fires-by-chance": "error"}),
        ("usual: 230 an hour", "warning", {}),
        ("usual: 100 an hour", "warning", {"plan/fires-by-chance": "warning"}),
        ("usual: 10 a day", "warning", {"plan/fires-by-chance": "warning"}),
        ("usual: 300 an hour, quiet: '20:00-06:00 Europe/Berlin'", "critical", {}),
        (
            "usual: {rate: 300 an hour, hours: '06:00-20:00', time_zone: UTC}",
            "critical",
            {"plan/usual-leaves-out": "error"},
        ),
        (
            (
                "usual: {rate: 300 an hour, hours: '06:00-20:00', time_zone: UTC}, "
                "quiet: '20:00-06:00 UTC'"
            ),
            "critical",
            {},
        ),
        (
            "for_each: {metric: orders placd, amount: 4}",
            "critical",
            {"viewpoint/unknown-name": "error"},
        ),
    ],
)
def test_the_limit_is_that_of_the_severity(
    usual: str, severity: str, expected: dict[str, str]
) -> None:
    """Once a year for what calls people up, once a month for others."""
    found = _kinds(_usual(usual), THREE, ("severity: critical", f"severity: {severity}"))

    assert found == expected


def test_a_viewpoint_says_how_often_is_too_often() -> None:
    """A severity may accept more."""
    severities = "severities: {critical: {respond_within: 5m, false_pages: 1 a day}}\nsystem:"

    assert _kinds(_usual("usual: 200 an hour"), THREE, ("system:", severities)) == {}


@pytest.mark.parametrize(
    ("usual", "expected"),
    [
        ("10 an our", "does not say how many"),
        ("600", "does not say how many"),
        ("0 a day", "is nothing at all"),
        ("[{rate: 1 a day, hours: '06:00-20:00'}]", "read on a clock"),
        ("[{rate: 1 a day, time_zone: UTC}]", "no hours to read"),
    ],
)
def test_a_rate_that_says_nothing_is_refused(usual: str, expected: str) -> None:
    """What is meant is asked for."""
    (problem, *_) = problems_of(changed(_usual(f"usual: {usual}")))

    assert expected in problem.what


def test_revenue_follows_orders() -> None:
    """A warning may not call healthy what pages somebody by chance; the fix says what it may."""
    contradicting = problems_of(
        changed(REVENUE, THREE, (LOW_REVENUE[0], LOW_REVENUE[1].replace("LIMIT", "500")))
    )
    agreeing = _kinds(REVENUE, THREE, (LOW_REVENUE[0], LOW_REVENUE[1].replace("LIMIT", "10600")))

    assert [each.kind for each in contradicting] == ["plan/alarms-contradict"]
    assert "13 an hour of orders placed" in contradicting[0].what
    assert "10529" in contradicting[0].fix
    assert agreeing == {}


def test_a_heartbeat_tells_silence_from_zero() -> None:
    """It asks for datapoints, whatever their values, and declares how long that takes."""
    text = changed(_usual("usual: 300 an hour, heartbeat: critical"), THREE)
    (alarm,) = (each for each in planned(text).alarms if "not-reported" in each.id)

    assert alarm.id == "checkout-orders-placed-not-reported"
    assert [each.statistic for each in alarm.series.metrics] == ["SampleCount"]
    assert (alarm.treat_missing_data, alarm.severity) == ("breaching", "critical")
    assert alarm.runbook_path == "checkout/metric-not-reported.md"
    assert alarm.detect_within is not None
    assert alarm.time_to_page_by_silence is not None
    assert alarm.time_to_page_by_silence.worst <= alarm.detect_within.time


def test_an_alarm_is_quiet_until_its_periods_are_filled_again() -> None:
    """The metric says when nothing is normal; an alarm on many events is not concerned."""
    quiet = "usual: 300 an hour, quiet: '20:00-06:00 Europe/Berlin'"
    low = planned(changed(_usual(quiet), THREE))
    high = planned(changed(_usual(quiet), ('"< 1 for 3 of 5"', '"> 99 for 3 of 3"')))
    own = f"{THREE[1]}\n        quiet: []"

    assert [each.text for alarm in low.alarms for each in alarm.quiet] == [
        "20:00-06:05 Europe/Berlin"
    ]
    assert not any(alarm.quiet for alarm in high.alarms)
    assert not any(alarm.quiet for alarm in planned(changed(_usual(quiet), (THREE[0], own))).alarms)


@pytest.mark.parametrize(
    ("quiet", "expected"),
    [
        ("20:00-06:00 UTC", ["20:00-06:25 UTC"]),
        ("23:00-23:50 UTC", ["23:00-00:15 UTC"]),
        ("00:10-00:00 UTC", ["00:10-00:00 UTC", "00:00-00:10 UTC"]),
        (
            "Saturday,Sunday UTC",
            ["Saturday,Sunday UTC", "00:00-00:25 Monday UTC"],
        ),
    ],
)
def test_quiet_times_are_lengthened(quiet: str, expected: list[str]) -> None:
    """Also over midnight, after whole days, and around the clock."""
    found = lengthened((QuietTime.model_validate(quiet),), timedelta(minutes=22))

    assert [str(each) for each in found] == expected


def test_quiet_dates_are_followed_by_their_morning() -> None:
    """Of two days in a row the second has it."""
    days = QuietTime.model_validate({"dates": ["12-24", "12-25"], "time_zone": "UTC"})

    found = lengthened((days,), timedelta(minutes=20))

    assert [str(each) for each in found] == ["12-24, 12-25 UTC", "00:00-00:20 12-26 UTC"]


def test_the_week_has_the_first_rate_that_fits() -> None:
    """Hours over midnight belong to the day on which they begin, on the clock of the place."""
    nights = UsualRate.model_validate(
        {
            "rate": "60 an hour",
            "hours": "22:00-04:00",
            "days": "Friday",
            "time_zone": "America/New_York",
        }
    )
    always = UsualRate(rate=parse_rate("600 an hour"))
    quiet = QuietTime.model_validate("00:00-12:00 Sunday UTC")

    profile, unsaid = usual_week((nights, always), (quiet,))

    assert unsaid == 0
    assert profile is not None
    shares = {round(rate * 3_600): round(share * 168, 6) for rate, share in profile.shares}
    assert shares == {60: 6, 600: 168 - 6 - 12}
    assert usual_week((nights,), (quiet,))[1] == (168 - 6 - 12) * 60
