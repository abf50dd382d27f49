"""The pages that alarms and events ask for: what people are told ends with the link to one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tocsin.catalogue import ResourceType, load_resource_type, resource_types
from tocsin.plan import SEVERITIES, AlarmSpec, CompositeSpec, EventRuleSpec, Plan, Severity
from tocsin.viewpoint import slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """The composite alarm of a service.

    Attributes:
        alarm: What pages.
        symptoms: The alarms for which it pages.
    """

    alarm: CompositeSpec
    symptoms: tuple[AlarmSpec, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NeededPage:
    """A page, and what it is about.

    Attributes:
        path: Where it stands below the folder of runbooks, as `checkout/no-orders.md`.
        title: Its first line: that of its alarms, without the names of resources.
        alarms: The alarms that lead to it, the most urgent first.
        event: What is told that leads to it without an alarm.
        outage: The alarm of a service that leads to it, if it is such a page.
        type: The resource type whose alarms these are, if the catalogue has it.
        kind: The type that says how to look at what the alarms read; also of Tocsin's own topics.
        log_groups: The log groups of the services that these alarms are of.
    """

    path: str
    title: str
    alarms: tuple[AlarmSpec, ...]
    event: EventRuleSpec | None
    outage: Outage | None
    type: ResourceType | None
    kind: ResourceType | None
    log_groups: tuple[str, ...]

    @property
    def folder(self) -> str:
        """The service, or the resource type, whose pages stand together."""
        return self.path.partition("/")[0]

    @property
    def severity(self) -> Severity:
        """How urgent the most urgent of it is."""
        if self.alarms:
            return self.alarms[0].severity
        if self.outage is not None:
            return self.outage.alarm.severity
        return self.event.severity if self.event is not None else "info"

    @property
    def group(self) -> str:
        """What its folder is about, as the beginning of a line in a list of pages."""
        words = self.folder.replace("-", " ")
        return words[:1].upper() + words[1:] if self.type is None else self.type.title


def needed_pages(
    plans: Iterable[Plan], own_types: Mapping[str, ResourceType] = MappingProxyType({})
) -> tuple[NeededPage, ...]:
    """Return the pages that the stages need, by path.

    What pages show of one stage is of the first that is kept.

    Args:
        plans: The plans of the stages.
        own_types: Resource types beside those of the catalogue, by name.
    """
    alarms: dict[str, list[AlarmSpec]] = {}
    events: dict[str, EventRuleSpec] = {}
    outages: dict[str, Outage] = {}
    log_groups: dict[str, tuple[str, ...]] = {}
    for plan in sorted(plans, key=lambda each: not each.retain):
        for alarm in plan.alarms:
            alarms.setdefault(alarm.runbook_path, []).append(alarm)
        for outage in _outages(plan):
            outages.setdefault(outage.alarm.runbook_path, outage)
        for event in _events(plan):
            events.setdefault(event.runbook_path, event)
        for service in {group.service: None for group in plan.log_groups}:
            names = (each.name for each in plan.log_groups if each.service == service)
            log_groups.setdefault(service, tuple(dict.fromkeys(names)))
    known = {name: load_resource_type(name) for name in resource_types()}
    types = {slug(name): kind for name, kind in {**known, **own_types}.items()}
    return tuple(
        _page(
            path,
            alarms=alarms.get(path, []),
            event=events.get(path),
            outage=outages.get(path),
            types=types,
            log_groups=log_groups,
        )
        for path in sorted({*alarms, *events, *outages})
    )


def _outages(plan: Plan) -> Iterator[Outage]:
    for composite in plan.composites:
        if composite.pages and not composite.needs_all:
            members = (alarm for alarm in plan.alarms if alarm.paged_by == composite.name)
            yield Outage(alarm=composite, symptoms=tuple(members))


def _events(plan: Plan) -> Iterator[EventRuleSpec]:
    for traced in plan.tracing:
        yield from traced.events
    for told in plan.events:
        yield from told.rules
    yield from plan.backup.events if plan.backup is not None else ()


def _page(
    path: str,
    *,
    alarms: list[AlarmSpec],
    event: EventRuleSpec | None,
    outage: Outage | None,
    types: Mapping[str, ResourceType],
    log_groups: Mapping[str, tuple[str, ...]],
) -> NeededPage:
    ordered = sorted(alarms, key=lambda each: SEVERITIES.index(each.severity))
    services = dict.fromkeys(alarm.service for alarm in ordered if alarm.resource is None)
    titles = [
        *(alarm.record_title for alarm in ordered),
        *([event.title] if event is not None else []),
    ]
    if outage is not None:
        titles.append(outage.alarm.title)
        services[outage.alarm.service] = None
    own = types.get(path.partition("/")[0])
    return NeededPage(
        path=path,
        title=_title(titles[0]),
        alarms=tuple(ordered),
        event=event,
        outage=outage,
        type=own,
        kind=own or next((_kind(alarm, types.values()) for alarm in ordered), None),
        log_groups=tuple(name for service in services for name in log_groups.get(service, ())),
    )


def _kind(alarm: AlarmSpec, types: Iterable[ResourceType]) -> ResourceType | None:
    """Return the type whose resources have the metric that an alarm reads."""
    metric = alarm.series.metrics[0]
    names = {name for name, _ in metric.dimensions}
    return next(
        (
            kind
            for kind in types
            if kind.namespace == metric.namespace
            and names & {each.dimension for each in kind.identifiers.values()}
        ),
        None,
    )


def _title(of_alarm: str) -> str:
    title = of_alarm.rpartition(": ")[2]
    return title[:1].upper() + title[1:]
