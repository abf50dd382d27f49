"""Quiet times as mute rules, and as the evaluator understands them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.viewpoints import changed, planned, problems_of
from tocsin.evaluation import read_mute_rule
from tocsin.on_call import WEEKDAYS
from tocsin.plan import AlarmSpec, QuietSpec
from tocsin.plan.quiet_times import quiet_specs
from tocsin.viewpoint import QuietTime

ALARM = 'when: "< 1 for 3 of 5"'
SECOND = """\
      few orders:
        metric: orders placed
        severity: warning
        when: "< 10 for 3 of 5"
        means: Few orders were placed.
        matters: Revenue is lost.
        first_action: Open the dashboard.
"""


def _specs(**quiet: Any) -> tuple[QuietSpec, ...]:  # noqa: ANN401 - as a viewpoint has it
    return quiet_specs("a", [QuietTime.model_validate({"time_zone": "Europe/Berlin"} | quiet)])


@pytest.mark.parametrize(
    ("quiet", "rules"),
    [
        ({"hours": "22:00-06:00"}, [("cron(0 22 * * *)", "PT8H")]),
        ({"hours": "06:30-07:15"}, [("cron(30 6 * * *)", "PT45M")]),
        (
            {"hours": "22:00-06:00", "days": "Monday-Wednesday"},
            [("cron(0 22 * * MON,TUE,WED)", "PT8H")],
        ),
        ({"days": "Saturday-Sunday"}, [("cron(0 0 * * SAT)", "P2D")]),
        (
            {"days": "Sunday,Monday,Wednesday"},
            [("cron(0 0 * * WED)", "P1D"), ("cron(0 0 * * SUN)", "P2D")],
        ),
        (
            {"dates": ["12-26", "01-01", "12-25"]},
            [("cron(0 0 1 1 *)", "P1D"), ("cron(0 0 25,26 12 *)", "P1D")],
        ),
        (
            {"dates": ["2027-03-26", "2027-03-28", "2027-03-29"]},
            [("at(2027-03-26T00:00)", "P1D"), ("at(2027-03-28T00:00)", "P2D")],
        ),
        ({"dates": ["12-25", "12-25"]}, [("cron(0 0 25 12 *)", "P1D")]),
        (
            {"dates": [f"2027-03-{day:02}" for day in range(1, 21)]},
            [("at(2027-03-01T00:00)", "P15D"), ("at(2027-03-16T00:00)", "P5D")],
        ),
        ({"dates": ["2027-03-26"], "hours": "18:00-08:00"}, [("at(2027-03-26T18:00)", "PT14H")]),
    ],
)
def test_rules(quiet: dict[str, Any], rules: list[tuple[str, str]]) -> None:
    """Days in a row are one window; days of one month are one rule."""
    assert [(each.expression, each.written_duration) for each in _specs(**quiet)] == rules


def test_rules_are_named_after_their_alarm() -> None:
    """The names stay when a time changes, so that a rule is changed and not replaced."""
    assert [each.rule for each in _specs(dates=["12-25", "01-01"])] == ["a-quiet", "a-quiet-2"]


HOURS = st.tuples(st.times(), st.times()).map(
    lambda both: tuple(each.replace(second=0, microsecond=0) for each in both)
)
QUIET: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.builds(
        dict,
        hours=HOURS.filter(lambda hours: hours[0] != hours[1]).map(
            "{0[0]:%H:%M}-{0[1]:%H:%M}".format
        ),
        days=st.one_of(st.none(), st.lists(st.sampled_from(WEEKDAYS), min_size=1, unique=True)),
    ),
    st.builds(dict, days=st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=6, unique=True)),
    st.builds(
        dict,
        dates=st.lists(
            st.dates(date(2028, 1, 2), date(2028, 12, 20)).map(date.isoformat),
            min_size=1,
            max_size=4,
        ),
    ),
)
ZONES = st.sampled_from(
    ["UTC", "Europe/Berlin", "America/Santiago", "Australia/Lord_Howe", "Asia/Kolkata"]
)


@settings(max_examples=60)
@given(QUIET, ZONES)
def test_windows_are_those_of_the_rule(quiet: dict[str, Any], zone: str) -> None:
    """What is compared with other alarms is what the evaluator reads in the template."""
    year = [date(2028, 1, 1) + timedelta(days=number) for number in range(366)]
    start, end = datetime(2028, 1, 3, tzinfo=UTC), datetime(2028, 12, 28, tzinfo=UTC)
    for spec in _specs(**quiet, time_zone=zone):
        rule = read_mute_rule(
            {
                "Name": spec.rule,
                "MuteTargets": {"AlarmNames": ["a"]},
                "Rule": {
                    "Schedule": {
                        "Expression": spec.expression,
                        "Duration": spec.written_duration,
                        "Timezone": zone,
                    }
                },
            }
        )
        told = set(rule.schedule.starts(start, end))
        assert {begin for begin, _ in spec.on(year) if start <= begin < end} == told


def _alarm(viewpoint: str, name: str = "checkout-no-orders") -> AlarmSpec:
    return next(each for each in planned(viewpoint).alarms if each.id == name)


@pytest.mark.parametrize(
    ("written", "texts"),
    [
        ("", []),
        ("quiet: 22:00-06:00 UTC", ["22:00-06:00 UTC"]),
        ("quiet: [22:00-06:00 UTC, Sunday UTC]", ["22:00-06:00 UTC", "Sunday UTC"]),
        ("quiet: Sunday UTC\n        stages: {prod: {quiet: []}}", []),
        ("stages: {prod: {quiet: Sunday UTC}}", ["Sunday UTC"]),
    ],
)
def test_whose_word_counts(written: str, texts: list[str]) -> None:
    """The stage's, if it says something, else the alarm's."""
    alarm = _alarm(changed((ALARM, f"{ALARM}\n        {written}")))

    assert [each.text for each in alarm.quiet] == texts


def test_alarms_of_resources_can_be_quiet() -> None:
    """What a type brings along is changed in the same way."""
    table = "{type: dynamodb_table, table: shop-orders"
    quiet = f"{table}, alarms: {{slow-reads: {{quiet: '01:00-02:00 UTC'}}}}"
    alarm = _alarm(changed((table, quiet)), "checkout-orders-slow-reads")

    assert [each.text for each in alarm.quiet] == ["01:00-02:00 UTC"]


def _both(first: str, second: str, direction: str = "< 10") -> str:
    quiet = f"{ALARM}\n        quiet: {first}"
    few = SECOND.replace("severity: warning", f"severity: warning\n        quiet: {second}")
    few = few.replace("< 10", direction)
    text = changed((ALARM, quiet))
    return text.replace("      no orders:\n", f"{few}      no orders:\n")


@pytest.mark.parametrize(
    ("first", "second", "direction", "together"),
    [
        ("22:00-06:00 UTC", "05:00-07:00 UTC", "< 10", True),
        ("22:00-06:00 UTC", "06:00-07:00 UTC", "< 10", False),
        ("22:00-06:00 UTC", "06:00-06:30 Europe/Berlin", "< 10", True),
        ("22:00-06:00 UTC", "08:00-09:00 Europe/Berlin", "< 10", False),
        ("22:00-06:00 UTC", "05:00-07:00 UTC", "> 10", False),
        ("Sunday UTC", "{dates: ['12-24'], time_zone: UTC}", "< 10", True),
        ("Sunday UTC", "{dates: ['2045-12-25'], time_zone: UTC}", "< 10", False),
        (
            "Monday-Friday UTC",
            "{hours: '10:00-12:00', dates: ['2045-12-22'], time_zone: UTC}",
            "< 10",
            True,
        ),
    ],
)
def test_alarms_that_cover_each_other_are_not_quiet_together(
    first: str,
    second: str,
    direction: str,
    together: bool,  # noqa: FBT001
) -> None:
    """Two alarms on one metric, in one direction: at any time one of them is awake."""
    found = problems_of(_both(first, second, direction))

    assert [(each.kind, each.where.subject) for each in found] == (
        [("plan/quiet-together", "services.checkout.alarms.no orders.quiet")] if together else []
    )


def test_rates_over_one_traffic_may_be_quiet_together() -> None:
    """What two alarms calculate is not the same because both divide by requests."""
    metrics = "metrics:\n      requests: {namespace: Shop, metric: Requests, statistic: Sum}\n"
    for name in ("errors", "throttles"):
        metrics += f"      {name}: {{namespace: Shop, metric: {name}, statistic: Sum}}\n"
        rate = f"{{expression: a / b, of: {{a: {name}, b: requests}}}}"
        metrics += f"      rate of {name}: {rate}\n"
    alarms = "".join(
        SECOND.replace("few orders", f"many {name}")
        .replace("orders placed", f"rate of {name}")
        .replace("< 10", "> 1")
        .replace("severity: warning", "severity: warning\n        quiet: 22:00-06:00 UTC")
        for name in ("errors", "throttles")
    )
    text = changed(("metrics:\n", metrics)).replace(
        "      no orders:\n", f"{alarms}      no orders:\n"
    )

    assert problems_of(text) == ()
