"""One page for an outage: a composite alarm for each service, above its critical alarms.

It is in the stack of the alarms that it pages for. So CloudFormation makes it together with them
or leaves both as they are, and takes an alarm out of its rule before it deletes the alarm.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tocsin.on_call import Severity
from tocsin.plan.alerting import told_after
from tocsin.plan.dashboard_links import dashboard_link
from tocsin.plan.specs import (
    AlarmSpec,
    CompositeSpec,
    SuppressorSpec,
    qualified,
    rule_of,
    runbook_path,
)
from tocsin.plan.stage_context import StageContext
from tocsin.plan.suppression import extension_for, wait_for
from tocsin.viewpoint import slug

LONGEST_RULE = 10_240
MOST_IN_A_RULE = 100
"""https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html"""

DOWN = "down"
"""What the id of a service's composite alarm ends with, and the name of its runbook."""

_TOLD_AS: tuple[Severity, ...] = ("warning", "info")

_Place = tuple[str, str]
"""A service, and a Region."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outages:
    """The alarms of a stage, of which some are paged together.

    Attributes:
        alarms: All of its alarms.
        composites: What pages for some of them; each behind those of its stack that it needs.
    """

    alarms: tuple[AlarmSpec, ...]
    composites: tuple[CompositeSpec, ...]


def page_together(
    context: StageContext, alarms: Sequence[AlarmSpec], *, apart: Iterable[str] = ()
) -> Outages:
    """Let a service whose critical alarms are on page once, and not while what it needs is down.

    Args:
        context: The stage.
        alarms: All of its alarms.
        apart: The ids of alarms that page by themselves all the same.
    """
    return _Outages(context, alarms, frozenset(apart)).found()


class _Outages:
    def __init__(
        self, context: StageContext, alarms: Sequence[AlarmSpec], apart: frozenset[str]
    ) -> None:
        self._context = context.at_home
        self._services = context.viewpoint.services
        self._alarms = alarms
        self._apart = apart
        self._groups = dict(self._paged_together())
        self._told_as = _told_where_nobody_is_paged(context)

    def found(self) -> Outages:
        paged: dict[str, AlarmSpec] = {}
        composites: list[CompositeSpec] = []
        for place, stacks in self._groups.items():
            for stack, members in stacks.items():
                *others, whole = self._composites(place, stack, members)
                composites += (*others, whole)
                wait = whole.suppressor.wait if whole.suppressor is not None else 0
                for alarm in members:
                    paged[alarm.id] = replace(
                        alarm, paged_by=whole.name, told_as=self._told_as, page_wait=wait
                    )
        return Outages(
            alarms=tuple(paged.get(alarm.id, alarm) for alarm in self._alarms),
            composites=tuple(composites),
        )

    def _paged_together(self) -> Iterator[tuple[_Place, Mapping[int, Sequence[AlarmSpec]]]]:
        """Yield the alarms that page together: by service and Region, and there by their stack.

        An alarm that is alone pages by itself, unless its service depends on another or the other
        way round.
        """
        found: dict[_Place, dict[int, list[AlarmSpec]]] = {}
        for alarm in self._alarms:
            if self._pages_with_its_service(alarm):
                place = alarm.service, alarm.region
                found.setdefault(place, {}).setdefault(alarm.stack, []).append(alarm)
        needed = {each for service in self._services.values() for each in service.depends_on}
        for place, stacks in found.items():
            name, _ = place
            is_related = bool(self._services[name].depends_on) or name in needed
            several = {
                stack: members
                for stack, members in stacks.items()
                if is_related or len(members) > 1
            }
            if several:
                yield place, several

    def _pages_with_its_service(self, alarm: AlarmSpec) -> bool:
        service = self._services.get(alarm.service)
        if service is None or alarm.severity != "critical" or alarm.paged_by is not None:
            return False
        page_by = service.page_by or self._context.viewpoint.page_by
        # One that is quiet at times of its own has to be asked by itself.
        return page_by == "service" and not alarm.quiet and alarm.id not in self._apart

    def _composites(
        self, place: _Place, stack: int, members: Sequence[AlarmSpec]
    ) -> Iterator[CompositeSpec]:
        """Yield what one page needs: parts of a rule that is too long, a suppressor, the page."""
        name, region = place
        names = tuple(alarm.name for alarm in members)
        parts = _fitting(names)
        if len(parts) > 1:
            for number, part in enumerate(parts, 1):
                what = f"Some critical alarms of {name} are on: a part of the rule of its page."
                yield self._silent(place, stack, (DOWN, "part", str(number)), part, what)
            names = tuple(
                self._name(place, stack, DOWN, "part", str(number))
                for number in range(1, len(parts) + 1)
            )
        needed = self._needed(place)
        down = tuple(each for service in needed for each in self._down(service, region))
        if len(down) > 1:
            what = f"A service on which {name} depends is down; the page of {name} waits for it."
            yield self._silent(place, stack, ("dependency", DOWN), down, what)
            down = (self._name(place, stack, "dependency", DOWN),)
        suppressor = self._suppressor(place, members, needed, down[0]) if down else None
        yield self._page(place, stack, members, names, suppressor)

    def _needed(self, place: _Place) -> tuple[str, ...]:
        """Return the services whose outage explains one of the service at *place*.

        One that has no alarm for it there is represented by those on which it depends itself.
        """
        service, region = place
        found: dict[str, None] = {}
        seen, waiting = {service}, list(self._services[service].depends_on)
        while waiting:
            name = waiting.pop(0)
            if name in seen or name not in self._services:
                continue
            seen.add(name)
            if (name, region) in self._groups:
                found[name] = None
            else:
                waiting += self._services[name].depends_on
        return tuple(found)

    def _down(self, service: str, region: str) -> Iterator[str]:
        """Yield the names of the alarms that say that a service is down."""
        for stack in self._groups[service, region]:
            yield self._name((service, region), stack, DOWN)

    def _suppressor(
        self, place: _Place, members: Sequence[AlarmSpec], needed: Sequence[str], alarm: str
    ) -> SuppressorSpec:
        _, region = place
        others = [
            other
            for name in needed
            for of_stack in self._groups[name, region].values()
            for other in of_stack
        ]
        return SuppressorSpec(
            alarm=alarm,
            services=tuple(needed),
            wait=wait_for(others, members),
            extension=extension_for(members),
        )

    def _page(
        self,
        place: _Place,
        stack: int,
        members: Sequence[AlarmSpec],
        names: tuple[str, ...],
        suppressor: SuppressorSpec | None,
    ) -> CompositeSpec:
        name, _ = place
        means = self._services[name].means
        many = f"one of its {len(members)} critical alarms" if len(members) > 1 else "its alarm"
        prefix = qualified(self._context.viewpoint.system, self._context.stage_name, name)
        return replace(
            self._silent(
                place, stack, (DOWN,), names, f"The service {name} is down: {many} is on."
            ),
            title=f"{name} is down",
            why_it_matters=f"{means or 'Its users suffer.'} Further symptoms do not page again.",
            first_action="Open the runbook of the alarm that the reason of this message names. All "
            "that are on: aws cloudwatch describe-alarms --state-value ALARM --alarm-name-prefix "
            f"{prefix}-",
            symptoms=tuple(alarm.title for alarm in members),
            severity="critical",
            respond_within=self._context.viewpoint.promise("critical").written,
            pages=True,
            suppressor=suppressor,
        )

    def _silent(
        self, place: _Place, stack: int, parts: tuple[str, ...], alarms: tuple[str, ...], what: str
    ) -> CompositeSpec:
        """Return a composite alarm that is on while any of *alarms* is, and tells nobody."""
        name, region = place
        path = runbook_path(name, DOWN)
        viewpoint = self._context.viewpoint
        return CompositeSpec(
            id="-".join(map(slug, self._parts(place, stack, parts))),
            name=self._name(place, stack, *parts),
            title=f"{name}: {' '.join(parts)}",
            service=name,
            severity="info",
            owner=self._services[name].owner,
            runbook=f"{viewpoint.runbooks}/{path}",
            runbook_path=path,
            what_happened=what,
            why_it_matters="",
            first_action="",
            alarms=alarms,
            pages=False,
            respond_within=viewpoint.promise("info").written,
            region=region,
            suffix="" if region == self._context.region else f"-{region}",
            stack=stack,
            dashboard=dashboard_link(self._context, name),
        )

    def _name(self, place: _Place, stack: int, *parts: str) -> str:
        viewpoint = self._context.viewpoint
        parts = self._parts(place, stack, parts)
        return qualified(viewpoint.system, self._context.stage_name, *parts)

    def _parts(self, place: _Place, stack: int, parts: tuple[str, ...]) -> tuple[str, ...]:
        service, region = place
        number = () if stack == 1 else (str(stack),)
        elsewhere = () if region == self._context.region else (region,)
        return (service, *parts, *number, *elsewhere)


def _fitting(names: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return *names* in as few parts as CloudWatch takes in one rule each."""
    parts: list[list[str]] = [[]]
    for name in names:
        longer = (*parts[-1], name)
        if len(longer) > MOST_IN_A_RULE or len(rule_of(longer)) > LONGEST_RULE:
            parts.append([])
        parts[-1].append(name)
    return [tuple(part) for part in parts]


def _told_where_nobody_is_paged(context: StageContext) -> Severity | None:
    """Return the severity whose topic shows single symptoms: to nobody who is paged anyway."""
    paged = told_after(context, "critical").keys()
    for severity in _TOLD_AS:
        told = told_after(context, severity).keys()
        tiers = context.viewpoint.escalation[severity]
        if told and not told & paged and all(tier.kind != "page" for tier in tiers):
            return severity
    return None
