"""All remarks about the properties of a metric alarm."""

from collections.abc import Mapping
from typing import Any

from tocsin.alarms.alarm_reader import alarm_properties, draft_alarm
from tocsin.alarms.metric_alarm import MetricAlarm
from tocsin.alarms.remarks.actions import remark_on_actions
from tocsin.alarms.remarks.missing_data import remark_on_missing_data
from tocsin.alarms.remarks.resolution import remark_on_resolution
from tocsin.alarms.remarks.statistics import remark_on_statistics
from tocsin.alarms.remarks.thresholds import remark_on_threshold
from tocsin.diagnostics import Problem


def remarks(properties: Mapping[str, Any], alarm: MetricAlarm | None = None) -> list[Problem]:
    """Return what is valid and useless, or surprising, about an alarm that CloudWatch takes.

    Of an alarm that cannot be read nothing is said: `validate` says why.

    Args:
        properties: In the shape of ``AWS::CloudWatch::Alarm`` or of PutMetricAlarm.
        alarm: The alarm of these properties, if it has been read already.
    """
    reader = alarm_properties(properties)
    alarm = alarm or draft_alarm(reader)
    if alarm is None or reader.collector.problems:
        return []
    remark_on_missing_data(reader, alarm)
    remark_on_threshold(reader, alarm)
    remark_on_statistics(reader, alarm)
    remark_on_resolution(reader, alarm)
    remark_on_actions(reader, alarm)
    return list(dict.fromkeys(reader.collector.problems))
