"""The one spelling of an expression whose result only CloudWatch can compute.

An alarm and the request that recorded its expression may call the same metric by different ids.
With metrics in place of ids, and without spaces, both have the same text. Where m1 of an alarm and
q7 of a request are the Sum of Shop Errors,

    ANOMALY_DETECTION_BAND(m1, 2) and ANOMALY_DETECTION_BAND(q7,2)
    are both ANOMALY_DETECTION_BAND(<ShopErrors{}Sum>,2)
"""

import re
from collections.abc import Mapping

from tocsin.evaluation import Metric, Statistic

_STRING_OR_NAME = re.compile(r"'[^']*'|\"[^\"]*\"|\b[a-z][A-Za-z0-9_]*\b")
_SPACE = re.compile(r"\s+")


def canonical_expression(
    query_id: str, metrics: Mapping[str, str], expressions: Mapping[str, str]
) -> str:
    """Return an expression with what its ids stand for, however the ids are called.

    Args:
        query_id: The id of the expression.
        metrics: The canonical text of each id that is a metric.
        expressions: The text of each id that is metric math, or a Metrics Insights query.
    """

    def replaced(match: re.Match[str]) -> str:
        name = match[0]
        if name in metrics:
            return metrics[name]
        if name not in expressions or name == query_id:
            return name
        others = {other: text for other, text in expressions.items() if other != query_id}
        return f"({canonical_expression(name, metrics, others)})"

    return _SPACE.sub("", _STRING_OR_NAME.sub(replaced, expressions[query_id]))


def canonical_metric(metric: Metric, statistic: Statistic, unit: str | None) -> str:
    """Return the text that stands for a metric in a canonical expression."""
    return f"<{metric} {statistic.text} {unit or ''}>"
