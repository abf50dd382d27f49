"""What an alarm watches and a panel shows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricSpec:
    """One CloudWatch metric with its statistic.

    Attributes:
        id: The name that stands for it in an expression.
        namespace: The CloudWatch namespace.
        name: The metric's name.
        dimensions: Pairs of name and value, ordered by name.
        statistic: As Sum, Average or p95.
        unit: How people read the numbers; it filters nothing.
    """

    id: str
    namespace: str
    name: str
    dimensions: tuple[tuple[str, str], ...]
    statistic: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesSpec:
    """A series of numbers: one metric, or metric math over several.

    Attributes:
        label: What people call it.
        expression: CloudWatch metric math over the ids of the metrics; None for the one metric.
        metrics: What is read.
        period: Seconds between datapoints.
        unit: How people read the result.
    """

    label: str
    expression: str | None
    metrics: tuple[MetricSpec, ...]
    period: int
    unit: str
