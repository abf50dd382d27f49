"""Makes the plan of one stage of a viewpoint."""

from tocsin.catalogue import resource_types
from tocsin.diagnostics import InvalidInputError, Location, Problem, did_you_mean, quoted
from tocsin.plan.alerting import alerting
from tocsin.plan.backups import backup
from tocsin.plan.dashboards import dashboards
from tocsin.plan.name_check import check_names
from tocsin.plan.paging_alarms import SERVICE, paging_alarms
from tocsin.plan.resource_alarms import resource_alarms, watch
from tocsin.plan.sampling import tracing
from tocsin.plan.service_alarms import service_alarms
from tocsin.plan.service_logs import log_groups
from tocsin.plan.specs import AlarmSpec, BackupSpec, Plan
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import Resource, Viewpoint, slug

BACKUP_SERVICE = "backups"
_COPIES = "-copy-jobs-failed"
_RESERVED = {SERVICE, BACKUP_SERVICE, *(slug(name) for name in resource_types())}
"""Names of folders of runbooks that are not a service's."""


def make_plan(viewpoint: Viewpoint, stage: str) -> Plan:
    """Return everything that is built for the stage called *stage*.

    Raises:
        InvalidInputError: The stage does not exist, or something in the viewpoint cannot be built;
            with everything that is wrong. The problems have paths but no positions.
    """
    if stage not in viewpoint.stages:
        where = Location(source="viewpoint", key_path=("stages",))
        what, fix = f"there is no stage {quoted(stage)}", did_you_mean(stage, viewpoint.stages)
        problem = Problem(kind="viewpoint/unknown-name", where=where, what=what, fix=fix)
        raise InvalidInputError((problem,))
    context = StageContext(viewpoint=viewpoint, stage_name=stage, stage=viewpoint.stages[stage])
    plan = _plan(context)
    if context.problems:
        raise InvalidInputError(dict.fromkeys(context.problems))
    return plan


def _plan(context: StageContext) -> Plan:
    stage = context.stage
    protected = backup(context)
    alarms = [*_alarms_of_services(context), *_alarms_of_backups(context, protected)]
    regions = dict.fromkeys((stage.region, *sorted({alarm.region for alarm in alarms})))
    ways = tuple(alerting(context, region) for region in regions)
    alarms += [alarm for way in ways for alarm in paging_alarms(context, way)]
    ordered = tuple(sorted(alarms, key=lambda alarm: alarm.id))
    groups, traces = log_groups(context), tracing(context)
    check_names(context, alarms=ordered, log_groups=groups, backup=protected)
    return Plan(
        system=context.viewpoint.system,
        stage=context.stage_name,
        account=stage.account,
        region=stage.region,
        recovery_region=stage.recovery_region,
        retain=stage.retain,
        alerting=ways,
        alarms=ordered,
        tracing=traces,
        log_groups=groups,
        backup=protected,
        dashboards=dashboards(context, alarms=ordered, log_groups=groups, tracing=traces),
    )


def _alarms_of_services(context: StageContext) -> list[AlarmSpec]:
    found: list[AlarmSpec] = []
    for name, service in context.viewpoint.services.items():
        if slug(name) in _RESERVED:
            context.report(
                ("services", name),
                f"{name!r} is taken: alarms and runbooks of Tocsin's own have this name",
                "rename it",
            )
        for resource_name, resource in service.resources.items():
            watched = watch(
                context,
                ("services", name, "resources", resource_name),
                service=name,
                owner=service.owner,
                name=resource_name,
                resource=resource,
            )
            found += resource_alarms(context, watched) if watched else []
        found += service_alarms(context, name, service)
    return found


def _alarms_of_backups(context: StageContext, protected: BackupSpec | None) -> list[AlarmSpec]:
    """Return the alarms on the vault that backups are made in, and on the copies of them.

    The metrics of a copy job carry the name of the vault that it copies to:
    https://docs.aws.amazon.com/aws-backup/latest/devguide/cloudwatch.html.
    """
    if protected is None:
        return []
    here = _alarms_of_vault(context, "vault", protected.vault.name)
    recovery = protected.recovery_vault
    if recovery is None:
        return [alarm for alarm in here if not alarm.id.endswith(_COPIES)]
    copies = _alarms_of_vault(context, "recovery vault", recovery.name)
    return [
        *(alarm for alarm in here if not alarm.id.endswith(_COPIES)),
        *(alarm for alarm in copies if alarm.id.endswith(_COPIES)),
    ]


def _alarms_of_vault(context: StageContext, name: str, vault: str) -> list[AlarmSpec]:
    watched = watch(
        context,
        ("data_protection",),
        service=BACKUP_SERVICE,
        owner=context.viewpoint.owner,
        name=name,
        resource=Resource.model_validate({"type": "backup_vault", "vault": vault}),
    )
    return resource_alarms(context, watched) if watched else []
