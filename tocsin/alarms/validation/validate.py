"""All rules for the properties of a metric alarm."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from tocsin.alarms.alarm_reader import alarm_properties, draft_alarm
from tocsin.alarms.metric_alarm import MetricAlarm
from tocsin.alarms.property_reader import PropertyReader
from tocsin.alarms.validation.account_rules import check_accounts
from tocsin.alarms.validation.action_configuration import check_action_configuration
from tocsin.alarms.validation.action_rules import check_actions
from tocsin.alarms.validation.metric_rules import check_metric, check_metrics
from tocsin.alarms.validation.name_rules import check_names
from tocsin.alarms.validation.promql_rules import check_promql
from tocsin.alarms.validation.shapes import METRIC_ALARM, check_shape
from tocsin.alarms.validation.window_rules import check_warm_up, check_window
from tocsin.diagnostics import Problem

PROPERTIES: Final = tuple(sorted(METRIC_ALARM))
"""The properties of a metric alarm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What CloudWatch would make of the properties of a metric alarm.

    Attributes:
        problems: Everything for which it would reject them.
        alarm: The alarm, if it can be read; one that is rejected may be readable, and one on PromQL
            is not.
    """

    problems: tuple[Problem, ...]
    alarm: MetricAlarm | None


def examine(
    properties: Mapping[str, Any], *, account: str | None = None, region: str | None = None
) -> Examination:
    """Validate and read the properties of a metric alarm in one go; arguments as for `validate`."""
    reader = alarm_properties(properties)
    check_shape(reader, METRIC_ALARM, what="a metric alarm")
    check_names(reader)
    check_actions(reader, region)
    check_action_configuration(reader)
    check_warm_up(reader)
    alarm = None
    if reader.has("EvaluationCriteria"):
        check_promql(reader)
    else:
        alarm = draft_alarm(reader)
        _check_metric_alarm(reader, alarm, account)
    return Examination(problems=tuple(dict.fromkeys(reader.collector.problems)), alarm=alarm)


def validate(
    properties: Mapping[str, Any], *, account: str | None = None, region: str | None = None
) -> list[Problem]:
    """Return everything for which PutMetricAlarm would reject an alarm; empty for a valid one.

    Args:
        properties: In the shape of ``AWS::CloudWatch::Alarm`` or of PutMetricAlarm. A missing
            AlarmName is fine, as CloudFormation makes one up.
        account: The account it is in, if that is known.
        region: The Region it is in, if that is known.
    """
    return list(examine(properties, account=account, region=region).problems)


def _check_metric_alarm(
    reader: PropertyReader, alarm: MetricAlarm | None, account: str | None
) -> None:
    check_metric(reader)
    check_metrics(reader)
    check_accounts(reader, account)
    if reader.has("EvaluationInterval"):
        what = "it is for PromQL alone: a period says how often this alarm is evaluated"
        reader.report("EvaluationInterval", "promql", what, "remove it")
    if reader.has("ThresholdMetricId") and reader.has("Threshold"):
        what = "it does not go with ThresholdMetricId, which names a band"
        reader.report("Threshold", "band", what, "remove it")
    if alarm is not None:
        check_window(reader, alarm)
