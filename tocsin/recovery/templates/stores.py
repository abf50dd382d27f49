"""The data stores of an assembly: those that a viewpoint declares, and those of any template."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tocsin.assembly import PLACEHOLDER, Part
from tocsin.recovery.document import METADATA_KEY, DeclaredStore, read_recovery_document
from tocsin.recovery.store import Store
from tocsin.recovery.templates.arns import ArnPatterns, arns_overlap
from tocsin.recovery.templates.data_stores import DATA_STORES, arn_of, data_stores
from tocsin.recovery.templates.own_mechanisms import own_mechanisms
from tocsin.recovery.templates.plan_rule import plan_rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import timedelta

    from tocsin.assembly import Resource
    from tocsin.diagnostics import Location
    from tocsin.recovery.backup_rule import BackupRule
    from tocsin.recovery.mechanism import Mechanism
    from tocsin.recovery.templates.backups import Backups
    from tocsin.recovery.templates.selections import Selection

_PREFIX_OF_AURORA = "aurora"


class UnreadableDocumentError(ValueError):
    """What a vault declares of its data stores cannot be read; the message says where it is.

    Attributes:
        where: The document.
        why: Why it cannot.
    """

    def __init__(self, vault: Resource, why: str) -> None:
        super().__init__(f"{vault.where()}: Metadata: {METADATA_KEY}: {why}")
        self.where = vault.locate("Metadata", METADATA_KEY)
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundStore:
    """A data store, with what the templates say of it.

    Attributes:
        store: The store, with the rules that select it.
        where: What declares it.
        arn: What selections call it.
        is_declared: Whether a document of a vault declares it.
        unknown: What could not be reckoned with, and why.
    """

    store: Store
    where: Location
    arn: str
    is_declared: bool = False
    unknown: tuple[str, ...] = ()


def find_stores(backups: Backups) -> tuple[FoundStore, ...]:
    """Return the data stores of an assembly.

    First those that the documents of backup vaults declare, then those among its resources that no
    document names.

    Raises:
        UnreadableDocumentError: A document cannot be read.
    """
    declared = tuple(_declared(backups))
    found = [_declared_store(backups, vault, each) for vault, each in declared]
    named = ArnPatterns(PLACEHOLDER.sub("*", each.arn) for _, each in declared)
    others = (
        _store(backups, resource)
        for resource in data_stores(backups.assembly.resources())
        if not named.overlap(arn_of(resource))
    )
    return (*found, *others)


def _declared(backups: Backups) -> Iterator[tuple[Resource, DeclaredStore]]:
    for vault in backups.assembly.resources("AWS::Backup::BackupVault"):
        written = vault.metadata.get(METADATA_KEY)
        if written is None:
            continue
        document = vault.stack.resolver.resolve(written).value
        try:
            stores = read_recovery_document(document if isinstance(document, dict) else {})
        except ValueError as error:
            raise UnreadableDocumentError(vault, str(error)) from error
        yield from ((vault, each) for each in stores)


def _declared_store(backups: Backups, vault: Resource, declared: DeclaredStore) -> FoundStore:
    region = vault.stack.environment.region

    def selects(selection: Selection) -> bool:
        if selection.resource.stack.environment.region != region or selection.conditions:
            return False  # whether what has a name has tags as well is not known
        return any(
            str(named.value) == declared.arn or _is_wildcard_for(str(named.value), declared.arn)
            for named in selection.named
        )

    rules, unknown = _rules(backups, selects, declared.copies_within)
    resource = _resource(backups, vault, declared)
    mechanisms = (*declared.store.mechanisms, *_of_the_resource(backups, resource, declared))
    in_one_zone = declared.store.is_in_one_zone or _is_in_one_zone(resource)
    return FoundStore(
        store=replace(
            declared.store, rules=rules, mechanisms=mechanisms, is_in_one_zone=in_one_zone
        ),
        where=vault.locate("Metadata", METADATA_KEY),
        arn=declared.arn,
        is_declared=True,
        unknown=unknown,
    )


def _resource(backups: Backups, vault: Resource, declared: DeclaredStore) -> Resource | None:
    """Return the resource that a document declares, if the assembly has it."""
    resource = backups.assembly.index.find(declared.arn, vault.stack)
    return resource if resource is not None and resource.type in DATA_STORES else None


def _is_in_one_zone(resource: Resource | None) -> bool:
    """Say whether it may be a file system of EFS One Zone.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-efs-filesystem.html
    """
    return (
        resource is not None
        and resource.type == "AWS::EFS::FileSystem"
        and Part.of(resource, "AvailabilityZoneName").is_there
    )


def _of_the_resource(
    backups: Backups, resource: Resource | None, declared: DeclaredStore
) -> Iterator[Mechanism]:
    """Yield what the resource itself switches on, if the assembly has it and nobody declares it."""
    if resource is None:
        return
    kinds = {each.kind for each in declared.store.mechanisms}
    for mechanism in own_mechanisms(resource, backups.assembly):
        if mechanism.kind not in kinds:
            yield mechanism


def _is_wildcard_for(named: str, arn: str) -> bool:
    return "*" in named and arns_overlap(named, PLACEHOLDER.sub("*", arn))


def _store(backups: Backups, resource: Resource) -> FoundStore:
    rules, unknown = _rules(backups, lambda each: backups.may_match(each, resource), {})
    environment = resource.stack.environment
    return FoundStore(
        store=Store(
            name=resource.name if resource.is_named else resource.logical_id,
            region=environment.region_text,
            type=_type_of(resource),
            rules=rules,
            mechanisms=own_mechanisms(resource, backups.assembly),
            is_in_one_zone=_is_in_one_zone(resource),
        ),
        where=resource.locate(),
        arn=arn_of(resource),
        unknown=unknown,
    )


def _type_of(resource: Resource) -> str:
    """Return the type as AWS Backup calls it: clusters of Aurora and of RDS are of one type."""
    engine = resource.properties.get("Engine")
    if resource.type == "AWS::RDS::DBCluster" and str(engine).startswith(_PREFIX_OF_AURORA):
        return "Aurora"
    return DATA_STORES[resource.type].name


def _rules(
    backups: Backups,
    selects: Callable[[Selection], bool],
    copies_within: Mapping[str, timedelta],
) -> tuple[tuple[BackupRule, ...], tuple[str, ...]]:
    """Return the rules of the plans that select something, and why others cannot be reckoned."""
    plans = {each.plan for each in backups.selections if each.plan is not None and selects(each)}
    rules: list[BackupRule] = []
    unknown: list[str] = []
    for rule in backups.rules:
        if rule.plan.resource not in plans:
            continue
        found = plan_rule(rule, backups, copies_within)
        if isinstance(found, str):
            unknown.append(found)
        else:
            rules.append(found)
    return tuple(rules), tuple(unknown)
