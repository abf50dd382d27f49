"""What the rules of composite alarms can give, by the states that their children can be in."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from tocsin.assembly import Resource
from tocsin.checks.checked_alarm import CheckedAlarm
from tocsin.checks.composite.rules import (
    Place,
    ReadComposite,
    alarms_by_place,
    by_environment,
    composites,
)
from tocsin.checks.subject import Subject
from tocsin.checks.threshold import idle_alarms
from tocsin.diagnostics import quoted
from tocsin.evaluation import (
    ALARM,
    INSUFFICIENT_DATA,
    OK,
    STATES,
    MetricAlarm,
    State,
    TreatMissingData,
    composite,
)

_EVERY: Final[frozenset[State]] = frozenset(STATES)
_FILLED: Final = frozenset({TreatMissingData.BREACHING, TreatMissingData.NOT_BREACHING})


@dataclass(frozen=True, slots=True)
class Outcome:
    """A rule that gives one thing alone.

    Attributes:
        composite: The composite alarm.
        fires: What it gives.
        because: The states that children of it cannot be in and that decide it, in words; empty
            if the rule gives it for whatever states.
    """

    composite: ReadComposite
    fires: bool
    because: str


@dataclass(frozen=True, slots=True)
class _Possible:
    """The states that an alarm can be in, and why only these, in words."""

    states: frozenset[State] = _EVERY
    why: str = ""


def fixed_outcomes(subject: Subject) -> tuple[Outcome, ...]:
    """Return the rules that give one thing alone; to be asked for by a subject's memo."""
    known = subject.memo(composites)
    possible: dict[Place, _Possible] = {}
    found: list[Outcome] = []
    for each in _children_first(known):
        outcome = _outcome(each, possible, subject)
        possible[each.place] = _of_composite(outcome)
        found += [outcome] if outcome is not None else []
    return tuple(found)


def always_in_alarm(subject: Subject) -> frozenset[Place]:
    """Return the alarms that never recover; to be asked for by a subject's memo."""
    idle = subject.memo(_idle)
    return frozenset(
        {outcome.composite.place for outcome in subject.memo(fixed_outcomes) if outcome.fires}
        | {
            place
            for place, alarm in subject.memo(alarms_by_place).items()
            if idle.get(alarm.resource) == "always"
        }
    )


def _children_first(known: Mapping[Place, ReadComposite]) -> Iterator[ReadComposite]:
    """Yield the composite alarms that are evaluated, each after those that its rule names."""
    for alike in by_environment(known).values():
        rules = {name: each.definition.rule for name, each in alike.items()}
        yield from (alike[name] for name in composite.Hierarchy.of(rules).order)


def _outcome(
    each: ReadComposite, possible: Mapping[Place, _Possible], subject: Subject
) -> Outcome | None:
    rule = each.definition.rule
    freely = composite.possible_outcomes(rule)
    if freely is not None and len(freely) == 1:
        return Outcome(each, fires=True in freely, because="")
    alarms = subject.memo(alarms_by_place)
    limits = {
        place[1]: possible.get(place) or _of_child(alarms.get(place), subject)
        for place in each.children()
    }
    limited = {name: limit for name, limit in limits.items() if limit.why}
    if not limited:
        return None
    really = composite.possible_outcomes(rule, _states(limited))
    if really is None or len(really) != 1:
        return None
    decisive = _decisive(rule, limited, really)
    because = "; ".join(f"{quoted(name)} {limit.why}" for name, limit in decisive.items())
    return Outcome(each, fires=True in really, because=because)


def _decisive(
    rule: composite.Rule, limits: Mapping[str, _Possible], outcomes: frozenset[bool]
) -> Mapping[str, _Possible]:
    """Return the limits that it takes; what makes no difference would only puzzle."""
    needed = dict(limits)
    for name in limits:
        others = {each: limit for each, limit in needed.items() if each != name}
        if composite.possible_outcomes(rule, _states(others)) == outcomes:
            needed = others
    return needed


def _states(limits: Mapping[str, _Possible]) -> dict[str, AbstractSet[State]]:
    return {name: limit.states for name, limit in limits.items()}


def _of_composite(outcome: Outcome | None) -> _Possible:
    """Return the states of a composite alarm after its first evaluation."""
    if outcome is None:
        return _Possible(frozenset({OK, ALARM}), "is a composite alarm and never without data")
    if outcome.fires:
        return _Possible(frozenset({ALARM}), "is always in ALARM")
    return _Possible(frozenset({OK}), "never fires")


def _of_child(child: CheckedAlarm | None, subject: Subject) -> _Possible:
    deployed = None if child is None else child.deployed
    definition = None if deployed is None else deployed.definition
    if deployed is None or not isinstance(definition, MetricAlarm):
        return _Possible()
    fires = subject.memo(_idle).get(deployed.template_alarm.resource)
    if fires == "never":
        return _Possible(frozenset({OK, INSUFFICIENT_DATA}), "never fires")
    if fires == "always":
        return _Possible(frozenset({ALARM, INSUFFICIENT_DATA}), "always fires")
    if definition.treat_missing_data in _FILLED and not any(
        query.external_calls for query in definition.queries
    ):
        why = f"takes missing data for {definition.treat_missing_data} and never lacks data"
        return _Possible(frozenset({OK, ALARM}), why)
    return _Possible()


def _idle(subject: Subject) -> dict[Resource, str]:
    """Return the alarms that never fire, or always do, whatever their metrics come to."""
    return {
        each.known.alarm.resource: each.idle.fires
        for each in subject.memo(idle_alarms)
        if each.severity == "error"
    }
