"""Which contacts a name stands for, and which of them are on call."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

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
    asked: dict[str, _Asked] = {}
    # No recursion: rotations of rotations may be nested more deeply than Python's stack is.
    waiting = [name]
    while waiting:
        each = waiting[-1]
        if each not in rotations:
            is_away = is_absent(each, absences, at)
            known[each] = _OnCall(contacts=() if is_away else (each,), is_away=is_away)
        else:
            if each not in asked:
                asked[each] = _Asked.at(rotations[each], at)
            open_name = asked[each].open_name(known)
            if open_name is not None:
                waiting.append(open_name)
                continue
            known[each] = asked[each].answer(known)
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


_Known = Mapping[str, _OnCall]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What a rotation says at a moment, whoever is absent.

    Attributes:
        override: Who has it, whatever else is said.
        lines: The members of each shift that is on, in the order in which they step in.
        otherwise: Who is on call if nobody else is.
    """

    override: str | None
    lines: tuple[tuple[str, ...], ...]
    otherwise: str | None

    @classmethod
    def at(cls, rotation: Rotation, at: datetime) -> Self:
        return cls(
            override=rotation.override_at(at),
            lines=rotation.in_line_at(at),
            otherwise=rotation.otherwise,
        )

    def open_name(self, known: _Known) -> str | None:
        """Return a name on which the answer depends and of which nothing is known yet."""
        if self.override is not None:
            if self.override not in known:
                return self.override
            if not known[self.override].is_away:
                return None
        for line in self.lines:
            first = next(
                (name for name in line if name not in known or not known[name].is_away), None
            )
            if first is not None and first not in known:
                return first
        needs_another = self.otherwise is not None and not self._in_turn(known)
        return self.otherwise if needs_another and self.otherwise not in known else None

    def answer(self, known: _Known) -> _OnCall:
        """Return who is on call, as far as it depends on names that are known."""
        if self.override is not None and not known[self.override].is_away:
            return known[self.override]
        if in_turn := self._in_turn(known):
            contacts = dict.fromkeys(contact for found in in_turn for contact in found.contacts)
            return _OnCall(contacts=tuple(contacts), is_away=False)
        if self.otherwise is not None:
            return known[self.otherwise]
        return _OnCall(contacts=(), is_away=bool(self.lines) or self.override is not None)

    def _in_turn(self, known: _Known) -> list[_OnCall]:
        """Return the first of each line who is not away."""
        found = (
            next((known[name] for name in line if not known[name].is_away), None)
            for line in self.lines
        )
        return [each for each in found if each is not None]


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
