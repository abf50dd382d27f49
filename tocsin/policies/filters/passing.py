"""Whether a message meets one of some rules, by the conditions at each path."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tocsin.policies.anything import Anything
from tocsin.policies.filters.conditions import is_as_good_as_absent, meets
from tocsin.policies.filters.leaves import Leaf, Place
from tocsin.policies.filters.rules import Rule, Wanted
from tocsin.policies.outcome import Outcome, all_of, any_of
from tocsin.policies.three_values import all_hold, any_holds
from tocsin.policies.wording import listed

_MOST_STEPS = 10_000


def passes(rules: Sequence[Rule], leaves: Sequence[Leaf], *, of_what: str) -> Outcome:
    """Say whether a message meets all that one of the rules asks for, and if not, why.

    Args:
        rules: The rules.
        leaves: The values of the message.
        of_what: What the policy looks at, for the reason.
    """
    return any_of(_Trial(rule, leaves, of_what).outcome() for rule in rules)


@dataclass(frozen=True, slots=True)
class _Met:
    """A value, or the absence of one, that may meet what is asked for at a path."""

    holds: bool | None
    place: Place = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Trial:
    """One rule, tried on a message."""

    rule: Rule
    leaves: Sequence[Leaf]
    of_what: str

    def outcome(self) -> Outcome:
        tried = [(wanted, list(self._met(wanted))) for wanted in self.rule]
        apart = all_of(self._at_path(wanted, met) for wanted, met in tried)
        if apart.holds is False:
            return apart
        together = _together([met for _, met in tried])
        if together is apart.holds:
            return apart
        paths = listed([wanted.path for wanted in self.rule])
        why = f"it asks for {paths}, which different items of a list meet"
        return Outcome(holds=True) if together else Outcome(holds=None, reason=why)

    def _at_path(self, wanted: Wanted, met: Sequence[_Met]) -> Outcome:
        holds = any_holds(each.holds for each in met)
        return Outcome(holds=holds, reason=lambda: self._why(wanted))

    def _met(self, wanted: Wanted) -> Iterator[_Met]:
        """Yield what may meet the conditions at a path: each value there, or that none is."""
        if not isinstance(wanted.conditions, list):
            yield _Met(holds=None)
            return
        there = [each for each in self.leaves if _covers(each, wanted.path)]
        for leaf in there:
            holds = any_holds(meets(condition, leaf.value) for condition in wanted.conditions)
            yield _Met(holds=holds, place=leaf.place)
        if any(condition == {"exists": False} for condition in wanted.conditions):
            yield _Met(holds=self._is_absent(wanted.path, there))

    def _is_absent(self, path: str, there: Sequence[Leaf]) -> bool | None:
        """Say whether a field counts as absent; that a message without any lacks it does not."""
        if there:
            return all_hold(is_as_good_as_absent(each.value) for each in there)
        if any(each.path.startswith(f"{path}.") for each in self.leaves):
            return None
        return bool(self.leaves)

    def _why(self, wanted: Wanted) -> str:
        asked = f"it asks for {listed([wanted.path])} {_written(wanted.conditions)}"
        there = [each.value for each in self.leaves if _covers(each, wanted.path)]
        if not there:
            what = "message attributes" if self.of_what == "MessageAttributes" else "body"
            return f"{asked}, which the {what} of the notification {_have(what)} not have"
        if any(isinstance(each, Anything) for each in there):
            return f"{asked}, and the templates do not tell what the notification has there"
        return f"{asked}, and the notification has {listed(list(map(_written, there)))}"


def _have(what: str) -> str:
    return "do" if what.endswith("s") else "does"


def _written(value: object) -> str:
    return listed([json.dumps(value, default=str, ensure_ascii=False)])


def _covers(leaf: Leaf, path: str) -> bool:
    """Say whether a value is at a path; one of which nothing is known is at those below too."""
    if leaf.path == path:
        return True
    return isinstance(leaf.value, Anything) and path.startswith(f"{leaf.path}.")


def _together(tried: Sequence[Sequence[_Met]]) -> bool | None:
    """Say whether all paths are met within the same items of lists."""
    steps = iter(range(_MOST_STEPS))
    certain = _exists([[each for each in met if each.holds] for met in tried], {}, steps)
    if certain is not False:
        return certain
    possible = [[each for each in met if each.holds is not False] for met in tried]
    return None if _exists(possible, {}, steps) is not False else False


def _exists(tried: Sequence[Sequence[_Met]], place: Place, steps: Iterator[int]) -> bool | None:
    if next(steps, None) is None:
        return None
    if not tried:
        return True
    outcomes = (
        _exists(tried[1:], {**place, **each.place}, steps)
        for each in tried[0]
        if all(place.get(path, at) == at for path, at in each.place.items())
    )
    for outcome in outcomes:
        if outcome is not False:
            return outcome
    return False
