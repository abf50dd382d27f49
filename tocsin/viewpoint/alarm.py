"""What is alarmed on, and what the person who is called should know."""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import Field, model_validator

from tocsin.diagnostics import InvalidValueError
from tocsin.on_call import Severity
from tocsin.viewpoint.condition import When
from tocsin.viewpoint.metric import Statistic
from tocsin.viewpoint.part import Duration, Name, Off, Part, Text, Whole
from tocsin.viewpoint.quiet import QuietTimes
from tocsin.viewpoint.region import Regions
from tocsin.viewpoint.threshold import (
    MissingData,
    Threshold,
    WrittenThreshold,
    WrittenThresholdOrOff,
    given,
)
from tocsin.viewpoint.timing import DetectWithin
from tocsin.viewpoint.warm_up import WarmUp

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


_CRITICAL = Field(description="When it is critical: as '> 5 for 3 of 5', or with more.")
_WARNING = Field(description="When it is a warning: in an alarm of its own, which says so.")
_INFO = Field(description="When it is worth knowing: in an alarm of its own, which says so.")


class AlarmOverride(Part):
    """Settings that replace some of an alarm's; what is not given stays."""

    severity: Annotated[Severity | None, Field(description="How urgent it is.")] = None
    when: Annotated[When | None, Field(description="As '> 5 for 3 of 5'.")] = None
    critical: Annotated[WrittenThresholdOrOff | None, _CRITICAL] = None
    warning: Annotated[WrittenThresholdOrOff | None, _WARNING] = None
    info: Annotated[WrittenThresholdOrOff | None, _INFO] = None
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

    @property
    def thresholds(self) -> Mapping[Severity, Threshold | Off]:
        """What it changes of the thresholds by severity."""
        return given(self.critical, self.warning, self.info)


class RecommendedAlarm(AlarmOverride):
    """Changes to an alarm that a resource's type brings along."""

    stages: Annotated[
        dict[str, AlarmOverride | Off], Field(description="What differs in a stage, by its name.")
    ] = {}


class Alarm(Part):
    """An alarm on a metric of a service, as a record that a person can act on."""

    metric: Annotated[Name, Field(description="A metric of the same service.")]
    severity: Annotated[
        Severity | None, Field(description="critical, warning or info, of an alarm with 'when'.")
    ] = None
    when: Annotated[
        When | None,
        Field(description="As '> 5 for 3 of 5'; or a threshold for each severity, in its place."),
    ] = None
    critical: Annotated[WrittenThreshold | None, _CRITICAL] = None
    warning: Annotated[WrittenThreshold | None, _WARNING] = None
    info: Annotated[WrittenThreshold | None, _INFO] = None
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

    @property
    def thresholds(self) -> Mapping[Severity, Threshold]:
        """Its thresholds by severity, the most urgent first; none if it has one alone."""
        found = given(self.critical, self.warning, self.info)
        return {severity: each for severity, each in found.items() if each != "off"}

    @model_validator(mode="after")
    def _has_one_form(self) -> Self:
        single = [name for name in ("severity", "when") if getattr(self, name) is not None]
        if self.thresholds and single:
            what = f"an alarm has {' and '.join(single)}, or a threshold for each severity"
            raise InvalidValueError(what, f"remove {' and '.join(single)}, or the thresholds")
        if not self.thresholds and len(single) < len(("severity", "when")):
            what = "it is not said when the alarm fires, and how urgent it is then"
            fix = (
                "add severity and when; or thresholds, as critical: '< 1 for 3 of 5' and "
                "warning: '< 5 for 3 of 5'"
            )
            raise InvalidValueError(what, fix)
        return self
