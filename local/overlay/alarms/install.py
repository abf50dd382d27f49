"""Makes the emulator keep all of an alarm, and leave it to the clock to evaluate it."""

from local.overlay import emulator
from local.overlay.alarms import composite_alarm, metric_alarm
from local.overlay.alarms.alarm_transition import announce


def install() -> None:
    """Replace how alarms are put, evaluated and announced."""
    emulator.put_metric_alarm.follow_with(metric_alarm.keep_after_put)
    emulator.put_composite_alarm.follow_with(composite_alarm.keep_after_put)
    emulator.alarm_record_from_template.wrap(metric_alarm.record_from_template)
    emulator.resource_handlers.update(composite_alarm.handlers())
    emulator.taggable_types["AWS::CloudWatch::CompositeAlarm"] = ("Tags", "list")
    emulator.dispatch_alarm_actions.replace(announce)
    # The clock alone evaluates; the emulator would at each PutMetricData, and differently.
    for evaluation in emulator.alarm_evaluations:
        evaluation.replace(_do_nothing)


def _do_nothing(*_arguments: object) -> None:
    return None
