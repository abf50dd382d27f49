"""Objectives become alarms on how fast their error budget burns."""

import pytest

from tests.support.viewpoints import changed, planned, problems_of
from tocsin.plan import AlarmSpec, CompositeSpec, Plan
from tocsin.plan.burn_windows import BURN_WINDOWS

DAY = 86_400
METRICS = "      orders placed: {namespace: Shop, metric: OrdersPlaced, statistic: Sum}\n"
BOTH = (
    METRICS,
    (
        f"{METRICS}      orders failed: {{namespace: Shop, metric: OrdersFailed, statistic: Sum}}\n"
        "      orders tried: {expression: a + b, of: {a: orders placed, b: orders failed}}\n"
    ),
)


def _text(objective: str, *changes: tuple[str, str]) -> str:
    objectives = f"    objectives:\n      orders go through: {{{objective}}}\ndata_protection:"
    return changed(BOTH, ("data_protection:", objectives), *changes)


PROMISE = "target: 99.9, bad: orders failed, total: orders placed"


def _burning(plan: Plan) -> dict[str, CompositeSpec]:
    beginning = "checkout-orders-go-through-burn-"
    return {
        each.id.removeprefix(beginning): each
        for each in plan.composites
        if each.id.startswith(beginning)
    }


def _parts(plan: Plan) -> dict[str, AlarmSpec]:
    return {
        alarm.id.removeprefix("checkout-orders-go-through-burn-"): alarm
        for alarm in plan.alarms
        if "-burn-" in alarm.id
    }


def test_rates_are_those_of_the_workbook() -> None:
    """For thirty days: 14.4, 6, 3 and 1; the short window is a twelfth of the long one."""
    assert [round(each.rate(30 * DAY), 10) for each in BURN_WINDOWS] == [14.4, 6, 3, 1]
    assert {each.long // each.short for each in BURN_WINDOWS} == {12}
    assert BURN_WINDOWS[0].threshold(30 * DAY, 99.9) == 1.44


def test_each_rate_needs_both_of_its_windows() -> None:
    """The long one has a minimum of bad events, and neither tells anybody by itself."""
    plan = planned(_text(PROMISE))

    found = {
        name: (alarm.series.period, alarm.threshold, alarm.topic)
        for name, alarm in _parts(plan).items()
    }
    assert found == {
        "1h-over-1h": (3_600, 1.44, None),
        "1h-over-5m": (300, 1.44, None),
        "6h-over-6h": (21_600, 0.6, None),
        "6h-over-30m": (1_800, 0.6, None),
        "1d-over-1d": (DAY, 0.3, None),
        "1d-over-2h": (7_200, 0.3, None),
        "3d-over-3d": (3 * DAY, 0.1, None),
        "3d-over-6h": (21_600, 0.1, None),
    }
    assert {name: each.severity for name, each in _burning(plan).items()} == {
        "1h": "critical",
        "6h": "critical",
        "1d": "warning",
        "3d": "info",
    }
    assert _burning(plan)["1h"].rule == (
        "ALARM(shop-prod-checkout-orders-go-through-burn-1h-over-1h) AND "
        "ALARM(shop-prod-checkout-orders-go-through-burn-1h-over-5m)"
    )
    parts = _parts(plan)
    assert parts["1h-over-1h"].series.expression == "IF(bad >= 10, 100 * bad / total, 0)"
    assert parts["1h-over-5m"].series.expression == "100 * bad / total"
    assert {each.stack for each in parts.values()} == {1}
    assert {each.runbook_path for each in _burning(plan).values()} == {
        "checkout/orders-go-through.md"
    }


def test_a_sum_of_metrics_may_be_the_total() -> None:
    """What is calculated is calculated in the alarm, too."""
    parts = _parts(planned(_text("target: 99.5, bad: orders failed, total: orders tried")))

    alarm = parts["1h-over-1h"]
    assert alarm.series.expression == "IF(bad >= 10, 100 * bad / (total_a + total_b), 0)"
    assert [(each.id, each.name) for each in alarm.series.metrics] == [
        ("bad", "OrdersFailed"),
        ("total_a", "OrdersPlaced"),
        ("total_b", "OrdersFailed"),
    ]
    assert alarm.threshold == 7.2


@pytest.mark.parametrize(
    ("objective", "expected"),
    [
        # The rates follow from the shares of the budget, so that a week has slower ones.
        (f"{PROMISE}, window: 7d", ["1h", "6h"]),
        (f"{PROMISE}, window: 90d", ["1d", "1h", "3d", "6h"]),
        (f"{PROMISE}, alarms: off", []),
        (PROMISE.replace("99.9", "90"), ["1d", "3d", "6h"]),
    ],
)
def test_only_rates_that_mean_something_are_built(objective: str, expected: list[str]) -> None:
    """None that is slower than promised, and none at which more than all would have to fail."""
    assert sorted(_burning(planned(_text(objective)))) == expected


def test_a_rate_that_cannot_be_is_noted() -> None:
    """Of an objective of 90 % nothing burns 14.4 times as fast."""
    (problem,) = problems_of(_text(PROMISE.replace("99.9", "90")))

    assert (problem.kind, problem.severity) == ("plan/burn-cannot-fire", "note")
    assert "144 %" in problem.what


def test_an_objective_needs_counts() -> None:
    """An average is no number of events."""
    average = ("OrdersFailed, statistic: Sum}", "OrdersFailed, statistic: Average}")
    found = problems_of(_text(PROMISE, average))

    assert [each.kind for each in found] == ["plan/objective-of-no-count"]


@pytest.mark.parametrize("at_least", [1, 25])
def test_how_many_have_to_be_bad_is_said(at_least: int) -> None:
    """Where traffic is low, two failures are no incident."""
    parts = _parts(planned(_text(f"{PROMISE}, at_least: {at_least}")))

    minimum = f"bad >= {at_least}" in str(parts["1h-over-1h"].series.expression)
    assert minimum == (at_least > 1)


def test_the_budget_is_on_the_dashboard() -> None:
    """What fails beside its threshold, and what is left over the whole window."""
    text = f"{_text(PROMISE)}dashboards:\n  checkout: {{services: [checkout]}}\n"
    (board,) = (each for each in planned(text).dashboards if each.id == "checkout")
    panels = {panel.title: panel for row in board.rows for panel in row.charts}

    share = panels["Orders go through: share that fails"]
    left = panels["Orders go through: error budget left"]
    assert [alarm.threshold for alarm in share.alarms] == [1.44]
    assert left.range_seconds == 30 * DAY
    assert left.series[0].expression == (
        "100 - 100000 * RUNNING_SUM(FILL(bad, 0)) / RUNNING_SUM(FILL(total, 0))"
    )
    assert not any(title.startswith("Orders go through") and "over" in title for title in panels)


def test_a_service_that_is_down_is_another_alarm() -> None:
    """Budgets page for themselves, whatever else is critical."""
    plan = planned(_text(PROMISE))
    names = {alarm.name for alarm in _parts(plan).values()}

    assert not any(names & set(each.alarms) for each in plan.composites if not each.needs_all)


def test_a_share_needs_two_counts() -> None:
    """Of bad events alone every one is bad: the budget would burn with the first."""
    problems = problems_of(_text("target: 99.9, bad: orders placed, total: orders placed"))

    assert [each.what for each in problems] == [
        "bad and total are both 'orders placed', so that every event is bad"
    ]


def test_an_objective_over_a_day_has_no_alarms_and_says_so() -> None:
    """Whoever writes a promise takes it to be watched."""
    (problem,) = problems_of(_text(f"{PROMISE}, window: 1d"))

    assert problem.kind == "plan/objective-too-short"
    assert not problems_of(_text(f"{PROMISE}, window: 1d, alarms: off"))
    assert not problems_of(_text(f"{PROMISE}, window: 3d"))
