"""A query of an alarm: a metric, a metric math expression or a Metrics Insights query."""

import re
from dataclasses import dataclass

_INSIGHTS = re.compile(r"\s*SELECT\b", re.IGNORECASE)


def is_insights(expression: str) -> bool:
    """Say whether a text is a Metrics Insights query, which is a source of data, not math."""
    return _INSIGHTS.match(expression) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One entry of an alarm's `Metrics`.

    Attributes:
        id: The name that expressions refer to.
        expression: Metric math or a Metrics Insights query; None for a metric.
        period: Seconds; None where the entry gives none.
        return_data: Whether the alarm watches this entry (true when it is left out).
        label: What people see instead of the id.
    """

    id: str
    expression: str | None = None
    period: int | None = None
    return_data: bool = True
    label: str | None = None

    @property
    def is_insights(self) -> bool:
        """Whether it is a Metrics Insights query."""
        return self.expression is not None and is_insights(self.expression)

    @property
    def is_math(self) -> bool:
        """Whether it is computed from other queries."""
        return self.expression is not None and not self.is_insights
