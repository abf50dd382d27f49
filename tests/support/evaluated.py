"""One evaluation of an alarm on a few values."""

from collections.abc import Sequence
from typing import Any

from tests.support.alarms import MONDAY, ORDERS, alarm
from tocsin.evaluation import MetricSeries, State, evaluate_once
from tocsin.evaluation.history import Evaluation


def evaluated(
    values: Sequence[float | None],
    before: State = "OK",
    *,
    at: float = MONDAY,
    **changes: Any,  # noqa: ANN401 -- as properties are
) -> Evaluation:
    """Evaluate at midnight, or seconds later, after one value a minute, the newest last."""
    first = MONDAY - 60 * len(values)
    series = MetricSeries(
        ORDERS,
        timestamps=[first + 60 * index for index in range(len(values))],
        values=[float("nan") if value is None else value for value in values],
    )
    return evaluate_once(alarm(**changes), series, at, before)
