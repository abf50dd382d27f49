"""Metric filters of a log group, and lines of the log with which they are tried."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from tocsin.viewpoint.aws_names import MetricName, OwnNamespace
from tocsin.viewpoint.metric import Unit
from tocsin.viewpoint.part import Number, Part


class Sample(Part):
    """A line of the log, and what the filter has to make of it."""

    line: Annotated[
        str,
        StringConstraints(min_length=1, max_length=10_000),
        Field(description="The message of a log event, as the application writes it."),
    ]
    counts: Annotated[
        Number | Literal["no"],
        Field(description="What the line adds to the metric; no for a line that is not counted."),
    ]


class MetricFilter(Part):
    """Counts log events that match a pattern."""

    pattern: Annotated[
        str,
        StringConstraints(min_length=1, max_length=1_024),
        Field(description="A CloudWatch Logs filter pattern."),
    ]
    namespace: Annotated[
        OwnNamespace, Field(description="The namespace of the metric that it publishes.")
    ]
    metric: Annotated[MetricName, Field(description="The name of the metric that it publishes.")]
    value: Annotated[str, Field(description="A number, or a field as $.duration_ms.")] = "1"
    default: Annotated[
        Number | None,
        Field(description="Published for a minute in which events arrived and none matched."),
    ] = None
    unit: Annotated[Unit, Field(description="How people read the numbers.")] = "count"
    samples: Annotated[
        tuple[Sample, ...],
        Field(description="Lines of the log with which the filter is tried at each validation."),
    ] = ()
