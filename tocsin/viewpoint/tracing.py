"""Which requests are traced, and how traces are grouped."""

from datetime import timedelta
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from tocsin.diagnostics import InvalidValueError, format_duration
from tocsin.viewpoint.part import Duration, Flag, Name, Number, Part, Whole

PatternText = Annotated[str, StringConstraints(min_length=1, max_length=64)]
"""A text in which * stands for any text and ? for one character."""


class SamplingBoost(Part):
    """A higher rate for some time after something went wrong.

    The service in which traces begin needs the AWS Distro for OpenTelemetry for Java or Python.
    See https://docs.aws.amazon.com/xray/latest/devguide/xray-adaptive-sampling.html.
    """

    rate: Annotated[
        Number, Field(gt=0, le=1, description="The share of the other requests, at most.")
    ]
    cooldown: Annotated[
        Duration,
        Field(description="From one boost to the next at the earliest; whole minutes."),
    ]

    @model_validator(mode="after")
    def _has_whole_minutes(self) -> Self:
        if self.cooldown < timedelta(minutes=1) or self.cooldown % timedelta(minutes=1):
            what = f"cooldown is {format_duration(self.cooldown)}"
            raise InvalidValueError(what, "write whole minutes, at least 1m")
        return self


class SamplingRule(Part):
    """An X-Ray sampling rule; rules are tried in the order in which they stand.

    See https://docs.aws.amazon.com/xray/latest/devguide/xray-console-sampling.html.
    """

    path: Annotated[
        str,
        StringConstraints(min_length=1, max_length=128),
        Field(description="The URL's path; * stands for any text, ? for one character."),
    ] = "*"
    method: Annotated[
        str,
        StringConstraints(pattern=r"^[A-Z*?]{1,10}$"),
        Field(description="The HTTP method, as POST; * stands for any."),
    ] = "*"
    host: Annotated[PatternText, Field(description="The host name of the request.")] = "*"
    service: Annotated[
        PatternText,
        Field(
            description="The name of the service that begins the trace, as {system}-{stage}-api; "
            "without it, all service_names of the stage."
        ),
    ] = "*"
    service_type: Annotated[PatternText, Field(description="As AWS::ECS::Container.")] = "*"
    attributes: Annotated[
        dict[
            Annotated[str, StringConstraints(min_length=1, max_length=32)],
            Annotated[str, StringConstraints(min_length=1, max_length=32)],
        ],
        Field(max_length=5, description="Attributes that the request must have."),
    ] = {}
    reservoir: Annotated[
        Whole, Field(ge=0, description="Requests a second that are traced in any case.")
    ]
    rate: Annotated[
        Number, Field(ge=0, le=1, description="The share of the other requests, from 0 to 1.")
    ]
    boost: Annotated[
        SamplingBoost | None,
        Field(description="Record more for some time after requests have failed."),
    ] = None

    @model_validator(mode="after")
    def _boosts_upwards(self) -> Self:
        if self.boost is not None and self.boost.rate <= self.rate:
            what = f"the boost to {self.boost.rate:g} is not above the rate {self.rate:g}"
            raise InvalidValueError(what, "write a higher rate at boost, or remove it")
        return self


class TraceGroup(Part):
    """Traces that a filter expression finds.

    See https://docs.aws.amazon.com/xray/latest/devguide/xray-console-groups.html.
    """

    filter: Annotated[
        str,
        StringConstraints(min_length=1, max_length=2_000),
        Field(
            description="A filter expression of X-Ray; {system}, {stage}, {region} and {account} "
            "stand for the values of the stage."
        ),
    ]
    insights: Annotated[Flag, Field(description="Let X-Ray look for unusual fault rates.")] = False
    notifications: Annotated[
        Flag,
        Field(
            description="Tell whoever hears of warnings when an insight begins, changes or ends; "
            "needs insights."
        ),
    ] = False

    @model_validator(mode="after")
    def _has_what_it_notifies_of(self) -> Self:
        if self.notifications and not self.insights:
            what = "X-Ray notifies of insights, and looks for none in this group"
            raise InvalidValueError(what, "add insights: true, or remove notifications")
        return self


class TransactionSearch(Part):
    """All spans in the log group `aws/spans`, a share of them as traces of X-Ray, too.

    It is for the whole account and Region, and has to be off before CloudFormation turns it on.
    See https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Transaction-Search.html.
    """

    indexed: Annotated[
        Number,
        Field(ge=0, le=1, description="The share of spans that X-Ray indexes; 1 % is free."),
    ] = 0.01


class Tracing(Part):
    """AWS X-Ray's sampling rules and groups."""

    rules: Annotated[dict[Name, SamplingRule], Field(max_length=25)] = {}
    groups: Annotated[dict[Name, TraceGroup], Field(max_length=25)] = {}
    transaction_search: Annotated[
        TransactionSearch | None,
        Field(description="Write all spans to a log group; without it none are."),
    ] = None
