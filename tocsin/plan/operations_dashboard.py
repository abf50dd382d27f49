"""The dashboard of what Tocsin itself watches: the way to people, and the backups."""

from collections.abc import Sequence

from tocsin.plan.specs import (
    LONGEST_UID,
    AlarmSpec,
    DashboardSpec,
    RowSpec,
    alarm_panel,
    qualified,
    shortened,
)
from tocsin.plan.stage_context import Scope

NAME = "operations"


def operations_dashboard(scope: Scope, alarms: Sequence[AlarmSpec]) -> DashboardSpec:
    """Return the dashboard of the alarms that belong to no service of the viewpoint."""
    own = [alarm for alarm in alarms if alarm.service not in scope.viewpoint.services]
    groups = dict.fromkeys((alarm.service, alarm.resource or "") for alarm in own)
    services = dict.fromkeys((alarm.service, alarm.owner) for alarm in own)
    prefix = qualified(scope.viewpoint.system, scope.stage_name)
    return DashboardSpec(
        id=NAME,
        uid=shortened(f"{prefix}-{NAME}", LONGEST_UID),
        title=f"{scope.viewpoint.system} {scope.stage_name}: {NAME}",
        means="Whether alarms reach people and backups are made.",
        services=tuple(services),
        rows=tuple(
            RowSpec(
                title=f"{service}: {resource}",
                panels=tuple(
                    alarm_panel(alarm)
                    for alarm in own
                    if (alarm.service, alarm.resource) == (service, resource)
                ),
            )
            for service, resource in groups
        ),
        log_groups=(),
        trace_groups=(),
        alarm_prefix=f"{prefix}-",
        refresh_seconds=60,
        range_seconds=24 * 3_600,
        region=scope.stage.region,
    )
