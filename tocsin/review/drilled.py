"""Drills that fail now and passed before, and critical alarms that have none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tocsin.diagnostics import InvalidInputError, Location, quoted
from tocsin.drills import AlarmIndex, coverage, read_drills, run_drills
from tocsin.review.change import Change
from tocsin.review.kinds import KINDS
from tocsin.review.words import counted, short

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from tocsin.assembly import Resource
    from tocsin.diagnostics import Problem
    from tocsin.drills import Coverage, Drill, Outcome
    from tocsin.on_call import Severity
    from tocsin.review.alarms import AlarmPair
    from tocsin.review.comparison import Comparison
    from tocsin.review.known import Known
    from tocsin.simulation import AlarmSet


def drill_changes(
    comparison: Comparison, pairs: Iterable[AlarmPair], known: Known
) -> Iterator[Change]:
    """Yield what drills say of HEAD that they did not say of BASE.

    Only those are run that are about alarms which a change concerns: the others say the same. A
    drill that BASE cannot run, as it has none of its alarms, passed nowhere before.
    """
    if known.drills is None:
        return
    before = _Drilled(comparison.whole_base, comparison.base.deployed, known.drills)
    after = _Drilled(comparison.whole_head, comparison.head.deployed, known.drills)
    for file, problems in after.unreadable.items():
        yield _unreadable(file, problems, was_read=file not in before.unreadable)
    for id_, outcome in after.outcomes.items():
        was = before.outcomes.get(id_)
        passed = was is None or was.passes
        if outcome.passes != passed:
            yield _of_drill(outcome, was)
    yield from _missing(before, after, pairs)


@dataclass(frozen=True, kw_only=True, eq=False)
class _Files:
    drills: tuple[Drill, ...]
    unreadable: Mapping[str, tuple[Problem, ...]]


class _Drilled:
    """The drills of one side."""

    def __init__(
        self, alarms: AlarmSet, concerned: Collection[Resource], texts: Mapping[str, str]
    ) -> None:
        self._alarms = alarms
        # Where several stacks have an alarm of a name, all of them tell what each is called.
        named = {each.template_alarm.resource: each.name for each in alarms}
        self._concerned = frozenset(named[each] for each in concerned if each in named)
        self._texts = texts

    @cached_property
    def _files(self) -> _Files:
        index = AlarmIndex(self._alarms)
        drills: list[Drill] = []
        unreadable: dict[str, tuple[Problem, ...]] = {}
        for name, text in self._texts.items():
            try:
                drills += read_drills(text, name=name, alarms=index).drills
            except InvalidInputError as error:
                unreadable[name] = tuple(error.problems)
        return _Files(drills=tuple(drills), unreadable=unreadable)

    @property
    def unreadable(self) -> Mapping[str, tuple[Problem, ...]]:
        """What is wrong with files of drills for these alarms."""
        return self._files.unreadable

    @cached_property
    def outcomes(self) -> Mapping[str, Outcome]:
        """What became of each drill that is about an alarm which a change concerns."""
        asked = [each for each in self._files.drills if self._is_concerned(each)]
        return {each.drill.id: each for each in run_drills(asked, self._alarms)}

    def _is_concerned(self, drill: Drill) -> bool:
        about = (
            *drill.metric_alarms,
            *drill.alarms_without_data,
            *drill.parent_composites,
            *drill.named_alarms,
        )
        return drill.event is not None or not self._concerned.isdisjoint(about)

    @cached_property
    def covered(self) -> Mapping[Resource, Coverage]:
        """The drills of each alarm."""
        return {
            each.alarm.template_alarm.resource: each
            for each in coverage(self._alarms, self.outcomes.values())
        }


def _of_drill(outcome: Outcome, was: Outcome | None) -> Change:
    drill = outcome.drill
    kind = "drill/passes" if outcome.passes else "drill/fails"
    verb = "passes, and failed before" if outcome.passes else "fails"
    before = "" if was is None else ", and passed before"
    why = "" if outcome.passes else f": {_reason(outcome)}"
    what = f"{verb}{'' if outcome.passes else before}{why}"
    return _change(kind, f"drill {quoted(drill.name)}", what, drill.where, _service(outcome))


def _service(outcome: Outcome) -> str:
    """Return the service of the first alarm that a drill names or looks at; nothing without one."""
    alarms = outcome.simulation.alarms
    drill = outcome.drill
    failing = [each.alarm for each in outcome.failures if each.alarm is not None]
    for name in (*failing, *sorted(drill.named_alarms), *sorted(drill.metric_alarms)):
        if name in alarms:
            return alarms[name].service or ""
    return ""


def _reason(outcome: Outcome) -> str:
    if not outcome.failures:
        return short("; ".join(str(each) for each in outcome.not_evaluated))
    first, rest = outcome.failures[0], len(outcome.failures) - 1
    of = f"{first.alarm}: " if first.alarm else ""
    more = f", and {counted(rest, 'more expectation')}" if rest else ""
    return f"{of}expected {short(first.expected)}; it was {short(first.actual)}{more}"


def _unreadable(file: str, problems: tuple[Problem, ...], *, was_read: bool) -> Change:
    first, rest = problems[0], len(problems) - 1
    more = f", and {counted(rest, 'more problem')}" if rest else ""
    kind = "drill/fails" if was_read else "drill/unread"
    when = "cannot be run any more" if was_read else "can be run on neither side"
    what = f"{when}: {first.where.subject}: {first.what}{more}"
    return _change(kind, f"drills of {file}", what, first.where)


def _missing(before: _Drilled, after: _Drilled, pairs: Iterable[AlarmPair]) -> Iterator[Change]:
    """Yield critical alarms that are new without drills, or that lost what they had."""
    for pair in pairs:
        new = pair.new
        if new is None or new.severity != "critical" or new.severity_is_guess:
            continue
        now = after.covered.get(new.template_alarm.resource)
        was = before.covered.get(pair.before.resource) if pair.before is not None else None
        if now is None or now.is_complete or (was is not None and not was.is_complete):
            continue
        lacks = [
            text
            for text, found in (("fires", now.firing), ("could fire and does not", now.quiet))
            if not found
        ]
        yield pair.about.change(
            "drill/missing", f"has no drill in which it {' and none in which it '.join(lacks)}"
        )


def _change(kind: str, subject: str, what: str, where: Location, service: str = "") -> Change:
    known = KINDS[kind]
    severity: Severity = "info"
    if known.matters:
        severity = "critical" if known.effect == "worse" else "warning"
    return Change(
        kind=kind,
        severity=severity,
        effect=known.effect,
        matters=known.matters,
        subject=subject,
        name=subject.partition(" ")[2],
        what=what,
        service=service,
        where=where,
    )
