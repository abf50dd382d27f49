"""Expressions that CloudWatch alone can compute, by what their ids stand for."""

from collections.abc import Iterable, Mapping

from tocsin.alarms import MetricQuery
from tocsin.metric_math import BAND
from tocsin.recorded import canonical_expression, canonical_metric

_USUAL_WIDTH = 2
"""Standard deviations of a band that names none.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
"""


class QueryTexts:
    """The queries that expressions refer to."""

    def __init__(self, queries: Iterable[MetricQuery]) -> None:
        given = tuple(queries)
        self._metrics: Mapping[str, str] = {
            each.id: canonical_metric(each.metric, each.statistic, each.unit)
            for each in given
            if each.metric is not None and each.statistic is not None
        }
        self._expressions: Mapping[str, str] = {
            each.id: each.expression for each in given if each.expression
        }

    def canonical(self, call: str) -> str:
        """Return *call*, as `ANOMALY_DETECTION_BAND(m1, 2)`, however its ids are called."""
        # A name that is no id of CloudWatch's, so that no query has it.
        expressions = {**self._expressions, "": call}
        return canonical_expression("", self._metrics, expressions)

    def spellings(self, call: str) -> tuple[str, ...]:
        """Return the canonical texts of *call*: who recorded a band may have written its width."""
        if not call.startswith(BAND) or "," in call:
            return (self.canonical(call),)
        return self.canonical(call), self.canonical(f"{call.removesuffix(')')},{_USUAL_WIDTH})")
