"""The alarm on an archive of log events that is behind."""

from collections.abc import Iterator
from datetime import timedelta

from tocsin.diagnostics import KeyPath
from tocsin.plan.alarm_settings import (
    AlarmChanges,
    AlarmSettings,
    assemble_alarm,
    settings_in_stage,
)
from tocsin.plan.log_groups.archive import archive_name
from tocsin.plan.refusals import AlarmPlaces
from tocsin.plan.specs import AlarmSpec, MetricSpec, SeriesSpec, runbook_path
from tocsin.plan.stage_context import StageContext
from tocsin.plan.time_to_page import freshness_in_catalogue
from tocsin.viewpoint import Condition, LogGroup, Service

ARCHIVE_BEHIND = "archive-behind"
_METRIC = "DeliveryToS3.DataFreshness"
_MINUTE = 60
# The longest interval for which Amazon Data Firehose may buffer is 15 minutes; twice that is not
# buffering: https://docs.aws.amazon.com/firehose/latest/dev/firehose-cloudwatch-metrics-best-practices.html
_DEFAULTS = AlarmSettings(
    severity="warning",
    condition=Condition(
        comparison="GreaterThanThreshold",
        threshold=1_800,
        datapoints_to_alarm=10,
        evaluation_periods=10,
    ),
    period=_MINUTE,
    treat_missing_data="notBreaching",
)


def archive_alarm(
    context: StageContext, key_path: KeyPath, service: Service, group: LogGroup
) -> Iterator[AlarmSpec]:
    """Yield the alarm on the archive of the log group at *key_path*, unless it is left out."""
    general = group.alarms.get(ARCHIVE_BEHIND)
    changes = AlarmChanges(
        key_path=(*key_path, "alarms", ARCHIVE_BEHIND),
        general=general,
        stages={} if general is None or general == "off" else general.stages,
        stage=context.stage_name,
    )
    settings = settings_in_stage(context, _DEFAULTS, changes, published=timedelta(seconds=_MINUTE))
    if settings is not None:
        yield _alarm(context, key_path, service, changes, settings)


def _alarm(
    context: StageContext,
    key_path: KeyPath,
    service: Service,
    changes: AlarmChanges,
    settings: AlarmSettings,
) -> AlarmSpec:
    name = str(key_path[-1])
    metric = MetricSpec(
        id="value",
        namespace="AWS/Firehose",
        name=_METRIC,
        dimensions=(("DeliveryStreamName", archive_name(context, key_path)),),
        statistic=settings.statistic or "Maximum",
        unit="Seconds",
    )
    return assemble_alarm(
        context,
        settings,
        names=(str(key_path[1]), name, ARCHIVE_BEHIND),
        title=f"{name}: Archive of the log is behind",
        resource=name,
        owner=service.owner,
        runbook=runbook_path("cloudwatch_log_group", ARCHIVE_BEHIND),
        what_happened="The oldest log event that is not yet in the archive has been older than "
        "half an hour for ten minutes.",
        why_it_matters="What is not in the archive when its log group's retention ends is lost, "
        "and Amazon Data Firehose gives up after a day.",
        first_action="Look whether the bucket, its key and the stream's role are as the stack has "
        "them.",
        series=SeriesSpec(
            label="Age of the oldest event that is not archived",
            expression=None,
            metrics=(metric,),
            period=settings.period,
            unit="seconds",
        ),
        places=AlarmPlaces(whole=changes.key_path, properties=changes.properties()),
        freshness=freshness_in_catalogue("firehose_delivery_stream", _METRIC),
    )
