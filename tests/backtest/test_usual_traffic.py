"""The formula for false pages and traffic that is drawn at random agree, by the evaluator."""

import pytest

from tocsin.backtest import simulate_usual_traffic
from tocsin.evaluation import (
    Comparison,
    Metric,
    MetricAlarm,
    MetricQuery,
    TreatMissingData,
    parse_statistic,
)
from tocsin.timing import evaluation_interval
from tocsin.traffic import MONTH, CountingAlarm, Profile, false_pages, parse_rate

ORDERS = Metric(namespace="Shop", name="OrdersPlaced", dimensions=())
WITHIN = 4.0
"""Standard errors: the seeds are fixed, so that the tests always say the same."""


def _alarm(counting: CountingAlarm, amount: float) -> MetricAlarm:
    """An alarm of CloudWatch that counts as *counting* does."""
    comparison = Comparison.LESS if counting.on_few else Comparison.GREATER_OR_EQUAL
    return MetricAlarm(
        name="orders",
        queries=(MetricQuery(id="m", metric=ORDERS, statistic=parse_statistic("Sum")),),
        result_id="m",
        period=counting.period,
        evaluation_periods=counting.evaluation_periods,
        datapoints_to_alarm=counting.datapoints_to_alarm,
        threshold=(counting.limit + 1) * amount,
        comparison=comparison,
        treat_missing_data=TreatMissingData.BREACHING,
    )


@pytest.mark.parametrize(
    ("rate", "limit", "on_few", "period", "wanted", "amount"),
    [
        ("10 an hour", 0, True, 60, (3, 3), 1),
        ("10 an hour", 0, True, 60, (3, 5), 1),
        ("60 an hour", 0, True, 60, (5, 5), 40),
        ("20 an hour", 0, True, 300, (3, 3), 1),
        ("60 an hour", 2, True, 300, (2, 4), 1),
        ("200 an hour", 9, True, 300, (2, 3), 1),
        ("60 an hour", 9, False, 300, (2, 2), 1),
        ("9 an hour", 3, True, 3600, (1, 1), 40),
        ("2 a day", 0, True, 21_600, (5, 5), 1),
    ],
)
def test_formula_and_simulation_agree(
    *, rate: str, limit: int, on_few: bool, period: int, wanted: tuple[int, int], amount: float
) -> None:
    """Also where periods overlap, where M is less than N, and where an evaluation is hourly."""
    per_second = parse_rate(rate).per_second
    counting = CountingAlarm(
        limit=limit,
        on_few=on_few,
        period=period,
        shift=evaluation_interval(period=period, evaluation_periods=wanted[1]),
        evaluation_periods=wanted[1],
        datapoints_to_alarm=wanted[0],
    )
    seconds = 120 * 86_400 * (20 if period > 3600 else 1)
    drawn = simulate_usual_traffic(
        _alarm(counting, amount),
        per_second=per_second,
        amount=amount,
        interval=min(period, 3600) if period > 3600 else 60,
        seconds=seconds,
        seed=20_260_105,
    )

    expected = false_pages(counting, Profile(shares=((per_second, 1.0),)))
    expected *= drawn.seconds / MONTH
    assert drawn.fired > 100
    assert abs(drawn.fired - expected) < WITHIN * drawn.error
