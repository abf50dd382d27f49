"""Makes the plan of one stage of a viewpoint."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from tocsin.catalogue import ResourceType
from tocsin.diagnostics import InvalidInputError, KeyPath, Location, Problem, did_you_mean, quoted
from tocsin.plan.alarm_stacks import check_alarm_stacks
from tocsin.plan.alerting import make_alerting
from tocsin.plan.backups import (
    backup_alarms,
    lag_alarms,
    make_backup,
    note_schedules,
    note_tags,
    protected_resources,
    restore_alarms,
)
from tocsin.plan.boards import make_boards
from tocsin.plan.bound_resource import BoundResource, service_resources
from tocsin.plan.change_log import make_change_log
from tocsin.plan.chats import make_chats
from tocsin.plan.cloudwatch_dashboards import cloudwatch_dashboards
from tocsin.plan.contradictions import check_contradictions, check_traffic
from tocsin.plan.events import make_events
from tocsin.plan.golden_signals import GoldenSignals, golden_signals
from tocsin.plan.grafana import make_grafana
from tocsin.plan.incidents import incident_alarms, make_incidents, paged_by_machines
from tocsin.plan.log_groups import log_group_alarms, make_log_groups
from tocsin.plan.maintenance import make_maintenance, stays_on_by_itself
from tocsin.plan.objective_alarms import objective_alarms
from tocsin.plan.outages import page_together
from tocsin.plan.paging_alarms import event_alarms, paging_alarms
from tocsin.plan.partition_rules import check_partition
from tocsin.plan.plan_names import check_names
from tocsin.plan.pulse import make_pulses, pulse_alarms
from tocsin.plan.quiet_times import check_quiet_together
from tocsin.plan.resource_alarms import resource_alarms
from tocsin.plan.service_alarms import service_alarms
from tocsin.plan.specs import (
    AlarmSpec,
    BackupSpec,
    CompositeSpec,
    EventRuleSpec,
    EventsSpec,
    Plan,
    Severity,
    TracingSpec,
)
from tocsin.plan.stage_context import StageContext
from tocsin.plan.tags import check_runbooks
from tocsin.plan.template_limits import check_parameters
from tocsin.plan.tracing import make_tracing
from tocsin.viewpoint import UNNAMED, Viewpoint


def make_plan(viewpoint: Viewpoint, stage: str) -> Plan:
    """Return everything that is built for the stage called *stage*.

    Raises:
        InvalidInputError: The stage does not exist, or something in the viewpoint cannot be built;
            with everything that is wrong. The problems have paths but no positions.
    """
    plan, problems = plan_with_problems(viewpoint, stage)
    if plan is None or any(each.is_error for each in problems):
        raise InvalidInputError(problems)
    return plan


def plan_with_problems(
    viewpoint: Viewpoint,
    stage: str,
    *,
    left_out: frozenset[KeyPath] = frozenset(),
    own_types: Mapping[str, ResourceType] = MappingProxyType({}),
) -> tuple[Plan | None, tuple[Problem, ...]]:
    """Return the plan of the stage called *stage*, and what there is to say about it.

    With an error among the problems the plan cannot be built; of a stage that does not exist there
    is none. The problems have paths but no positions.

    Args:
        viewpoint: The viewpoint.
        stage: The name of one of its stages.
        left_out: Parts of the viewpoint that are wrong, about which nothing is said.
        own_types: Resource types beside those of the catalogue, by name.
    """
    if stage not in viewpoint.stages:
        where = Location(source=UNNAMED, key_path=("stages",))
        what, fix = f"there is no stage {quoted(stage)}", did_you_mean(stage, viewpoint.stages)
        return None, (Problem(kind="plan/unknown-stage", where=where, what=what, fix=fix),)
    context = StageContext(
        whole=viewpoint,
        stage_name=stage,
        stage=viewpoint.stages[stage],
        left_out=left_out,
        own_types=own_types,
    )
    plan = _plan(context)
    return plan, tuple(dict.fromkeys(context.collector.problems))


def _plan(context: StageContext) -> Plan:
    stage = context.stage
    protected = protected_resources(context)
    backup = make_backup(context, protected)
    note_schedules(context)
    note_tags(context)
    alarms = [
        *backup_alarms(context, backup, protected),
        *lag_alarms(context, protected),
        *restore_alarms(context, backup),
    ]
    burning: list[CompositeSpec] = []
    signals: list[GoldenSignals] = []
    resources: list[tuple[str, BoundResource]] = []
    for name, service in context.viewpoint.services.items():
        for there, resource in service_resources(context, name, service):
            alarms += resource_alarms(there, resource)
            signals.append(golden_signals(resource, there.region))
            resources.append((there.region, resource))
        alarms += service_alarms(context, name, service)
        alarms += log_group_alarms(context, name, service)
        objectives = objective_alarms(context, name, service)
        alarms += objectives.alarms
        burning += objectives.composites
    pulses = make_pulses(context) if context.viewpoint.pulse else ()
    for pulse in pulses:
        alarms += pulse_alarms(context, pulse)
    log_groups, tracing = make_log_groups(context), make_tracing(context)
    events = make_events(context, resources)
    told = _told_of_events(events, tracing, backup)
    others = {*(alarm.region for alarm in alarms), *told}
    regions = dict.fromkeys((*stage.active_regions, *sorted(others)))
    incidents = tuple(filter(None, (make_incidents(context, region) for region in regions)))
    alerting = tuple(
        make_alerting(
            context,
            region,
            told_of_events=told.get(region, frozenset()),
            paged=paged_by_machines(context, incidents),
        )
        for region in regions
    )
    kept = {each.region: each for each in incidents}
    for each in alerting:
        alarms += paging_alarms(context, each, kept.get(each.region))
    for of_region in incidents:
        alarms += incident_alarms(context, of_region)
    for traced in tracing:
        alarms += event_alarms(context.at(traced.region), traced.events)
    alarms.sort(key=lambda alarm: alarm.id)
    outages = page_together(context, alarms, apart=stays_on_by_itself(context, alarms))
    alarms, composites = [*outages.alarms], (*outages.composites, *burning)
    check_partition(context, alarms)
    check_contradictions(context, protected)
    check_traffic(context, alarms)
    check_runbooks(context, alarms)
    maintenance = make_maintenance(context, alarms, composites)
    check_alarm_stacks(context, alarms, composites, maintenance)
    check_quiet_together(context, alarms)
    named: list[AlarmSpec | CompositeSpec] = [*alarms, *composites]
    check_names(context, alarms=named, log_groups=log_groups, backup=backup)
    change_logs = tuple(make_change_log(context, each.region) for each in alerting)
    dashboards = make_boards(
        context,
        alarms=alarms,
        signals=signals,
        nouns={(each.service, each.name): each.type.noun for _, each in resources},
        log_groups=log_groups,
        tracing=tracing,
        change_logs=change_logs,
        backup=backup,
    )
    check_parameters(context, alerting=alerting, backup=backup, dashboards=dashboards)
    return Plan(
        system=context.viewpoint.system,
        stage=context.stage_name,
        account=stage.account,
        region=stage.home,
        regions=stage.active_regions,
        recovery_region=stage.copied_to,
        retain=stage.retain,
        alerting=alerting,
        incidents=incidents,
        change_logs=change_logs,
        chats=make_chats(context, tuple(regions), incidents),
        alarms=outages.alarms,
        composites=composites,
        maintenance=maintenance,
        pulses=pulses,
        tracing=tracing,
        events=events,
        log_groups=log_groups,
        backup=backup,
        dashboards=dashboards,
        cloudwatch_dashboards=cloudwatch_dashboards(context, dashboards),
        grafana=make_grafana(context),
    )


def _told_of_events(
    events: Iterable[EventsSpec], tracing: Iterable[TracingSpec], backup: BackupSpec | None
) -> Mapping[str, frozenset[Severity]]:
    """Return by Region the severities to whose topics rules publish."""
    rules: list[tuple[str, EventRuleSpec]] = [
        *((each.region, rule) for each in events for rule in each.rules),
        *((each.region, rule) for each in tracing for rule in each.events),
        *(
            (vault.region, rule)
            for vault in (backup.vaults if backup is not None else ())
            for rule in vault.events
        ),
    ]
    return {
        region: frozenset(rule.severity for at, rule in rules if at == region)
        for region in dict.fromkeys(at for at, _ in rules)
    }
