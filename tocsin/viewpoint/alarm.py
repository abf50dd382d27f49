"""What is alarmed on, and what the person who is called should know."""

from typing import Annotated, Literal

from pydantic import Field

from tocsin.on_call import Severity
from tocsin.viewpoint.condition import When
from tocsin.viewpoint.metric import Statistic
from tocsin.viewpoint.part import Duration, Name, Off, Part, Text, Whole
from tocsin.viewpoint.quiet import QuietTimes
from tocsin.viewpoint.region import Regions
from tocsin.viewpoint.timing import DetectWithin
from tocsin.viewpoint.warm_up import WarmUp

MissingData = Literal["missing", "ignore", "breaching", "notBreaching"]
"""CloudWatch's treatments of missing data."""


MOST_ALARM_STACKS = 99
"""Of one service."""

AlarmStack = Annotated[Whole, Field(ge=1, le=MOST_ALARM_STACKS)]


Detection = Annotated[
    DetectWithin | None,
    Field(
        description="Within which time a critical alarm notices silence or rare events, in "
        "place of the response time of its severity."
    ),
]
Quiet = Annotated[
    QuietTimes | None,
    Field(
        description="When it tells nobody, because what it notices is normal then: as "
        "'22:00-06:00 Europe/Berlin', or a list of such times. [] for never."
    ),
]


class AlarmOverride(Part):
    """Settings that replace some of an alarm's; what is not given stays."""

    severity: Annotated[Severity | None, Field(description="How urgent it is.")] = None
    when: Annotated[When | None, Field(description="As '> 5 for 3 of 5'.")] = None
    period: Annotated[Duration | None, Field(description="10s, 20s, 30s or a multiple of 1m.")] = (
        None
    )
    statistic: Annotated[Statistic | None, Field(description="As Sum, Average or p95.")] = None
    missing: Annotated[
        MissingData | None, Field(description="How CloudWatch treats missing data.")
    ] = None
    warm_up: Annotated[
        WarmUp | None, Field(description="In place of the viewpoint's; 0m for none.")
    ] = None
    detect_within: Detection = None
    quiet: Quiet = None


class RecommendedAlarm(AlarmOverride):
    """Changes to an alarm that a resource's type brings along."""

    stages: Annotated[
        dict[str, AlarmOverride | Off], Field(description="What differs in a stage, by its name.")
    ] = {}


class Alarm(Part):
    """An alarm on a metric of a service, as a record that a person can act on."""

    metric: Annotated[Name, Field(description="A metric of the same service.")]
    severity: Annotated[Severity, Field(description="critical, warning or info.")]
    when: Annotated[When, Field(description="As '> 5 for 3 of 5'.")]
    period: Annotated[
        Duration | None,
        Field(description="10s, 20s, 30s or a multiple of 1m; the metric's period if not given."),
    ] = None
    statistic: Annotated[
        Statistic | None, Field(description="The metric's own statistic if not given.")
    ] = None
    missing: Annotated[
        MissingData,
        Field(
            description="How CloudWatch treats missing data; breaching is for metrics that are "
            "published all the time."
        ),
    ] = "notBreaching"
    warm_up: Annotated[
        WarmUp | None,
        Field(
            description="How long the alarm waits for its metric once it is created, beside its "
            "own periods; the viewpoint's for an alarm on silence, none for others. 0m for none."
        ),
    ] = None
    detect_within: Detection = None
    quiet: Quiet = None
    alarm_stack: Annotated[
        AlarmStack | None,
        Field(description="The number of the stack that it is in; from its name if not given."),
    ] = None
    regions: Regions = None
    means: Annotated[Text, Field(description="What has happened when it fires.")]
    matters: Annotated[Text, Field(description="Why somebody has to care.")]
    first_action: Annotated[Text, Field(description="What to do first.")]
    stages: Annotated[
        dict[str, AlarmOverride | Off], Field(description="What differs in a stage, by its name.")
    ] = {}
