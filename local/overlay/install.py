"""Puts the overlay's parts into the emulator and serves it."""

from ministack import app
from ministack.services import cloudwatch
from ministack.services.cloudformation import provisioners

from local.overlay import backup_selection, composite_alarm, metric_alarm, recorded_resource
from local.overlay import emulator_internals as emulator
from local.overlay.application import with_overlay


def serve() -> None:
    """Install every part of the overlay and serve until the process is told to stop."""
    _install_alarms()
    _install_cloudformation_types()
    emulator.replace(app, "app", with_overlay(app.app, on_start=lambda: None))
    app.main()


def _install_alarms() -> None:
    emulator.replace(cloudwatch, "_put_metric_alarm", metric_alarm.put_metric_alarm)
    emulator.replace(cloudwatch, "_put_composite_alarm", composite_alarm.put_composite_alarm)


def _install_cloudformation_types() -> None:
    stock = getattr(provisioners, record := "_cw_metric_alarm_record")
    emulator.replace(provisioners, record, metric_alarm.record_from_template(stock))
    for part in (composite_alarm, backup_selection, recorded_resource):
        emulator.resource_handlers.update(part.handlers())
    emulator.taggable_types["AWS::CloudWatch::CompositeAlarm"] = ("Tags", "list")
