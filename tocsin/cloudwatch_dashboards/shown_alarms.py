"""The alarms of a dashboard."""

from tocsin.plan import SEVERITIES, AlarmSpec, DashboardSpec, partition


def shown_alarms(spec: DashboardSpec) -> tuple[AlarmSpec, ...]:
    """Return each alarm that a panel of *spec* shows, the most urgent first."""
    found = {alarm.name: alarm for panel in spec.charts for alarm in panel.alarms}
    urgency = [*SEVERITIES]
    return tuple(
        sorted(found.values(), key=lambda alarm: (urgency.index(alarm.severity), alarm.name))
    )


def alarm_arn(alarm: AlarmSpec, account: str) -> str:
    """Return the Amazon Resource Name of an alarm."""
    region = alarm.region
    return f"arn:{partition(region)}:cloudwatch:{region}:{account}:alarm:{alarm.name}"
