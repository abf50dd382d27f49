"""Which contacts a name stands for, and which of them are on call."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tocsin.on_call.absence import NO_ABSENCES, Absences, is_absent
from tocsin.on_call.rotation import Rotation

Rotations = Mapping[str, Rotation]
"""All rotations by name; none leads back to itself."""


def on_call(
    name: str, rotations: Rotations, at: datetime, absences: Absences = NO_ABSENCES
) -> tuple[str, ...]:
    """Return the contacts that *name*, a contact or a rotation, stands for at a moment.

    Whoever is absent is passed over: the next member of the shift who is there is on call, or who
    is on call while no shift is on. Nobody if all of them are absent, or if nobody is on call then;
    and more than one where shifts overlap.

    Args:
        name: A contact or a rotation.
        rotations: All rotations by name.
        at: A moment with a time zone.
        absences: When contacts are away.
    """
    known: dict[str, _OnCall] = {}
    # No recursion: rotations of rotations may be nested more deeply than Python's stack is.
    waiting = [name]
    while waiting:
        each = waiting[-1]
        rotation = rotations.get(each)
        if rotation is None:
            is_away = is_absent(each, absences, at)
            known[each] = _OnCall(contacts=() if is_away else (each,), is_away=is_away)
        elif unknown := [name for name in _asked_at(rotation, at) if name not in known]:
            waiting.extend(unknown)
            continue
        else:
            known[each] = _of_rotation(rotation, at, known)
        waiting.pop()
    return known[name].contacts


@dataclass(frozen=True, slots=True, kw_only=True)
class _OnCall:
    """Whom a name stands for at a moment.

    Attributes:
        contacts: Who is there, each once.
        is_away: Whether it stands for somebody then, and everybody is absent.
    """

    contacts: tuple[str, ...]
    is_away: bool


def _asked_at(rotation: Rotation, at: datetime) -> Iterator[str]:
    """Yield the names on which it depends who is on call at a moment."""
    override = rotation.override_at(at)
    if override is not None:
        yield override
    for line in rotation.in_line_at(at):
        yield from line
    if rotation.otherwise is not None:
        yield rotation.otherwise


def _of_rotation(rotation: Rotation, at: datetime, known: Mapping[str, _OnCall]) -> _OnCall:
    override = rotation.override_at(at)
    if override is not None and not known[override].is_away:
        return known[override]
    lines = rotation.in_line_at(at)
    in_turn = [
        next((found for found in map(known.__getitem__, line) if not found.is_away), None)
        for line in lines
    ]
    there = [found for found in in_turn if found is not None]
    if there:
        contacts = dict.fromkeys(contact for found in there for contact in found.contacts)
        return _OnCall(contacts=tuple(contacts), is_away=False)
    if rotation.otherwise is not None:
        return known[rotation.otherwise]
    return _OnCall(contacts=(), is_away=bool(lines) or override is not None)


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
