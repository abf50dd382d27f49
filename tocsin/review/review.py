"""Two assemblies, and all that changes between them for the people on call."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING, Literal

from tocsin.checks import Subject
from tocsin.on_call import SEVERITIES
from tocsin.review.affected import unaffected
from tocsin.review.alarms import (
    PageTimeChange,
    alarm_changes,
    alarm_pairs,
    page_times,
    quiet_pairs,
    surroundings,
)
from tocsin.review.comparison import Comparison
from tocsin.review.costs import bills, cost_changes_of
from tocsin.review.dashboards import dashboard_changes
from tocsin.review.deployment import deployment_changes
from tocsin.review.drilled import drill_changes
from tocsin.review.escalation import escalation_changes
from tocsin.review.events import event_changes
from tocsin.review.kept import kept_changes
from tocsin.review.kinds import KINDS
from tocsin.review.known import Known
from tocsin.review.logs import log_changes
from tocsin.review.others import other_changes
from tocsin.review.pairs import Pairs
from tocsin.review.permissions import permission_changes
from tocsin.review.problems import problem_changes
from tocsin.review.protection import plan_changes, store_changes, vault_changes
from tocsin.review.replayed import replay_changes
from tocsin.review.services import service_changes
from tocsin.review.side import Side
from tocsin.review.topics import topic_changes
from tocsin.review.tracing import tracing_changes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from tocsin.assembly import Assembly
    from tocsin.cost import Bill
    from tocsin.on_call import Severity
    from tocsin.review.alarms import AlarmPair
    from tocsin.review.change import Change
    from tocsin.simulation import DeployedAlarm

FailOn = Literal["critical", "warning", "info", "never"]
"""From which severity on a change that matters makes a review ask for a look."""

_QUESTIONS: tuple[Callable[[Comparison], Iterable[Change]], ...] = (
    topic_changes,
    escalation_changes,
    event_changes,
    log_changes,
    plan_changes,
    vault_changes,
    store_changes,
    tracing_changes,
    dashboard_changes,
    other_changes,
    permission_changes,
    deployment_changes,
    kept_changes,
)
_LAST = "\uffff"
"""Sorts what is about no single service or stack behind all others."""
_RANKS = {severity: rank for rank, severity in enumerate(SEVERITIES)}
_ORDER = {kind: place for place, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The changes of one service; of one stack, where nothing tells the service.

    Attributes:
        name: The name of the service or the stack; empty for what is about no single one.
        is_service: Whether it is a service.
        changes: Its changes, the most important first.
    """

    name: str
    is_service: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True, kw_only=True)
class Review:
    """What changes.

    Attributes:
        changes: All changes, the most important first.
        alarms: How many alarms BASE and HEAD have.
        stacks: How many stacks BASE and HEAD have.
        page_times: How soon alarms page, of those that page sooner or later than before.
        charged: Reckons what BASE and HEAD cost a month, when somebody asks.
        guessed: The alarms of HEAD that were looked at and whose severity nobody has said.
    """

    changes: tuple[Change, ...]
    alarms: tuple[int, int]
    stacks: tuple[int, int]
    page_times: tuple[PageTimeChange, ...] = ()
    charged: Callable[[], tuple[Bill, Bill] | None] = field(
        default=lambda: None, compare=False, repr=False
    )
    guessed: tuple[DeployedAlarm, ...] = field(default=(), compare=False, repr=False)

    @property
    def bills(self) -> tuple[Bill, Bill] | None:
        """What BASE and HEAD cost a month; None if nothing changes, or that is not known."""
        return self.charged()

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many changes there are of each severity."""
        found = Counter(each.severity for each in self.changes)
        return {severity: found[severity] for severity in SEVERITIES}

    def fails(self, change: Change, fail_on: FailOn) -> bool:
        """Say whether a change asks for a look.

        Args:
            change: The change.
            fail_on: From which severity on one does.
        """
        return fail_on != "never" and change.matters and _RANKS[change.severity] <= _RANKS[fail_on]

    def needs_a_look(self, fail_on: FailOn) -> bool:
        """Say whether any change asks for a look."""
        return any(self.fails(each, fail_on) for each in self.changes)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The changes by service or stack, those with the most important one first."""
        found: dict[tuple[bool, str], list[Change]] = {}
        for change in self.changes:
            found.setdefault((bool(change.service), change.group), []).append(change)
        return tuple(
            Group(name=name, is_service=is_service, changes=tuple(changes))
            for (is_service, name), changes in found.items()
        )


def review(
    base: Assembly, head: Assembly, known: Known | None = None, *, hides_unaffected: bool = True
) -> Review:
    """Compare two assemblies.

    Args:
        base: What is deployed now.
        head: What would be deployed.
        known: What is known beside the templates, such as how urgent a topic is.
        hides_unaffected: Whether alarms are left aside that nothing of the changes concerns; what
            is found is the same.
    """
    beside, pairs = known or Known(), Pairs(base=base, head=head)
    sizes = (_alarms(base), _alarms(head)), (len(base.stacks), len(head.stacks))
    if pairs.are_equal:
        return Review(changes=(), alarms=sizes[0], stacks=sizes[1])
    hidden = unaffected(pairs) if hides_unaffected else frozenset()
    comparison = Comparison(
        base=Side(subject=_subject(base.without(hidden), beside)),
        head=Side(subject=_subject(head.without(hidden), beside)),
        pairs=pairs,
    )
    charged, alarms = cache(partial(bills, pairs, beside)), alarm_pairs(comparison)
    found = chain(
        _changes(comparison, alarms, beside), cost_changes_of(comparison, beside, charged)
    )
    return Review(
        changes=tuple(_numbered(sorted(dict.fromkeys(found), key=_rank))),
        page_times=tuple(page_times(alarms)),
        charged=charged,
        guessed=tuple(each for each in comparison.head.deployed.values() if each.severity_is_guess),
        alarms=sizes[0],
        stacks=sizes[1],
    )


def _subject(assembly: Assembly, known: Known) -> Subject:
    settings = known.settings
    return Subject.of(
        assembly, settings.settings, unwanted=settings.rules.unwanted, today=known.today
    )


def _changes(
    comparison: Comparison, pairs: tuple[AlarmPair, ...], known: Known
) -> Iterator[Change]:
    """Yield all changes; what checks say is asked last, and not repeated."""
    said: dict[str, set[str]] = {}
    quiet = quiet_pairs(comparison)
    for change in chain(
        alarm_changes(comparison, pairs),
        surroundings(quiet),
        service_changes(comparison, (*pairs, *quiet)),
        *(question(comparison) for question in _QUESTIONS),
    ):
        said.setdefault(f"{change.stack}/{change.logical_id}", set()).add(change.kind)
        yield change
    yield from problem_changes(comparison, pairs, said, known)
    yield from drill_changes(comparison, pairs, known)
    yield from replay_changes(comparison, known)


def _rank(change: Change) -> tuple[int, bool, bool, str, int, str, str, str]:
    return (
        _RANKS[change.severity],
        not change.matters,
        not change.service,
        change.group or _LAST,
        _ORDER[change.kind],
        change.stack,
        change.subject,
        change.what,
    )


def _numbered(changes: Iterable[Change]) -> Iterator[Change]:
    """Yield changes, each with its number among those that have its fingerprint."""
    numbers = Counter[str]()
    for change in changes:
        numbers[change.fingerprint] += 1
        number = numbers[change.fingerprint]
        yield change if number == 1 else replace(change, number=number)


def _alarms(assembly: Assembly) -> int:
    return len(assembly.alarms) + len(assembly.composite_alarms) + len(assembly.log_alarms)
