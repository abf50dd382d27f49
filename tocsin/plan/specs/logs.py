"""Log groups, what is counted in them, and what is asked of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricFilterSpec:
    """A metric filter.

    Attributes:
        id: Stable id.
        name: The filter's name in CloudWatch Logs.
        pattern: CloudWatch Logs filter pattern.
        namespace: Of the metric that it publishes.
        metric: The metric that it publishes.
        value: A number or a field.
        default: Published when events arrive and none matches; None publishes nothing.
    """

    id: str
    name: str
    pattern: str
    namespace: str
    metric: str
    value: str
    default: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuerySpec:
    """A saved query.

    Attributes:
        id: Stable id.
        name: With / as the separator of folders.
        query: In the Logs Insights query language.
    """

    id: str
    name: str
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogGroupSpec:
    """A log group.

    Attributes:
        id: Stable id.
        name: The log group's name.
        service: Whose logs it holds.
        region: Where it is.
        retention_days: How long events are kept; None when the log group is made elsewhere, and
            nothing of it is changed.
        metric_filters: What is counted in it.
        queries: What is asked of it.
    """

    id: str
    name: str
    service: str
    region: str
    retention_days: int | None
    metric_filters: tuple[MetricFilterSpec, ...]
    queries: tuple[QuerySpec, ...]
