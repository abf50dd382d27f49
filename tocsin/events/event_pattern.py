"""A pattern of events, and whether it matches one."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tocsin.events.condition import Condition
from tocsin.events.leaves import Leaf, Place, leaves_of

_MOST_STEPS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a pattern asks of a field.

    Attributes:
        path: The names that lead to the field, joined by dots.
        conditions: One of them has to hold for a value there.
        written: What the pattern says, for a reason.
    """

    path: str
    conditions: tuple[Condition, ...]
    written: object


Alternative = tuple[Wanted, ...]
"""What is asked for: all of it has to be met."""


@dataclass(frozen=True, slots=True)
class EventPattern:
    """A pattern.

    Attributes:
        alternatives: One of them has to be met: `$or` makes several.
    """

    alternatives: tuple[Alternative, ...]

    def matches(self, event: Mapping[str, object]) -> bool | None:
        """Say whether the pattern matches an event; None if a value that is left open decides.

        All fields have to be met, each by any of its values. Values of objects in a list belong
        together: what is asked of several fields has to be met by one object.
        https://github.com/aws/event-ruler#json-array-matching
        """
        leaves = leaves_of(event)
        return _any(_meets(alternative, leaves) for alternative in self.alternatives)

    def could_be_of(self, event: Mapping[str, object]) -> bool:
        """Say whether the pattern asks for events of that source, whatever they are about.

        One that asks for no source is asked for the kind of event in its place.
        """
        return any(_is_about(alternative, event) for alternative in self.alternatives)

    def why_not(self, event: Mapping[str, object]) -> str:
        """Say why the pattern does not match an event: a clause after "the pattern".

        It speaks of the alternative of which the event meets most.
        """
        leaves = leaves_of(event)
        nearest = max(
            self.alternatives,
            key=lambda wanted: sum(_met_apart(each, leaves) is not False for each in wanted),
        )
        for wanted in nearest:
            if _met_apart(wanted, leaves) is False:
                return f"asks for {wanted.path} {_written(wanted.written)}, {_has(wanted, leaves)}"
        paths = ", ".join(each.path for each in nearest)
        return f"asks for {paths}, which different objects of a list meet"


def _is_about(alternative: Alternative, event: Mapping[str, object]) -> bool:
    for name in ("source", "detail-type"):
        for wanted in alternative:
            if wanted.path == name:
                return any(each.holds(event.get(name)) is not False for each in wanted.conditions)
    return True


def _any(answers: Iterator[bool | None]) -> bool | None:
    known = list(answers)
    if True in known:
        return True
    return None if None in known else False


@dataclass(frozen=True, slots=True)
class _Met:
    """A value that meets what is asked of a field, or its absence; None if that is not known."""

    holds: bool | None
    place: Place | None = None


def _met(wanted: Wanted, leaves: Sequence[Leaf]) -> Iterator[_Met]:
    for leaf in leaves:
        if leaf.path == wanted.path:
            holds = _any(each.holds(leaf.value) for each in wanted.conditions)
            if holds is not False:
                yield _Met(holds, leaf.place)
    if any(each.allows_absence for each in wanted.conditions):
        yield _Met(holds=True)


def _meets(alternative: Alternative, leaves: Sequence[Leaf]) -> bool | None:
    present = [each for each in alternative if not _only_absence(each)]
    absent = [each for each in alternative if _only_absence(each)]
    tried = [(each, list(_met(each, leaves))) for each in (*present, *absent)]
    if any(not met for _, met in tried):
        return False
    certain = [(wanted, [each for each in met if each.holds]) for wanted, met in tried]
    if _together(certain, leaves, {}, iter(range(_MOST_STEPS))):
        return True
    return None if _together(tried, leaves, {}, iter(range(_MOST_STEPS))) else False


def _only_absence(wanted: Wanted) -> bool:
    return any(each.allows_absence for each in wanted.conditions)


def _together(
    tried: Sequence[tuple[Wanted, Sequence[_Met]]],
    leaves: Sequence[Leaf],
    place: Place,
    steps: Iterator[int],
) -> bool:
    """Say whether all fields are met within the same items of lists.

    A field is absent if no value of it stands in these items. After very many tries, which no
    event of AWS needs, the answer is no.
    """
    if next(steps, None) is None:
        return False
    if not tried:
        return True
    (wanted, met), *others = tried
    for each in met:
        if each.place is None:
            if not _is_there(wanted.path, leaves, place) and _together(
                others, leaves, place, steps
            ):
                return True
        elif _is_consistent(each.place, place) and _together(
            others, leaves, {**place, **each.place}, steps
        ):
            return True
    return False


def _is_there(path: str, leaves: Sequence[Leaf], place: Place) -> bool:
    return any(leaf.path == path and _is_consistent(leaf.place, place) for leaf in leaves)


def _is_consistent(place: Place, other: Place) -> bool:
    return all(other.get(number, at) == at for number, at in place.items())


def _met_apart(wanted: Wanted, leaves: Sequence[Leaf]) -> bool | None:
    if _only_absence(wanted) and not _is_there(wanted.path, leaves, {}):
        return True
    return _any(each.holds for each in _met(wanted, leaves) if each.place is not None)


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _has(wanted: Wanted, leaves: Sequence[Leaf]) -> str:
    there = [_written(leaf.value) for leaf in leaves if leaf.path == wanted.path]
    return f"and the event has {', '.join(there)}" if there else "which the event does not have"
