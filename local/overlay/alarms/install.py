"""Makes the emulator refuse what CloudWatch refuses, keep all of an alarm, and leave it to us."""

from local.overlay import emulator
from local.overlay.alarms import composite_alarm, metric_alarm
from local.overlay.alarms.alarm_transition import announce
from local.overlay.alarms.described import describe_alarms, describe_alarms_for_metric
from local.overlay.api import checked, served

# It is the text of `tocsin.evaluation` that says what is wrong with an alarm, not that of a model.
_put_metric_alarm = served("PutMetricAlarm", metric_alarm.put_metric_alarm, checks_shape=False)
_put_composite_alarm = served(
    "PutCompositeAlarm", composite_alarm.put_composite_alarm, checks_shape=False
)


def install() -> None:
    """Replace how alarms are put, described, evaluated and announced."""
    emulator.put_metric_alarm.replace(_put_metric_alarm)
    emulator.put_composite_alarm.replace(_put_composite_alarm)
    emulator.describe_alarms.replace(served("DescribeAlarms", describe_alarms))
    emulator.describe_alarms_for_metric.replace(
        served("DescribeAlarmsForMetric", describe_alarms_for_metric)
    )
    emulator.set_alarm_state.wrap(checked("SetAlarmState"))
    emulator.alarm_record_from_template.replace(metric_alarm.record_from_template)
    emulator.resource_handlers.update(composite_alarm.handlers())
    emulator.taggable_types["AWS::CloudWatch::CompositeAlarm"] = ("Tags", "list")
    emulator.dispatch_alarm_actions.replace(announce)
    # The clock alone evaluates; the emulator would at each PutMetricData, and differently.
    for evaluation in emulator.alarm_evaluations:
        evaluation.replace(_do_nothing)


def _do_nothing(*_arguments: object) -> None:
    return None
