"""Which alarms nobody would find on a dashboard."""

from collections.abc import Iterable

from tocsin.plan import AlarmSpec, DashboardSpec


def alarms_without_panel(
    specs: Iterable[DashboardSpec], alarms: Iterable[AlarmSpec]
) -> tuple[AlarmSpec, ...]:
    """Return those of *alarms* that no panel of *specs* shows, in their order."""
    shown = {alarm.id for spec in specs for panel in spec.charts for alarm in panel.alarms}
    return tuple(alarm for alarm in alarms if alarm.id not in shown)
