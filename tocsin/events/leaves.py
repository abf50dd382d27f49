"""An event as a pattern sees it: its values, each at a path of names joined by dots.

A list does not add to a path: each of its items stands at the path of the list, and a name with a
dot in it is the same path as two names.
https://github.com/aws/event-ruler#json-array-matching
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

Place = Mapping[int, int]
"""In which item of which list a value is: the numbers of the lists, counted through the event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A value of an event.

    Attributes:
        path: The names that lead to it, joined by dots.
        value: A text, a number, a boolean or null.
        place: In which items of lists it is. Items that are values themselves are in none: only
            objects, and lists in lists, keep what belongs together.
    """

    path: str
    value: object
    place: Place = field(default_factory=dict)


def leaves_of(event: Mapping[str, object]) -> tuple[Leaf, ...]:
    """Return each value of an event."""
    return tuple(_leaves(event, "", {}, count()))


def _leaves(value: object, path: str, place: Place, lists: Iterator[int]) -> Iterator[Leaf]:
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from _leaves(each, below(path, str(name)), place, lists)
    elif isinstance(value, list | tuple):
        number = next(lists)
        for position, each in enumerate(value):
            holds_more = isinstance(each, Mapping | list | tuple)
            within = {**place, number: position} if holds_more else place
            yield from _leaves(each, path, within, lists)
    else:
        yield Leaf(path=path, value=value, place=place)


def below(path: str, name: str) -> str:
    """Return the path of a name below another path."""
    return f"{path}.{name}" if path else name
