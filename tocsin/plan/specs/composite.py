"""A composite alarm as it is built: one page for all critical alarms of a service."""

from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.on_call import Severity
from tocsin.plan.specs.description import LONGEST_DESCRIPTION, cut, dashboard_line

_LEAST_OF_SYMPTOMS = 120
"""Characters that a description keeps for what the alarm stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuppressorSpec:
    """An alarm that holds back the actions of a composite alarm while it is on.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-suppression.html

    Attributes:
        alarm: Its name.
        services: Whose outage it shows.
        wait: Seconds for which the composite alarm waits for it.
        extension: Seconds for which the actions still wait once it is over.
    """

    alarm: str
    services: tuple[str, ...]
    wait: int
    extension: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CompositeSpec:
    """A composite alarm that is on while any of some alarms is, or all of them are.

    Attributes:
        id: Unique in the stage, as `checkout-down`; ids of constructs come from it.
        name: Its name in CloudWatch.
        title: A few words for lists.
        service: The service it belongs to.
        severity: Which topic it notifies, if it pages.
        owner: The team that answers for it.
        runbook: Where the runbook is read.
        runbook_path: Where the runbook stands below the folder of runbooks.
        dashboard: The address of the dashboard that shows its service; empty if it is not known.
        what_happened: One sentence.
        why_it_matters: A sentence or two.
        first_action: What to do first.
        alarms: The names of the alarms of its rule.
        symptoms: What these stand for, in a few words each.
        needs_all: Whether all of its alarms have to be on, and not any.
        pages: Whether it tells anybody, and is not only a part of another rule.
        suppressor: What holds back its page, if anything does.
        respond_within: How soon somebody answers it, as the viewpoint writes it.
        region: Where it lives, with all alarms of its rule.
        suffix: What its id has at the end for its Region: nothing in the stage's home.
        stack: Number, from 1, of the stack of its service that it is built in.
    """

    id: str
    name: str
    title: str
    service: str
    severity: Severity
    owner: str
    runbook: str
    runbook_path: str
    what_happened: str
    why_it_matters: str
    first_action: str
    alarms: tuple[str, ...]
    symptoms: tuple[str, ...] = ()
    needs_all: bool = False
    pages: bool = True
    dashboard: str = ""
    suppressor: SuppressorSpec | None = None
    respond_within: str
    region: str
    suffix: str = ""
    stack: int = 1

    @property
    def rule(self) -> str:
        """As CloudWatch writes it: `ALARM(a) OR ALARM(b)`."""
        return rule_of(self.alarms, needs_all=self.needs_all)

    @property
    def needs(self) -> Iterator[str]:
        """The name of each alarm that has to exist before it."""
        yield from self.alarms
        if self.suppressor is not None:
            yield self.suppressor.alarm


def rule_of(alarms: tuple[str, ...], *, needs_all: bool = False) -> str:
    """Return the rule that is true while any of *alarms* is on, or all of them are."""
    return (" AND " if needs_all else " OR ").join(f"ALARM({name})" for name in alarms)


def describe_composite(alarm: CompositeSpec) -> str:
    """Return its description: what happened, what to do, and which alarms it stands for."""
    if not alarm.pages:
        return cut(alarm.what_happened, LONGEST_DESCRIPTION)
    held = f"\nWaits while down: {', '.join(alarm.suppressor.services)}" if alarm.suppressor else ""
    ending = (
        f"\n\nRunbook: {alarm.runbook}\n{dashboard_line(alarm.dashboard)}"
        f"Severity: {alarm.severity} · Service: {alarm.service} · Owner: {alarm.owner}"
        f"{cut(held, LONGEST_DESCRIPTION // 4)}"
    )
    room = LONGEST_DESCRIPTION - len(ending)
    action = f"\n\nFirst: {alarm.first_action}"
    opening = cut(
        f"{alarm.what_happened} {alarm.why_it_matters}", room - len(action) - _LEAST_OF_SYMPTOMS
    )
    return opening + action + _symptoms(alarm, room - len(opening) - len(action)) + ending


def _symptoms(alarm: CompositeSpec, room: int) -> str:
    """Return as many of the symptoms as there is room for, and how many more there are."""
    kept = list(alarm.symptoms)
    while kept:
        rest = len(alarm.symptoms) - len(kept)
        more = f"; and {rest} more" if rest else ""
        which = "all of these are" if alarm.needs_all else "any of these is"
        text = f"\n\nIt is on while {which}: {'; '.join(kept)}{more}"
        if len(text) <= room:
            return text
        kept.pop()
    return ""
