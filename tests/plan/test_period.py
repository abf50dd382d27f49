from datetime import timedelta

import pytest

from tests.support.viewpoints import SMALL, changed, context_of, problems_of
from tocsin.diagnostics.duration import parse_duration
from tocsin.plan.period import check_period, check_window


@pytest.mark.parametrize("text", ["10s", "20s", "30s", "1m", "2m", "7m", "90m", "1h", "1d", "7d"])
def test_period_of_cloudwatch_passes(text: str) -> None:
    """10, 20 and 30 seconds and whole minutes up to a week are periods."""
    context = context_of(SMALL)

    assert timedelta(seconds=check_period(context, (), parse_duration(text))) == parse_duration(
        text
    )
    assert context.collector.problems == []


@pytest.mark.parametrize("text", ["45s", "5s", "40s", "61s", "90s", "0s"])
def test_other_period_is_reported(text: str) -> None:
    """Any other period is reported with what there is."""
    context = context_of(SMALL)
    check_period(context, ("a", "period"), parse_duration(text), published=timedelta(minutes=5))

    assert [str(problem) for problem in context.collector.problems] == [
        (
            f"viewpoint: a.period: {text} is not a period CloudWatch has; "
            "use 10s, 20s, 30s or a multiple of 1m"
        )
    ]


def test_period_longer_than_a_week_is_reported() -> None:
    """CloudWatch looks back at most a week, so that no period is longer."""
    context = context_of(SMALL)
    check_period(context, ("a",), parse_duration("8d"))

    (problem,) = context.collector.problems
    assert (problem.kind, problem.fix) == ("plan/period-too-long", "use at most 1w")


@pytest.mark.parametrize(
    ("period", "count", "fix"),
    [
        ("1m", 1_440, None),
        ("1m", 1_441, "use at most 1440 periods"),
        ("30m", 48, None),
        ("30m", 49, "use at most 48 periods"),
        ("1h", 168, None),
        ("1h", 169, "use at most 168 periods"),
        ("1d", 7, None),
        ("1d", 8, "use at most 7 periods"),
        ("10s", 8_640, None),
        ("10s", 8_641, "use at most 8640 periods"),
    ],
)
def test_window_is_a_day_or_a_week(period: str, count: int, fix: str | None) -> None:
    """Periods below an hour reach back a day, longer ones a week."""
    context = context_of(SMALL)
    seconds = int(parse_duration(period).total_seconds())
    check_window(context, ("a",), period=seconds, evaluation_periods=count)

    assert [(problem.kind, problem.fix) for problem in context.collector.problems] == (
        [("plan/window-too-long", fix)] if fix else []
    )


@pytest.mark.parametrize(
    ("changes", "subject"),
    [
        (
            [("severity: critical", "severity: critical\n        period: 45s")],
            "services.checkout.alarms.no orders.period",
        ),
        (
            [("severity: critical", "severity: critical\n        stages: {prod: {period: 45s}}")],
            "services.checkout.alarms.no orders.stages.prod.period",
        ),
        (
            [("statistic: Sum", "statistic: Sum, period: 45s")],
            "services.checkout.metrics.orders placed.period",
        ),
        (
            [("table: shop-orders", "table: shop-orders, alarms: {read-throttles: {period: 45s}}")],
            "services.checkout.resources.orders.alarms.read-throttles.period",
        ),
        (
            [
                (
                    "table: shop-orders",
                    "table: shop-orders, alarms: {read-throttles: {stages: {prod: {period: 45s}}}}",
                )
            ],
            "services.checkout.resources.orders.alarms.read-throttles.stages.prod.period",
        ),
    ],
)
def test_period_is_reported_once_where_it_stands(
    changes: list[tuple[str, str]], subject: str
) -> None:
    """A wrong period is one problem, at the key that sets it."""
    (problem,) = problems_of(changed(*changes))

    assert problem.where.subject == subject
    assert problem.kind == "plan/impossible-period"
    assert problem.what == "45s is not a period CloudWatch has"


@pytest.mark.parametrize(
    "change",
    [
        ("severity: critical", "severity: critical\n        period: 10s"),
        ("table: shop-orders", "table: shop-orders, alarms: {read-throttles: {period: 10s}}"),
        (
            "    alarms:",
            "      rate: {expression: a / 2, of: {a: orders placed}, period: 30s}\n    alarms:",
        ),
    ],
)
def test_period_below_the_metrics_is_reported(change: tuple[str, str]) -> None:
    """In periods shorter than the metric's most would have no datapoint."""
    (problem,) = problems_of(changed(change))

    assert problem.kind == "plan/period-below-metric"
    assert "is shorter than the 1m at which the metric is published" in problem.what
