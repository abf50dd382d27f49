"""What all dashboards of a stage are made from, ordered as they ask for it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from tocsin.plan.boards.resource_panels import RolePanel, resource_panels
from tocsin.plan.dashboard_links import dashboard_uid
from tocsin.plan.golden_signals import GoldenSignals
from tocsin.plan.specs import (
    AlarmSpec,
    BackupSpec,
    ChangeLogSpec,
    LogGroupSpec,
    TracingSpec,
    qualified,
)
from tocsin.plan.stage_context import StageContext

Thing = tuple[str, str | None]
"""A service, and a resource or a log group of it; None for what is the service's own."""

One = TypeVar("One")


@dataclass(frozen=True, kw_only=True)
class Sources:
    """What all dashboards of a stage are made from.

    Attributes:
        context: The stage.
        alarms: All alarms, ordered by id.
        signals: The golden signals of all resources, for each Region.
        nouns: What a resource is, as `queue`, by service and name.
        log_groups: The log groups of all services.
        tracing: The groups of traces of each Region.
        change_logs: What changed, of each Region that has alarms, the stage's home first.
        backup: What is backed up, if anything is.
    """

    context: StageContext
    alarms: Sequence[AlarmSpec]
    signals: Sequence[GoldenSignals]
    nouns: Mapping[Thing, str]
    log_groups: Sequence[LogGroupSpec]
    tracing: Sequence[TracingSpec]
    change_logs: Sequence[ChangeLogSpec]
    backup: BackupSpec | None
    _panels: dict[Thing, tuple[RolePanel, ...]] = field(default_factory=dict, init=False)

    def alarms_of(self, service: str, resource: str | None = None) -> Sequence[AlarmSpec]:
        """Return the alarms of a resource, or those that are the service's own."""
        return self._alarms.get((service, resource), ())

    def panels_of(self, service: str, resource: str) -> tuple[RolePanel, ...]:
        """Return the panels of a resource or log group; each is made once."""
        thing = (service, resource)
        if thing not in self._panels:
            self._panels[thing] = tuple(
                resource_panels(
                    self.context,
                    self.alarms_of(service, resource),
                    self._signals.get(thing, ()),
                    called=self.called(service, resource),
                )
            )
        return self._panels[thing]

    def called(self, service: str, resource: str) -> str:
        """Return what people call a resource or a log group."""
        return called(resource, self.nouns.get((service, resource), "log group"))

    def regions_of(self, prefixes: Sequence[str]) -> frozenset[str]:
        """Return the Regions that have alarms whose names begin with one of *prefixes*."""
        begun = tuple(prefixes)
        found = (regions for name, regions in self._regions.items() if name.startswith(begun))
        return frozenset().union(*found)

    def uid_of(self, service: str) -> str | None:
        """Return the identity of the dashboard of a service, if it has one."""
        name = self.context.viewpoint.service_boards.get(service)
        return None if name is None else dashboard_uid(self.context, name)

    @cached_property
    def _alarms(self) -> Mapping[Thing, list[AlarmSpec]]:
        return _grouped(self.alarms, lambda each: (each.service, each.resource))

    @cached_property
    def _regions(self) -> Mapping[str, frozenset[str]]:
        """The Regions of alarms, by what the names of those of a service begin with."""
        viewpoint, stage = self.context.viewpoint, self.context.stage_name
        found: dict[str, set[str]] = {}
        for (service, _), alarms in self._alarms.items():
            name = f"{qualified(viewpoint.system, stage, service)}-"
            found.setdefault(name, set()).update(each.region for each in alarms)
        return {name: frozenset(regions) for name, regions in found.items()}

    @cached_property
    def _signals(self) -> Mapping[Thing, list[GoldenSignals]]:
        return _grouped(self.signals, lambda each: (each.service, each.resource))


def called(name: str, noun: str = "") -> str:
    """Return what people call a thing: `Parcels queue`, and not `Work queue queue`."""
    begun = f"{name[:1].upper()}{name[1:]}"
    return begun if not noun or begun.lower().endswith(noun) else f"{begun} {noun}"


def _grouped(found: Iterable[One], key: Callable[[One], Thing]) -> Mapping[Thing, list[One]]:
    groups: dict[Thing, list[One]] = {}
    for each in found:
        groups.setdefault(key(each), []).append(each)
    return groups
