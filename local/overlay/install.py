"""Puts the overlay's parts into the emulator and serves it."""

import asyncio
from collections.abc import Callable

from ministack import app
from ministack.services import backup, cloudwatch, cloudwatch_logs
from ministack.services.cloudformation import provisioners

from local.overlay.alarms import AlarmClock, announce, composite_alarm, metric_alarm
from local.overlay.application import with_overlay
from local.overlay.cloudformation import backup_selection, kept_properties
from local.overlay.cloudformation import stub_resource as recorded_resource
from local.overlay.emulator import internals as emulator
from local.overlay.log_metrics import emitting, metric_filter_patterns


def serve(tick_seconds: float) -> None:
    """Install every part of the overlay and serve until the process is told to stop.

    Args:
        tick_seconds: How often the alarms are evaluated.
    """
    _install_alarms()
    _install_metric_filters()
    _install_cloudformation_types()
    start_clock = _starting(AlarmClock(tick_seconds))
    emulator.replace(app, "app", with_overlay(app.app, on_start=start_clock))
    app.main()


def _install_alarms() -> None:
    emulator.replace(cloudwatch, "_put_metric_alarm", metric_alarm.put_metric_alarm)
    emulator.replace(cloudwatch, "_put_composite_alarm", composite_alarm.put_composite_alarm)
    emulator.replace(cloudwatch, "_dispatch_alarm_actions", announce)
    # The clock alone evaluates; the emulator would at each PutMetricData, and differently.
    for name in (
        "_evaluate_alarm",
        "_evaluate_all_alarms",
        "_evaluate_parent_alarms",
        "_transition_composite",
    ):
        emulator.replace(cloudwatch, name, _do_nothing)


def _install_metric_filters() -> None:
    deliver = getattr(cloudwatch_logs, name := "_fanout_to_subscription_filters")
    emulator.replace(cloudwatch_logs, name, emitting(deliver))
    for name, judging in (
        ("_put_metric_filter", metric_filter_patterns.put_metric_filter),
        ("_delete_metric_filter", metric_filter_patterns.delete_metric_filter),
    ):
        emulator.replace(cloudwatch_logs, name, judging(getattr(cloudwatch_logs, name)))


def _install_cloudformation_types() -> None:
    stock = getattr(provisioners, record := "_cw_metric_alarm_record")
    emulator.replace(provisioners, record, metric_alarm.record_from_template(stock))
    for part in (composite_alarm, backup_selection, kept_properties, recorded_resource):
        emulator.resource_handlers.update(part.handlers())
    for name, answering in (
        ("_get_vault_access_policy", kept_properties.vault_access_policy),
        ("_get_vault_notifications", kept_properties.vault_notifications),
    ):
        emulator.replace(backup, name, answering(getattr(backup, name)))
    emulator.taggable_types["AWS::CloudWatch::CompositeAlarm"] = ("Tags", "list")


def _starting(clock: AlarmClock) -> Callable[[], None]:
    tasks: set[asyncio.Task[None]] = set()

    def start() -> None:
        # The loop keeps only a weak reference to a task; without ours it could be collected.
        tasks.add(asyncio.get_running_loop().create_task(clock.run()))

    return start


def _do_nothing(*_arguments: object) -> None:
    return None
