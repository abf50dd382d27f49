"""The alarms of a dashboard."""

from collections.abc import Iterable

from tocsin.plan import SEVERITIES, AlarmSpec, CompositeSpec, DashboardSpec, partition

AnyAlarm = AlarmSpec | CompositeSpec


def listed_alarms(spec: DashboardSpec, alarms: Iterable[AnyAlarm]) -> tuple[AnyAlarm, ...]:
    """Return the alarms that *spec* is about, the most urgent first: drawn in a panel, or not.

    Args:
        spec: The dashboard.
        alarms: All of its stage, and what pages for several of them.
    """
    found: dict[str, AnyAlarm] = {
        each.name: each for each in alarms if each.name.startswith(spec.alarm_prefixes)
    }
    found |= {each.name: each for each in shown_alarms(spec)}
    return tuple(sorted(found.values(), key=_urgency))


def shown_alarms(spec: DashboardSpec) -> tuple[AlarmSpec, ...]:
    """Return each alarm that a panel of *spec* shows, the most urgent first."""
    found = {alarm.name: alarm for panel in spec.charts for alarm in panel.alarms}
    return tuple(sorted(found.values(), key=_urgency))


def alarm_arn(alarm: AnyAlarm, account: str) -> str:
    """Return the Amazon Resource Name of an alarm."""
    region = alarm.region
    return f"arn:{partition(region)}:cloudwatch:{region}:{account}:alarm:{alarm.name}"


def _urgency(alarm: AnyAlarm) -> tuple[int, str]:
    return [*SEVERITIES].index(alarm.severity), alarm.name
