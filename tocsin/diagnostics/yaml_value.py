"""A value in a YAML text that knows where it stands, and collects what is wrong."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tocsin.diagnostics.drill_problem import DrillError, DrillProblem, from_yaml
from tocsin.diagnostics.duration import parse_duration
from tocsin.diagnostics.messages import did_you_mean, shown
from tocsin.diagnostics.problem import Position, ViewpointError
from tocsin.diagnostics.yaml_source import YamlSource, read_yaml

Path = tuple[str | int, ...]

_YEARS = range(2000, 2100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A value.

    Reading it as something that it is not adds a problem and gives None.

    Attributes:
        source: The text.
        path: Keys from the top to the value.
        value: Mapping, list, text, number, boolean or None.
        problems: Everything wrong in the text so far.
    """

    source: YamlSource
    path: Path = ()
    value: Any
    problems: list[DrillProblem] = field(repr=False)

    @classmethod
    def top(cls, text: str, name: str, *, kind: str) -> "Node":
        """Return the top of a text.

        Args:
            text: YAML.
            name: The file, for messages.
            kind: What the file is, for messages.

        Raises:
            DrillError: It is not YAML.
        """
        try:
            source = read_yaml(text, name=name, kind=kind)
        except ViewpointError as error:
            raise DrillError(map(from_yaml, error.problems)) from error
        problems = [from_yaml(each) for each in source.problems]
        return cls(source=source, value=source.data, problems=problems)

    @property
    def position(self) -> Position | None:
        """Where it stands."""
        return self.source.position(self.path)

    def fail(self, what: str, fix: str) -> None:
        """Add a problem with this value."""
        self.problems.append(
            DrillProblem(
                source=self.source.name,
                subject=_subject(self.path),
                what=what,
                fix=fix,
                position=self.position,
            )
        )

    def has(self, key: str) -> bool:
        """Say whether it is a mapping with that key."""
        return isinstance(self.value, dict) and key in self.value

    def get(self, key: str) -> "Node | None":
        """Return the value of a key; None without."""
        return self._child(key, self.value[key]) if self.has(key) else None

    def keys(self, allowed: Iterable[str]) -> bool:
        """Say whether it is a mapping; keys that are not allowed are problems."""
        if not isinstance(self.value, dict):
            self.fail(f"{shown(self.value)} stands where a mapping is expected", "write key: value")
            return False
        known = tuple(allowed)
        for key in self.value:
            if key not in known:
                what = f"the key {shown(key)} is unknown"
                self._child(key, None).fail(what, did_you_mean(str(key), known))
        return True

    def entries(self) -> Iterator[tuple[str, "Node"]]:
        """Yield the keys and values of a mapping."""
        if not isinstance(self.value, dict):
            self.fail(f"{shown(self.value)} stands where a mapping is expected", "write key: value")
            return
        for key, value in self.value.items():
            yield key, self._child(key, value)

    def items(self) -> Iterator["Node"]:
        """Yield the items of a list; a single value counts as a list of one."""
        if not isinstance(self.value, list):
            yield self
            return
        for number, value in enumerate(self.value):
            yield self._child(number, value)

    def text(self) -> str | None:
        """Return a text; a number or boolean as it is written."""
        if isinstance(self.value, str) and self.value:
            return self.value
        if isinstance(self.value, int | float) and not isinstance(self.value, bool):
            return str(self.value)
        self.fail(f"{shown(self.value)} stands where text is expected", "write text")
        return None

    def choice(self, words: Iterable[str]) -> str | None:
        """Return one of some words."""
        allowed = tuple(words)
        if self.value in allowed:
            return str(self.value)
        self.fail(f"{shown(self.value)} is not known here", did_you_mean(str(self.value), allowed))
        return None

    def flag(self) -> bool:
        """Return true or false."""
        if not isinstance(self.value, bool):
            self.fail(f"{shown(self.value)} is neither true nor false", "write true or false")
        return self.value is True

    def duration(self) -> timedelta | None:
        """Return a length of time."""
        try:
            return parse_duration(self.value)
        except ValueError as error:
            what, _, fix = str(error).partition("; ")
            self.fail(what, fix)
            return None

    def moment(self) -> float | None:
        """Return a date and time with its offset, in seconds since 1970."""
        try:
            moment = datetime.fromisoformat(str(self.value))
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None or moment.year not in _YEARS:
            fix = "write it with its offset, as 2026-01-05T09:00:00Z"
            self.fail(f"{shown(self.value)} is not a date and time of this century", fix)
            return None
        return moment.astimezone(UTC).timestamp()

    def _child(self, key: str | int, value: object) -> "Node":
        return Node(source=self.source, path=(*self.path, key), value=value, problems=self.problems)


def _subject(path: Path) -> str:
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text
