"""Metrics that the system itself publishes."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from tocsin.diagnostics import InvalidValueError, parse_duration
from tocsin.on_call import Severity
from tocsin.viewpoint.aws_names import MOST_DIMENSIONS, DimensionName, MetricName, Namespace
from tocsin.viewpoint.part import Duration, Identifier, Name, Part
from tocsin.viewpoint.quiet import QuietTimes
from tocsin.viewpoint.region import Regions
from tocsin.viewpoint.timing import MetricDelay
from tocsin.viewpoint.usual import ForEach, Usual

Statistic = Annotated[
    str,
    StringConstraints(
        pattern=r"^(Average|Sum|Minimum|Maximum|SampleCount|IQM"
        r"|(p|tm|wm|tc|ts)(100|[0-9]{1,2})(\.[0-9]{1,10})?"
        r"|(PR|TM|TC|TS|WM)\([0-9.%]*:[0-9.%]*\))$"
    ),
]
"""A CloudWatch statistic, as Sum, Average or p95.

See https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html.
"""

Unit = Literal[
    "count", "per minute", "per hour", "percent", "seconds", "milliseconds", "bytes", "currency",
    "none",
]  # fmt: skip
"""How people read the numbers; it filters nothing."""


_COUNTING = ("Sum", "SampleCount")
_OF_PUBLISHED = ("usual", "quiet", "for_each", "heartbeat")


class Metric(Part):
    """A metric of a service: published under a name, or calculated from others of the service."""

    namespace: Annotated[Namespace | None, Field(description="The CloudWatch namespace.")] = None
    metric: Annotated[MetricName | None, Field(description="The metric's name in CloudWatch.")] = (
        None
    )
    dimensions: Annotated[
        dict[DimensionName, Identifier],
        Field(
            max_length=MOST_DIMENSIONS,
            description="All dimensions that the metric is published with, and no others.",
        ),
    ] = {}
    statistic: Annotated[Statistic | None, Field(description="As Sum, Average or p95.")] = None
    expression: Annotated[
        str | None,
        Field(description="CloudWatch metric math over the names in 'of'."),
    ] = None
    of: Annotated[
        dict[Annotated[str, StringConstraints(pattern=r"^[a-z][A-Za-z0-9_]*$")], Name],
        Field(description="What the names in the expression stand for: metrics of this service."),
    ] = {}
    period: Annotated[
        Duration, Field(description="How often it is published: 10s, 20s, 30s or whole minutes.")
    ] = parse_duration("1m")
    delay: Annotated[
        Duration | MetricDelay | None,
        Field(
            description="How long after the end of a period its datapoint is there: one duration, "
            "or typical and worst. Assumed if not given."
        ),
    ] = None
    unit: Annotated[Unit, Field(description="How people read the numbers.")] = "count"
    usual: Annotated[
        Usual | None,
        Field(
            description="How many events are usual: '600 an hour', or a list of rates by hours. "
            "Alarms on few or many of them are held against chance."
        ),
    ] = None
    quiet: Annotated[
        QuietTimes | None,
        Field(
            description="When no event is normal: alarms on few events tell nobody then, nor "
            "until their periods are filled again. As '20:00-06:00 America/New_York', or a list."
        ),
    ] = None
    for_each: Annotated[
        ForEach | None,
        Field(description="What it adds up for each event of another metric, in place of usual."),
    ] = None
    heartbeat: Annotated[
        Severity | None,
        Field(
            description="How urgent it is that the metric has no datapoint at all, not even zero; "
            "an alarm says so. None if not given."
        ),
    ] = None
    regions: Regions = None
    means: Annotated[str | None, Field(description="What the metric tells.")] = None

    @model_validator(mode="after")
    def _published_or_calculated(self) -> Self:
        published = (self.namespace, self.metric, self.statistic)
        if self.expression is None and None in published:
            what = "a metric needs namespace, metric and statistic, or an expression"
            raise InvalidValueError(what, "add what is missing")
        if self.expression is not None and (
            any(published) or self.dimensions or self.delay is not None or not self.of
        ):
            raise InvalidValueError(
                "a calculated metric has an expression and 'of', "
                "and no namespace, metric, statistic, dimensions or delay",
                "keep one form",
            )
        return self

    @model_validator(mode="after")
    def _counts_events(self) -> Self:
        if self.usual is not None and self.for_each is not None:
            what = "the metric has both usual and for_each, of which usual follows"
            raise InvalidValueError(what, "keep one of them")
        told = [name for name in _OF_PUBLISHED if getattr(self, name) is not None]
        if self.expression is not None and told:
            what = f"{' and '.join(told)} cannot be said of a calculated metric"
            raise InvalidValueError(what, "say it of the metrics that it is calculated from")
        is_counted = self.statistic in _COUNTING or self.expression is not None
        if not is_counted and (self.usual is not None or self.for_each is not None):
            what = f"{self.statistic} of a metric does not add up events"
            raise InvalidValueError(what, "use the statistic Sum, or remove usual and for_each")
        return self
