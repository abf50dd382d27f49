"""All stacks of a stage, connected."""

from collections.abc import Mapping

from constructs import Construct
from constructs.incident_code import incident_code

from stacks.alerting_stack import AlertingStack
from stacks.backup_stack import BackupStack
from stacks.chat_stack import ChatStack
from stacks.cloudwatch_dashboard_stack import CloudWatchDashboardStack
from stacks.dashboard_stack import DashboardStack
from stacks.events_stack import EventsStack
from stacks.incident_stack import IncidentStack
from stacks.logging_stack import LoggingStack
from stacks.monitoring_stack import monitoring_stacks
from stacks.pulse_stack import PulseStack
from stacks.recovery_stack import RecoveryStack
from stacks.tracing_stack import TracingStack
from tocsin.plan import Plan, Severity


def build_stacks(scope: Construct, plan: Plan) -> None:
    """Add all stacks of *plan* to *scope*; a part of the plan that is empty gets no stack."""
    alerting = {spec.region: AlertingStack(scope, plan=plan, spec=spec) for spec in plan.alerting}
    _build_pulses(scope, plan, alerting)
    topic_arns = {region: stack.topic_arns for region, stack in alerting.items()}
    incidents = _build_incidents(scope, plan, topic_arns)
    if not all(chat.configured_elsewhere for chat in plan.chats):
        ChatStack(scope, plan=plan, alerting=alerting, incidents=incidents.values())
    fallback_arns = {region: stack.fallback_arn for region, stack in incidents.items()}
    monitoring_stacks(scope, plan=plan, topic_arns=topic_arns, fallback_arns=fallback_arns)
    for events in plan.events:
        EventsStack(scope, plan=plan, spec=events, topic_arns=topic_arns[events.region])
    for region in plan.regions:
        _build_region(scope, plan, region, topic_arns[region])
    _build_backups(scope, plan, topic_arns)
    if plan.alarms:
        DashboardStack(scope, plan=plan)
    names = [each.uid for each in plan.cloudwatch_dashboards]
    for each in plan.cloudwatch_dashboards:
        CloudWatchDashboardStack(scope, plan=plan, spec=each, siblings=names)
    if plan.grafana and plan.grafana.workspace and plan.dashboards:
        # It renders dashboards, which takes an extra and its time, where they are published.
        from stacks.grafana_stack import GrafanaStack  # noqa: PLC0415

        GrafanaStack(scope, plan=plan, spec=plan.grafana.workspace, folder=plan.grafana.folder)


def _build_incidents(
    scope: Construct, plan: Plan, topic_arns: Mapping[str, Mapping[Severity, str]]
) -> dict[str, IncidentStack]:
    """Add what pages people by turns, by Region."""
    if not plan.incidents:
        return {}
    code = incident_code(scope)
    return {
        spec.region: IncidentStack(
            scope, plan=plan, spec=spec, topic_arns=topic_arns[spec.region], code=code
        )
        for spec in plan.incidents
    }


def _build_pulses(scope: Construct, plan: Plan, alerting: Mapping[str, AlertingStack]) -> None:
    """Add the queues of pulses; each is there before the topic in another Region names it."""
    for region in dict.fromkeys(pulse.watched_in for pulse in plan.pulses):
        heard = [pulse for pulse in plan.pulses if pulse.watched_in == region]
        queues = PulseStack(scope, plan=plan, region=region, pulses=heard)
        for pulse in heard:
            alerting[pulse.region].add_stack_dependency(queues)


def _build_region(
    scope: Construct, plan: Plan, region: str, topic_arns: Mapping[Severity, str]
) -> None:
    """Add what each Region has of its own, beside its alarms and backups."""
    for spec in plan.tracing:
        if spec.region == region and not spec.is_empty:
            TracingStack(scope, plan=plan, spec=spec, topic_arns=topic_arns)
    log_groups = [group for group in plan.log_groups if group.region == region]
    if log_groups:
        LoggingStack(scope, plan=plan, region=region, log_groups=log_groups)


def _build_backups(
    scope: Construct, plan: Plan, topic_arns: Mapping[str, Mapping[Severity, str]]
) -> None:
    spec = plan.backup
    if spec is None:
        return
    backups = [
        BackupStack(scope, plan=plan, spec=each, topic_arns=topic_arns[each.vault.region])
        for each in spec.regions
    ]
    vaults = spec.recovery_vaults
    if vaults:
        there = topic_arns[vaults[0].region]
        recovery = RecoveryStack(
            scope,
            plan=plan,
            vaults=vaults,
            restore_tests=spec.recovery_restore_tests,
            topic_arns=there,
        )
        # Copies name a vault and do not refer to it, because references across regions need
        # functions of their own; so that the vault is there first has to be said.
        for stack in backups:
            stack.add_stack_dependency(recovery)
