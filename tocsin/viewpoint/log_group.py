"""Logs: how long they are kept, what is counted in them, and what is asked of them."""

from datetime import timedelta
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from tocsin.diagnostics import InvalidValueError, format_duration
from tocsin.viewpoint.metric import Unit
from tocsin.viewpoint.part import Duration, Name, Number, Part

RETENTION_DAYS = (
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
    3288, 3653,
)  # fmt: skip
"""What CloudWatch Logs accepts.

https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
"""


def _known_retention(retention: timedelta) -> timedelta:
    if retention.total_seconds() / 86_400 not in RETENTION_DAYS:
        days = ", ".join(f"{number}d" for number in RETENTION_DAYS)
        what = f"CloudWatch Logs has no retention of {format_duration(retention)}"
        raise InvalidValueError(what, f"use one of {days}")
    return retention


Retention = Annotated[Duration, AfterValidator(_known_retention)]


class MetricFilter(Part):
    """Counts log events that match a pattern."""

    pattern: Annotated[
        str,
        StringConstraints(min_length=1, max_length=1_024),
        Field(description="A CloudWatch Logs filter pattern."),
    ]
    namespace: Annotated[str, Field(description="The namespace of the metric that it publishes.")]
    metric: Annotated[str, Field(description="The name of the metric that it publishes.")]
    value: Annotated[str, Field(description="A number, or a field as $.duration_ms.")] = "1"
    default: Annotated[
        Number | None,
        Field(description="Published for a minute in which events arrived and none matched."),
    ] = None
    unit: Annotated[Unit, Field(description="How people read the numbers.")] = "count"


class Query(Part):
    """A saved CloudWatch Logs Insights query."""

    query: Annotated[
        str,
        StringConstraints(min_length=1, max_length=10_000),
        Field(description="In the query language of Logs Insights."),
    ]


class LogGroup(Part):
    """A log group of a service."""

    name: Annotated[
        str,
        StringConstraints(pattern=r"^[.\-_/#A-Za-z0-9{}]{1,512}$"),
        Field(description="The name of the log group."),
    ]
    retention: Annotated[
        Retention | None,
        Field(
            description="How long events are kept. With it the log group is created here; "
            "without it the log group must exist."
        ),
    ] = None
    metric_filters: dict[Name, MetricFilter] = {}
    queries: dict[Name, Query] = {}
