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
class LogAnomaliesSpec:
    """A detector of log events that are unlike those of before.

    Attributes:
        name: The detector's name in CloudWatch Logs.
        minutes: How often it looks.
        pattern: CloudWatch Logs filter pattern of what it reads; None for all events.
        visible_days: After how many days what it found counts as usual.
    """

    name: str
    minutes: int
    pattern: str | None
    visible_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalDataSpec:
    """What is looked for in new log events, counted and masked.

    Attributes:
        name: The policy's name.
        identifiers: Managed data identifiers of CloudWatch Logs.
        log_group: The log group that reports go to, if any.
        bucket: The bucket that they go to, if any.
        stream: The stream of Amazon Data Firehose that they go to, if any.
    """

    name: str
    identifiers: tuple[str, ...]
    log_group: str | None
    bucket: str | None
    stream: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogBucketSpec:
    """A bucket for log events that is made here.

    Attributes:
        name: Its name.
        retention_days: After how many days objects are deleted.
        cold_days: After how many days they move to cold storage; None if they never do.
    """

    name: str
    retention_days: int
    cold_days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogArchiveSpec:
    """Where the events of a log group go to be kept.

    Attributes:
        name: The name of the stream of Amazon Data Firehose, and of the subscription.
        bucket: The name of the bucket.
        made: The bucket, if it is made with this log group.
        key_arn: The key of a bucket that exists already, if it has one.
        pattern: CloudWatch Logs filter pattern of what goes there; empty for all events.
        prefix: What the keys of objects begin with.
    """

    name: str
    bucket: str
    made: LogBucketSpec | None
    key_arn: str | None
    pattern: str
    prefix: str


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
        log_class: Its class, as CloudFormation names it.
        anomalies: What looks for unusual events in it, if anything does.
        personal_data: What is masked in it, if anything is.
        archive: Where its events go to be kept for longer, if anywhere.
        metric_filters: What is counted in it.
        queries: What is asked of it.
    """

    id: str
    name: str
    service: str
    region: str
    retention_days: int | None
    log_class: str
    anomalies: LogAnomaliesSpec | None
    personal_data: PersonalDataSpec | None
    archive: LogArchiveSpec | None
    metric_filters: tuple[MetricFilterSpec, ...]
    queries: tuple[QuerySpec, ...]
