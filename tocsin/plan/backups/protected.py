"""What is protected in a stage, as AWS Backup names it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tocsin.plan.backups.stores import backup_rules, declared_store
from tocsin.plan.specs import partition
from tocsin.plan.stage_context import StageContext, is_dynamic
from tocsin.recovery import (
    BackupRule,
    DeclaredStore,
    Store,
    assess,
    region_in_arn,
    types_of_arn,
)
from tocsin.viewpoint import AIR_GAPPED, BackupSchedule, ProtectedResource

_NAMES = {
    "dynamodb_table": ("dynamodb", "table/{}", "table", "DynamoDB"),
    "aurora_cluster": ("rds", "cluster:{}", "cluster", "Aurora"),
    "documentdb_cluster": ("rds", "cluster:{}", "cluster", "DocumentDB"),
    "ebs_volume": ("ec2", "volume/{}", "volume", "EBS"),
    "efs_file_system": ("elasticfilesystem", "file-system/{}", "file_system", "EFS"),
    "neptune_cluster": ("rds", "cluster:{}", "cluster", "Neptune"),
    "rds_instance": ("rds", "db:{}", "instance", "RDS"),
}
"""By resource type of the catalogue: the service, the resource part and the identifier of its
Amazon Resource Name, and the type that AWS Backup calls it.

https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """Something that is backed up.

    Attributes:
        item: Its name in the viewpoint.
        name: That, with the Region behind it if it is not the stage's home.
        region: Where it is.
        arn: Its Amazon Resource Name, which may have stored values in it; empty for what its tags
            select.
        tags: The tags of which it has all, if they select it.
        type: What AWS Backup calls its type; None where that is not known.
        types: The types that it may be of; none where that is not known at all.
        schedules: Names of what backs it up, in the order of the viewpoint, with their settings;
            none where mechanisms of its own alone protect it.
        declared: What is claimed for it and what else protects it.
        rules: The rules of these schedules.
    """

    item: str
    name: str
    region: str
    arn: str
    type: str | None
    types: tuple[str, ...]
    schedules: tuple[tuple[str, BackupSchedule], ...]
    declared: DeclaredStore
    rules: tuple[BackupRule, ...]
    tags: tuple[tuple[str, str], ...] = ()

    @property
    def store(self) -> Store:
        """It as the arithmetic of recovery takes it."""
        return replace(self.declared.store, rules=self.rules)

    @property
    def periodic(self) -> tuple[BackupSchedule, ...]:
        """The schedules of which each run makes a recovery point of its own, for all we know.

        What a continuous backup does on its schedule is not documented.
        """
        can_be_continuous = self.type is None or self.store.documented.behind is not None
        return tuple(
            schedule
            for _, schedule in self.schedules
            if not (schedule.continuous and can_be_continuous)
        )

    @property
    def continuous(self) -> tuple[BackupSchedule, ...]:
        """The schedules that also allow restoring to a point in time."""
        periodic = self.periodic
        return tuple(schedule for _, schedule in self.schedules if schedule not in periodic)

    @property
    def copied(self) -> tuple[BackupSchedule, ...]:
        """The schedules of which each run is copied to the recovery region.

        The copy of a continuous backup is a snapshot, made on the schedule.
        https://docs.aws.amazon.com/aws-backup/latest/devguide/point-in-time-recovery-copying.html
        """
        return tuple(schedule for _, schedule in self.schedules if schedule.copy_retention)

    @property
    def isolated(self) -> tuple[BackupSchedule, ...]:
        """The schedules of which each run is copied into the logically air-gapped vault."""
        schedules = (schedule for _, schedule in self.schedules)
        return tuple(each for each in schedules if AIR_GAPPED in each.also_copied_to)

    @property
    def rests_on_continuous(self) -> bool:
        """Whether what is claimed does not hold without a continuous backup."""
        snapshots = tuple(each for each in self.rules if not each.is_continuous)
        without = assess(replace(self.store, rules=snapshots))
        now = {each.scenario: each.rpo for each in assess(self.store)}
        return bool(self.continuous) and any(
            each.rpo != "met" and now[each.scenario] == "met" for each in without
        )


def protected_resources(context: StageContext) -> tuple[Protected, ...]:
    """Return the data that the stage protects, in the order of the viewpoint."""
    protection = context.viewpoint.data_protection
    found = tuple(
        _protected(there, name, item, [each.region for each in places])
        for name, item in protection.protected.items()
        if item.schedules or item.mechanisms
        for places in (tuple(_in_each(context, name, item)),)
        for there in places
    )
    _check_twice(context, found)
    return found


def _check_twice(context: StageContext, found: Iterable[Protected]) -> None:
    """Report what is protected under two names: as many backups as names would be waited for."""
    seen: dict[str, Protected] = {}
    for each in found:
        first = seen.setdefault(each.arn, each)
        if first is each or not each.arn or is_dynamic(each.arn):
            continue
        context.report(
            "protected-twice",
            ("data_protection", "protected", each.item),
            f"{each.arn} is protected as {first.name} already",
            f"give {first.item} all schedules, and remove this one"
            if each.item != first.item
            else "name the one Region that it is in by regions",
        )


def _in_each(context: StageContext, name: str, item: ProtectedResource) -> Iterator[StageContext]:
    """Yield the stage in each Region that has the data, which is where it is backed up."""
    if item.tags is not None:
        yield from context.in_each(item.regions)
        return
    if item.resource is not None:
        service_name, _, resource = item.resource.partition("/")
        service = context.viewpoint.services[service_name]
        yield from context.in_each(
            service.regions, service.resources[resource].regions, item.regions
        )
        return
    written = item.arn or ""
    named = region_in_arn(written)
    if "{region}" in written or written.startswith("ssm:"):
        yield from context.in_each(item.regions)
    elif not named:
        yield from context.in_each(item.regions or (context.stage.home,))
    elif named in (item.regions or context.stage.active_regions):
        yield from context.in_each((named,))
    else:
        context.report(
            "data-elsewhere",
            ("data_protection", "protected", name, "arn"),
            f"it is in {named}, where backups of it would have to be, and the stage is not there, "
            "or its own regions leave it out",
            f"write {{region}} in place of {named}, correct its regions, or describe it elsewhere",
            rests_on=[context.stage_path],
        )


def _protected(
    context: StageContext, name: str, item: ProtectedResource, regions: Sequence[str]
) -> Protected:
    arn, types = _named(context, name, item)
    type_ = types[0] if len(types) == 1 else None
    label = " ".join((name, *context.suffix))
    schedules = context.viewpoint.data_protection.schedules
    return Protected(
        item=name,
        name=label,
        region=context.region,
        arn=arn,
        type=type_,
        types=types,
        schedules=tuple(
            (each, schedule) for each, schedule in schedules.items() if each in item.schedules
        ),
        declared=declared_store(context, item, name=label, arn=arn, type_=type_, regions=regions),
        rules=backup_rules(context, item),
        tags=tuple(
            (key, context.fill(("data_protection", "protected", name, "tags", key), value))
            for key, value in (item.tags or {}).items()
        ),
    )


def _named(
    context: StageContext, name: str, item: ProtectedResource
) -> tuple[str, tuple[str, ...]]:
    """Return the Amazon Resource Name, and the types of AWS Backup that it may be of."""
    key_path = ("data_protection", "protected", name)
    if item.tags is not None:
        return "", ()
    if item.arn is not None:
        arn = context.identify((*key_path, "arn"), item.arn)
        return arn, types_of_arn(arn)
    service, _, resource_name = (item.resource or "").partition("/")
    resource = context.viewpoint.services[service].resources[resource_name]
    if context.resource_type(resource.type) is None:
        return "", ()  # the service's alarms report it
    if resource.type not in _NAMES:
        context.report(
            "unknown-arn",
            (*key_path, "resource"),
            f"how AWS Backup names a {resource.type} is not known",
            f"write its 'arn' in place of 'resource'; known are {', '.join(sorted(_NAMES))}",
        )
        return "", ()
    aws_service, form, identifier, type_ = _NAMES[resource.type]
    identifier_path = ("services", service, "resources", resource_name, identifier)
    value = context.identify(identifier_path, resource.identifiers.get(identifier, ""))
    region, account = context.region, context.stage.account
    arn = f"arn:{partition(region)}:{aws_service}:{region}:{account}:{form.format(value)}"
    return arn, (type_,)
