"""Which contacts a name stands for, and which of them are on call."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from tocsin.on_call.rotation import Rotation

Rotations = Mapping[str, Rotation]
"""All rotations by name; none leads back to itself."""


def on_call(name: str, rotations: Rotations, at: datetime) -> tuple[str, ...]:
    """Return the contacts that *name*, a contact or a rotation, stands for at a moment.

    Nobody if nobody is on call then, and more than one where shifts overlap.

    Args:
        name: A contact or a rotation.
        rotations: All rotations by name.
        at: A moment with a time zone.
    """
    found = _followed(name, lambda each: rotations[each].names_at(at) if each in rotations else ())
    return tuple(each for each in found if each not in rotations)


def leads_to(name: str, rotations: Rotations) -> tuple[str, ...]:
    """Return *name* and every contact and rotation that is ever on call for it, each once."""
    return tuple(_followed(name, lambda each: rotations[each].names if each in rotations else ()))


def _followed(name: str, next_names: Callable[[str], Sequence[str]]) -> Iterator[str]:
    """Yield *name* and what it leads to, each once, depth first and in order."""
    waiting, seen = [name], set[str]()
    while waiting:
        each = waiting.pop()
        if each not in seen:
            seen.add(each)
            yield each
            waiting.extend(reversed(next_names(each)))
