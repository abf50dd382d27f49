"""Reads YAML into plain data that knows where each value stands, and takes the data apart."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import inf
from types import MappingProxyType
from typing import Any, TypeVar

import yaml

from tocsin.diagnostics.duration import parse_duration
from tocsin.diagnostics.problem import (
    InvalidValueError,
    KeyPath,
    Location,
    Position,
    Problem,
    ProblemCollector,
)
from tocsin.diagnostics.quoting import did_you_mean, quoted
from tocsin.diagnostics.yaml.reader import YamlReader
from tocsin.diagnostics.yaml.text import (
    CORE,
    PositionTree,
    YamlDialect,
    YamlText,
    nearest,
    odd_character,
    syntax_refusal,
)

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlSource:
    """Plain data and the position of each value in it.

    Attributes:
        text: The text that was read.
        documents: Mappings, lists, text, numbers, booleans and None; one value a document.
        problems: What is wrong with the text although it could be read, as repeated keys.
        positions: Where the values of each document stand.
    """

    text: YamlText
    documents: tuple[Any, ...]
    problems: tuple[Problem, ...]
    positions: tuple[PositionTree, ...]

    @property
    def name(self) -> str:
        """Name of the text."""
        return self.text.name

    @property
    def data(self) -> Any:  # noqa: ANN401 - any YAML value
        """The first document; None for an empty text."""
        return self.documents[0] if self.documents else None

    def position(self, path: KeyPath) -> Position | None:
        """Return where *path*, or the nearest thing around it, stands in the first document."""
        return nearest(self.positions[0], path) if self.positions else None

    def locate(self, path: KeyPath) -> Location:
        """Return the location of *path*, with the line that it stands in."""
        return self.text.locate(path, self.position(path))


def read_yaml(
    text: str, *, name: str, kind: str = "viewpoint", dialect: YamlDialect = CORE
) -> YamlSource:
    """Read *text*.

    Args:
        text: YAML.
        name: Its name, for messages.
        kind: What is written in it, for messages: `viewpoint`, `drill file`.
        dialect: How it is understood, and how much of it is taken.

    Raises:
        InvalidInputError: It is not YAML, or is larger, deeper or more multiplied than any
            use of it.
    """
    whole = YamlText(name=name, kind=kind, text=text)
    if len(text.encode("utf-8", "replace")) > dialect.maximum_bytes:
        raise whole.refusal(
            "yaml/too-large",
            None,
            f"the text is longer than {dialect.maximum_bytes // 1024} KiB",
            f"split the {kind}, and keep data out of it",
        )
    reader = YamlReader(whole, dialect)
    try:
        reader.read(iter(_LOADER(text).get_event, None))
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        raise odd_character(whole) or syntax_refusal(whole, error) from error
    return YamlSource(
        text=whole,
        documents=tuple(reader.documents),
        problems=tuple(reader.problems),
        positions=tuple(reader.positions),
    )


_YEARS = range(2000, 2100)
_NONE: Mapping[str, str] = MappingProxyType({})
_Word = TypeVar("_Word", bound=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlValue:
    """A value.

    Reading it as something that it is not reports a problem and gives None.

    Attributes:
        room: What kinds of problems begin with, as `drill` in `drill/unknown-key`.
        source: The text.
        path: Keys from the top to the value.
        value: Mapping, list, text, number, boolean or None.
        collector: Takes everything that is wrong in the text.
    """

    room: str
    source: YamlSource
    path: KeyPath = ()
    value: Any
    collector: ProblemCollector = field(repr=False)

    @classmethod
    def top(cls, text: str, name: str, *, kind: str, room: str) -> "YamlValue":
        """Return the top of a text.

        Args:
            text: YAML.
            name: The file, for messages.
            kind: What the file is, for messages, as `drill file`.
            room: What kinds of problems begin with.

        Raises:
            InvalidInputError: It is not YAML.
        """
        source = read_yaml(text, name=name, kind=kind)
        collector = ProblemCollector(list(source.problems))
        return cls(room=room, source=source, value=source.data, collector=collector)

    @property
    def location(self) -> Location:
        """Where it stands, with its line."""
        return self.source.locate(self.path)

    def report(self, kind: str, what: str, fix: str) -> None:
        """Report a problem with this value; *kind* comes after the room: `unknown-alarm`."""
        self.collector.report(f"{self.room}/{kind}", self.location, what, fix)

    def has(self, key: str) -> bool:
        """Say whether it is a mapping with that key."""
        return isinstance(self.value, dict) and key in self.value

    def get(self, key: str) -> "YamlValue | None":
        """Return the value of a key; None without."""
        if isinstance(self.value, dict) and key in self.value:
            return self._child(key, self.value[key])
        return None

    def keys(self, allowed: Iterable[str], *, renamed: Mapping[str, str] = _NONE) -> bool:
        """Say whether it is a mapping; keys that are not allowed are problems.

        Args:
            allowed: The keys.
            renamed: Keys that had another name once, each with what to do about it.
        """
        if not isinstance(self.value, dict):
            self._report_type("a mapping", "write key: value")
            return False
        known = tuple(allowed)
        for key in self.value:
            if key in renamed:
                what = f"the key {quoted(key)} has another name now"
                self._child(key, None).report("renamed-key", what, renamed[key])
            elif key not in known:
                what = f"the key {quoted(key)} is unknown"
                self._child(key, None).report("unknown-key", what, did_you_mean(str(key), known))
        return True

    def entries(self) -> Iterator[tuple[str, "YamlValue"]]:
        """Yield the keys and values of a mapping."""
        if not isinstance(self.value, dict):
            self._report_type("a mapping", "write key: value")
            return
        for key, value in self.value.items():
            yield key, self._child(key, value)

    def items(self) -> Iterator["YamlValue"]:
        """Yield the items of a list; a single value counts as a list of one."""
        if not isinstance(self.value, list):
            yield self
            return
        for number, value in enumerate(self.value):
            yield self._child(number, value)

    def elements(self, each: str) -> Iterator["YamlValue"]:
        """Yield the items of a list; anything else is a problem.

        Args:
            each: What an item is, for the message.
        """
        if not isinstance(self.value, list):
            what = f"{self.path[-1]} is not a list"
            self.report("wrong-type", what, f"begin each {each} with a dash")
            return
        yield from self.items()

    def text(self) -> str | None:
        """Return a text; a number or boolean as it is written."""
        if isinstance(self.value, str) and self.value:
            return self.value
        if isinstance(self.value, int | float) and not isinstance(self.value, bool):
            return str(self.value)
        self._report_type("text", "write text")
        return None

    def choice(self, words: Iterable[_Word]) -> _Word | None:
        """Return one of some words."""
        allowed = tuple(words)
        for word in allowed:
            if self.value == word:
                return word
        what = f"{quoted(self.value)} is not known here"
        self.report("not-allowed", what, did_you_mean(str(self.value), allowed))
        return None

    def number(self) -> float | None:
        """Return a number of 0 or more."""
        found = self.value
        if isinstance(found, int | float) and not isinstance(found, bool) and 0 <= found < inf:
            return float(found)
        what = f"{quoted(found)} is not a number of 0 or more"
        self.report("not-a-number", what, "write digits, as 0.5 or 40")
        return None

    def flag(self) -> bool:
        """Return true or false."""
        if not isinstance(self.value, bool):
            what = f"{quoted(self.value)} is neither true nor false"
            self.report("wrong-type", what, "write true or false")
        return self.value is True

    def duration(self) -> timedelta | None:
        """Return a length of time."""
        try:
            return parse_duration(self.value)
        except InvalidValueError as error:
            self.report("invalid-duration", error.what, error.fix)
            return None

    def seconds(self, *, at_least: float = 0.0) -> float | None:
        """Return a length of time in seconds; one that is too short is a problem."""
        duration = self.duration()
        if duration is None:
            return None
        if duration.total_seconds() < at_least:
            what = f"{quoted(self.value)} is too short"
            self.report("too-short", what, f"use {at_least:g}s or more")
            return None
        return duration.total_seconds()

    def moment(self) -> float | None:
        """Return a date and time with its offset, in seconds since 1970."""
        try:
            moment = datetime.fromisoformat(str(self.value))
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None or moment.year not in _YEARS:
            what = f"{quoted(self.value)} is not a date and time of this century"
            self.report("invalid-time", what, "write it with its offset, as 2026-01-05T09:00:00Z")
            return None
        return moment.astimezone(UTC).timestamp()

    def _report_type(self, expected: str, fix: str) -> None:
        self.report("wrong-type", f"{quoted(self.value)} stands where {expected} is expected", fix)

    def _child(self, key: str | int, value: object) -> "YamlValue":
        return YamlValue(
            room=self.room,
            source=self.source,
            path=(*self.path, key),
            value=value,
            collector=self.collector,
        )
