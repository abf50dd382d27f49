"""Everything that is built for one stage."""

from dataclasses import dataclass

from tocsin.plan.specs.alarm import AlarmSpec
from tocsin.plan.specs.alerting import AlertingSpec, ChatSpec
from tocsin.plan.specs.backup import BackupSpec
from tocsin.plan.specs.change_log import ChangeLogSpec
from tocsin.plan.specs.composite import CompositeSpec
from tocsin.plan.specs.dashboard import DashboardSpec
from tocsin.plan.specs.event_rule import EventsSpec
from tocsin.plan.specs.grafana import GrafanaSpec
from tocsin.plan.specs.incidents import IncidentsSpec
from tocsin.plan.specs.logs import LogGroupSpec
from tocsin.plan.specs.maintenance import MaintenanceSpec
from tocsin.plan.specs.pulse import PulseSpec
from tocsin.plan.specs.tracing import TracingSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything that is built for one stage.

    Attributes:
        system: The system's name.
        stage: The stage's name.
        account: The AWS account id.
        region: The stage's home: the Region that no name has in it.
        regions: The Regions in which the system is active, its home first.
        recovery_region: Where copies of backups go, if anywhere.
        retain: Whether logs, keys and backups outlive their stack.
        alerting: One for each region that has alarms, the stage's own first and its home before
            all others.
        incidents: What keeps incidents and pages people one after the other, of each Region that
            has alarms; none where everybody is told at once.
        change_logs: What changed of alarms and deployments, of each Region that has alarms.
        chats: Chat channels, each once, whichever contacts name it.
        alarms: Ordered by id.
        composites: What pages for several of them, each behind those of its
            stack that it needs.
        maintenance: When alarms of services tell nobody because these are worked on.
        pulses: What Regions send as long as their monitoring lives.
        tracing: Sampling rules and groups of each Region in which the system is active.
        events: Operational events of AWS, of each Region where any arrives.
        log_groups: Ordered by Region as `regions` is, and by id.
        backup: None when nothing is backed up.
        dashboards: In the order of the viewpoint.
        cloudwatch_dashboards: Those of them that are in CloudWatch, too.
        grafana: Where they are looked at; None where that is not said.
    """

    system: str
    stage: str
    account: str
    region: str
    regions: tuple[str, ...]
    recovery_region: str | None
    retain: bool
    alerting: tuple[AlertingSpec, ...]
    incidents: tuple[IncidentsSpec, ...] = ()
    change_logs: tuple[ChangeLogSpec, ...] = ()
    chats: tuple[ChatSpec, ...]
    alarms: tuple[AlarmSpec, ...]
    composites: tuple[CompositeSpec, ...]
    maintenance: tuple[MaintenanceSpec, ...]
    pulses: tuple[PulseSpec, ...]
    tracing: tuple[TracingSpec, ...]
    events: tuple[EventsSpec, ...]
    log_groups: tuple[LogGroupSpec, ...]
    backup: BackupSpec | None
    dashboards: tuple[DashboardSpec, ...]
    cloudwatch_dashboards: tuple[DashboardSpec, ...]
    grafana: GrafanaSpec | None
