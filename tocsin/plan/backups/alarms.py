"""The alarms on vaults: on what failed, and on what never came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from tocsin.plan.alarm_settings import AlarmSettings, assemble_alarm
from tocsin.plan.backups.arrivals import (
    DAY,
    Age,
    Count,
    expected_backups,
    expected_copies,
    expected_isolated,
)
from tocsin.plan.backups.protected import Protected
from tocsin.plan.backups.vault_events import RUNBOOKS
from tocsin.plan.bound_resource import bind_resource
from tocsin.plan.refusals import AlarmPlaces
from tocsin.plan.resource_alarms import resource_alarms
from tocsin.plan.specs import (
    BACKUP_SERVICE,
    AgeCheckSpec,
    AlarmSpec,
    BackupSpec,
    MetricSpec,
    SeriesSpec,
    VaultSpec,
    runbook_path,
)
from tocsin.plan.stage_context import StageContext
from tocsin.plan.time_to_page import Freshness, freshness_in_catalogue
from tocsin.timing import Delay
from tocsin.viewpoint import LONGEST_WARM_UP, Condition, Resource

_COPY_RUNBOOK = runbook_path(RUNBOOKS, "copy-jobs-failed")
_HOUR = 3_600
LOOKED_AT_EACH_HOUR = Freshness(
    interval=_HOUR,
    delay=Delay(typical=60, worst=300, source="assumed: the function puts it within its time-out"),
)
"""A function of ours looks, and puts what it finds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """What is said of one vault's arrivals.

    Attributes:
        resource: What the vault is called in names of alarms.
        thing: What arrives: `backup`.
        things: Several of it.
        runbook: The id of the runbook.
        title: A few words, without what is missing.
        metrics: Ids and names of AWS Backup's metrics that count it.
        expression: Which of these it is; None for the only one.
        why_it_matters: One sentence.
        first_action: One sentence.
    """

    resource: str
    thing: str
    things: str
    runbook: str
    title: str
    metrics: tuple[tuple[str, str], ...]
    expression: str | None
    why_it_matters: str
    first_action: str


_BACKUPS = _Kind(
    resource="vault",
    thing="backup",
    things="backups",
    runbook="no-backups",
    title="A backup is missing",
    metrics=(("value", "NumberOfBackupJobsCompleted"),),
    expression=None,
    why_it_matters="A restore would lose all that was written since the newest recovery point.",
    first_action="List the newest backup jobs of the vault; where there is none, see whether the "
    "plan still selects the resource and the Region's opt-in covers its type.",
)
_COPIES = _Kind(
    resource="recovery vault",
    thing="copy",
    things="copies",
    runbook="no-copies",
    title="A copy is missing",
    # Which Region has the first metric is not documented; the second one is the vault's own.
    metrics=(
        ("copied", "NumberOfCopyJobsCompleted"),
        ("arrived", "NumberOfRecoveryPointsCompleted"),
    ),
    expression="MAX([copied, arrived])",
    why_it_matters="If the Region is lost, a restore in the recovery Region starts from an older "
    "copy.",
    first_action="List the newest copy jobs in the Region of the backups; where there is none, see "
    "whether the backups themselves were made.",
)


def backup_alarms(
    context: StageContext, backup: BackupSpec | None, protected: Sequence[Protected]
) -> list[AlarmSpec]:
    """Return the alarms on the vault that backups are made in, and on the copies of them."""
    if backup is None:
        return []
    alarms = [*_failures(context, backup)]
    for each in backup.regions:
        here = [item for item in protected if item.region == each.vault.region]
        for vault in each.vaults:
            alarms += _missing(context.at(vault.region), vault, _BACKUPS, here)
    # Copies from all Regions go into one, so what is said of them has no Region in its name.
    for vault in backup.recovery_vaults:
        alarms += _missing(context, vault, _COPIES, protected)
    return alarms


def _failures(context: StageContext, backup: BackupSpec) -> Iterator[AlarmSpec]:
    """Yield the alarms on failed jobs.

    An event tells of each such job at once, and of what it was to back up. Events can be lost, so
    there are alarms as well; these are for the record, or each failure would be told twice.
    The metrics of a copy job carry the name of the vault that it copies to:
    https://docs.aws.amazon.com/aws-backup/latest/devguide/cloudwatch.html.
    """
    promised = context.viewpoint.promise("info").written
    for each in backup.regions:
        if not each.plans:
            continue  # whoever makes a backup on demand sees what becomes of it
        there = context.at(each.vault.region)
        for kind, vaults in ((_BACKUPS, each.vaults), (_COPIES, backup.recovery_vaults)):
            for vault in vaults:
                for alarm in _alarms_on(there, _called(kind, vault), vault):
                    if (alarm.runbook_path == _COPY_RUNBOOK) == (kind is _COPIES):
                        yield replace(alarm, severity="info", respond_within=promised)


def _called(kind: _Kind, vault: VaultSpec) -> str:
    """Return what a vault is called in names of alarms."""
    if vault.is_air_gapped:
        return "air-gapped vault"
    return kind.resource if vault.tier is None else f"{kind.resource} {vault.tier}"


def _alarms_on(context: StageContext, name: str, vault: VaultSpec) -> list[AlarmSpec]:
    resource = bind_resource(
        context,
        ("data_protection",),
        Resource.model_validate({"type": "backup_vault", "vault": vault.name}),
        service=BACKUP_SERVICE,
        owner=context.viewpoint.owner,
        name=name,
    )
    return resource_alarms(context, resource) if resource is not None else []


def _missing(
    context: StageContext, vault: VaultSpec, kind: _Kind, protected: Sequence[Protected]
) -> Iterator[AlarmSpec]:
    """Yield the alarms on what did not arrive in *vault*; no job at all leaves no metric."""
    expected = expected_copies if kind is _COPIES else expected_backups
    arrivals = (
        expected_isolated(protected) if vault.is_air_gapped else expected(protected, vault.tier)
    )
    kind = replace(kind, resource=_called(kind, vault))
    for count in arrivals.counts:
        yield _count_alarm(context, vault, kind, count)
    for age in arrivals.ages:
        if vault.age_check is not None:
            # What is in another Region has that in its name already.
            yield _age_alarm(context.at_home, vault.age_check, vault.region, kind, age)


def _count_alarm(context: StageContext, vault: VaultSpec, kind: _Kind, count: Count) -> AlarmSpec:
    period = "day" if count.period == DAY else "week"
    few = f"Fewer than {count.at_least}" if count.at_least > 1 else "No"
    noun = kind.things if count.at_least > 1 else kind.thing
    return _alarm(
        context,
        kind,
        vault.region,
        what=count.type,
        what_happened=f"{few} {noun} of {count.type} came into the vault {vault.name} on the last "
        f"whole {period} ({count.time_zone}).",
        settings=AlarmSettings(
            severity="warning",
            condition=Condition(comparison="LessThanThreshold", threshold=count.at_least),
            period=int(count.period.total_seconds()),
            treat_missing_data="breaching",
            warm_up=LONGEST_WARM_UP,
            time_zone=count.time_zone,
        ),
        series=SeriesSpec(
            label=f"{kind.things.capitalize()} of {count.type}",
            expression=kind.expression,
            metrics=tuple(
                MetricSpec(
                    id=id_,
                    namespace="AWS/Backup",
                    name=name,
                    dimensions=(("BackupVaultName", vault.name), ("ResourceType", count.type)),
                    statistic="Sum",
                    unit="Count",
                )
                for id_, name in kind.metrics
            ),
            period=int(count.period.total_seconds()),
            unit="count",
        ),
        freshness=freshness_in_catalogue(RUNBOOKS, kind.metrics[0][1]),
    )


def _age_alarm(
    context: StageContext, check: AgeCheckSpec, region: str, kind: _Kind, age: Age
) -> AlarmSpec:
    hours = ceil(age.at_most.total_seconds() / _HOUR)
    name = age.protected.name
    return _alarm(
        context,
        kind,
        region,
        what=name,
        what_happened=f"The newest {kind.thing} of {name} in the vault {check.vault} is older than "
        f"{hours} hours, or nothing says how old it is.",
        settings=AlarmSettings(
            severity="warning",
            condition=Condition(
                comparison="GreaterThanThreshold",
                threshold=hours,
                datapoints_to_alarm=3,
                evaluation_periods=3,
            ),
            period=_HOUR,
            treat_missing_data="breaching",
            warm_up=LONGEST_WARM_UP,
        ),
        series=SeriesSpec(
            label=f"Age of the newest {kind.thing} of {name}",
            expression=None,
            metrics=(check.metric(name),),
            period=_HOUR,
            unit="hours",
        ),
        freshness=LOOKED_AT_EACH_HOUR,
    )


def _alarm(
    context: StageContext,
    kind: _Kind,
    region: str,
    *,
    what: str,
    what_happened: str,
    settings: AlarmSettings,
    series: SeriesSpec,
    freshness: Freshness,
) -> AlarmSpec:
    return assemble_alarm(
        context,
        settings,
        names=(BACKUP_SERVICE, kind.resource, f"no {kind.thing} of {what}"),
        title=f"{kind.resource}, {what}: {kind.title}",
        resource=kind.resource,
        owner=context.viewpoint.owner,
        runbook=runbook_path(RUNBOOKS, kind.runbook),
        what_happened=what_happened,
        why_it_matters=kind.why_it_matters,
        first_action=kind.first_action,
        series=series,
        region=region,
        places=AlarmPlaces(whole=("data_protection", "schedules")),
        freshness=freshness,
    )
