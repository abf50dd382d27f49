"""A resource that alarms may watch, whether a template has it or somebody names it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from tocsin.assembly import Assembly
from tocsin.catalogue import RecommendedAlarm, ResourceType
from tocsin.diagnostics import Location
from tocsin.inventory.found_resource import FoundResource
from tocsin.inventory.identity import Identity, identities_of
from tocsin.inventory.search import is_built_by_tocsin, search


@dataclass(frozen=True, kw_only=True, eq=False)
class Watchable:
    """A resource of a type that the catalogue knows.

    Attributes:
        name: What it is called in texts.
        type: Its type in the catalogue.
        identities: What its identifiers are called in dimensions, by their names.
        alarms: The alarms that the catalogue recommends for it, as it is set up.
        where: Where it stands.
        account: Its account, if known.
        region: Its Region, if known.
    """

    name: str
    type: ResourceType
    identities: Mapping[str, frozenset[Identity]]
    alarms: tuple[RecommendedAlarm, ...]
    where: Location
    account: str | None
    region: str | None

    @cached_property
    def identities_of_dimensions(self) -> Mapping[str, frozenset[Identity]]:
        """What the dimensions may have that name it, by the names of these."""
        return dict(self._dimensions())

    def _dimensions(self) -> Iterator[tuple[str, frozenset[Identity]]]:
        for name, identifier in self.type.identifiers.items():
            if name in self.identities:
                yield identifier.dimension, self.identities[name]


def watchables(assembly: Assembly, *, of_tocsin: bool = False) -> tuple[Watchable, ...]:
    """Return the resources of an application for which the catalogue recommends alarms.

    Args:
        assembly: The application, perhaps with stacks that Tocsin builds for it.
        of_tocsin: Whether those of the latter are asked for, and not those of the application.
    """
    stacks = (stack for stack in assembly.stacks if is_built_by_tocsin(stack) == of_tocsin)
    found = search(assembly, stacks).found
    return tuple(each for each in map(_watchable, found) if each.alarms)


def _watchable(found: FoundResource) -> Watchable:
    resource, kind = found.resource, found.type
    return Watchable(
        name=resource.name if resource.is_named else resource.logical_id,
        type=kind,
        identities={name: identities_of(each) for name, each in found.identifiers.items()},
        alarms=kind.alarms_for(found.identifiers, opted_in=found.opt_ins, settings=found.settings),
        where=resource.locate(),
        account=resource.stack.account,
        region=resource.stack.region,
    )
