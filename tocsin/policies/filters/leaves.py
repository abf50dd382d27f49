"""A message as a filter policy sees it: its values, each at a path with dots.

An object in a list does not add to a path, so that `Trigger.Dimensions.name` is in each of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

Place = Mapping[str, int]
"""In which item of which list a value is, by the path of the list."""

_DEEPEST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A value of a message.

    Attributes:
        path: The names that lead to it, joined by dots.
        value: A text, a number, a boolean or null; or a value of which nothing is known.
        place: In which items of lists it is.
    """

    path: str
    value: object
    place: Place = field(default_factory=dict)


def leaves_of(message: Mapping[str, object]) -> tuple[Leaf, ...]:
    """Return each value of a message."""
    return tuple(_leaves(message, "", {}, 0))


def _leaves(value: object, path: str, place: Place, depth: int) -> Iterator[Leaf]:
    if depth > _DEEPEST:
        return
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from _leaves(each, below(path, str(name)), place, depth + 1)
    elif isinstance(value, list | tuple):
        for position, each in enumerate(value):
            # A list in a list is at the same path.
            key = f"{path}[{depth}]"
            yield from _leaves(each, path, {**place, key: position}, depth + 1)
    else:
        yield Leaf(path=path, value=value, place=place)


def below(path: str, name: str) -> str:
    """Return the path of a name below another path."""
    return f"{path}.{name}" if path else name
