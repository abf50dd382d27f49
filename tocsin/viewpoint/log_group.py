"""Logs: how long they are kept, what is found and counted in them, and what is asked of them."""

from datetime import timedelta
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from tocsin.diagnostics import InvalidValueError, format_duration
from tocsin.viewpoint.alarm import RecommendedAlarm
from tocsin.viewpoint.event_setting import OnOrOff
from tocsin.viewpoint.log_anomalies import LogAnomalies
from tocsin.viewpoint.log_archive import LogArchive
from tocsin.viewpoint.metric_filter import MetricFilter
from tocsin.viewpoint.part import Duration, Flag, Name, Off, Part
from tocsin.viewpoint.personal_data import PersonalData
from tocsin.viewpoint.region import Regions

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


LogClass = Literal["standard", "infrequent_access"]
"""https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html"""


class Query(Part):
    """A saved CloudWatch Logs Insights query."""

    query: Annotated[
        str,
        StringConstraints(min_length=1, max_length=10_000),
        Field(description="In the query language of Logs Insights."),
    ]
    alarm: Annotated[
        Name | None,
        Field(
            description="The alarm of the service in whose runbook it is run: the query is saved "
            "in the folder that is called like the page."
        ),
    ] = None


class LogGroup(Part):
    """A log group of a service."""

    name: Annotated[
        str,
        StringConstraints(pattern=r"^[.\-_/#A-Za-z0-9{}]{1,512}$"),
        Field(description="The name of the log group."),
    ]
    create: Annotated[
        Flag,
        Field(
            description="Make the log group here, with a retention and the stage's key. Otherwise "
            "it has to exist, and nothing of it is changed: it only gets metric filters and "
            "queries."
        ),
    ] = False
    retention: Annotated[
        Retention | None,
        Field(description="How long events are kept; for a log group that is made here."),
    ] = None
    log_class: Annotated[
        LogClass,
        Field(
            description="The class of the log group; infrequent_access costs half, and has no "
            "metric filters, anomalies and subscriptions. That of a log group cannot be changed."
        ),
    ] = "standard"
    regions: Regions = None
    metric_filters: dict[Name, MetricFilter] = {}
    queries: dict[Name, Query] = {}
    anomalies: Annotated[
        LogAnomalies | OnOrOff,
        Field(description="Whether log events unlike those of before are looked for; or how."),
    ] = "off"
    personal_data: Annotated[
        PersonalData | None,
        Field(
            description="What is looked for in new events and masked; for a log group that is "
            "made here."
        ),
    ] = None
    archive: Annotated[
        LogArchive | None,
        Field(description="Where its events go to be kept for longer than here."),
    ] = None
    alarms: Annotated[
        dict[str, RecommendedAlarm | Off],
        Field(
            description="Changes to the alarms that these bring along, by their ids: "
            "log-anomalies, personal-data-found, archive-behind, subscription-delivery-errors, "
            "subscription-delivery-throttled."
        ),
    ] = {}

    @property
    def detector(self) -> LogAnomalies | None:
        """How anomalies are looked for; None where they are not."""
        if isinstance(self.anomalies, LogAnomalies):
            return self.anomalies
        return LogAnomalies() if self.anomalies == "on" else None

    @model_validator(mode="after")
    def _retention_is_set_by_the_maker(self) -> Self:
        if self.create and self.retention is None:
            what = "a log group that is made here would keep its events for ever"
            raise InvalidValueError(what, "add retention, as 30d")
        if self.retention is not None and not self.create:
            what = "retention is set where a log group is made, and this one is made elsewhere"
            fix = "add create: true if it is to be made here, or remove retention"
            raise InvalidValueError(what, fix)
        return self

    @model_validator(mode="after")
    def _has_what_its_class_has(self) -> Self:
        parts = {
            "metric_filters": self.metric_filters,
            "anomalies": self.detector,
            "archive": self.archive,
        }
        there = [name for name, part in parts.items() if part]
        if self.log_class != "standard" and there:
            what = f"a log group of this class has no {' and no '.join(there)}"
            raise InvalidValueError(what, "remove log_class, or what it does not have")
        return self

    @model_validator(mode="after")
    def _data_are_protected_by_the_maker(self) -> Self:
        if self.personal_data is not None and not self.create:
            what = "a policy for personal data is set where a log group is made"
            fix = "add create: true and retention if it is to be made here, or set it elsewhere"
            raise InvalidValueError(what, fix)
        return self
