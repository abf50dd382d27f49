"""Reads YAML into plain data and remembers where each value stood.

Only the JSON-like core of YAML 1.2 is understood: `no` is a word, `12:30` is a word, and
`0123` is a word, so an account id never turns into an octal number. The reader works on the
event stream and keeps its own stack, so neither deep nesting nor aliases that multiply can
exhaust memory or the interpreter's stack.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from tocsin.diagnostics.key_path import KeyPath
from tocsin.diagnostics.problem import InvalidInputError, Location, Position, Problem
from tocsin.diagnostics.yaml_refusal import refusal, refuse_odd_characters, syntax_refusal

MAXIMUM_BYTES = 1024 * 1024
MAXIMUM_DEPTH = 32
MAXIMUM_VALUES = 100_000

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]{0,17})(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")
_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlSource:
    """Plain data and the position of each value in it.

    Attributes:
        data: Mappings, lists, text, numbers, booleans and None.
        positions: Where the key (of a mapping) or the item (of a list) at a path begins.
        problems: What is wrong with the text although it could be read: repeated keys and
            keys that are not text.
        name: Name of the text.
        lines: The lines of the text, for messages.
    """

    data: Any
    positions: dict[KeyPath, Position]
    problems: tuple[Problem, ...]
    name: str
    lines: tuple[str, ...] = field(repr=False)

    def position(self, path: KeyPath) -> Position | None:
        """Return where *path*, or the nearest thing around it, stands."""
        for length in range(len(path), -1, -1):
            if found := self.positions.get(path[:length]):
                return found
        return None

    def locate(self, path: KeyPath) -> Location:
        """Return the location of *path*, with the line that it stands in."""
        return location(self.name, path, self.position(path), self.lines)


def location(
    source: str, path: KeyPath, position: Position | None, lines: Sequence[str]
) -> Location:
    """Return a location with the line of the text that it stands in."""
    line = position.line if position else 0
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    return Location(source=source, key_path=path, position=position, line_text=text)


def read_yaml(text: str, *, name: str, kind: str = "viewpoint") -> YamlSource:
    """Read *text*.

    Args:
        text: YAML.
        name: Its name, for messages.
        kind: What is written in it, for messages: `viewpoint`, `drill file`.

    Raises:
        InvalidInputError: It is not YAML, or is larger, deeper or more multiplied than any
            use of it.
    """
    if len(text.encode("utf-8", "replace")) > MAXIMUM_BYTES:
        raise refusal(
            "yaml/too-large",
            Location(source=name),
            f"the text is longer than {MAXIMUM_BYTES // 1024} KiB",
            f"split the {kind}, and keep data out of it",
        )
    refuse_odd_characters(name, text)
    lines = tuple(text.splitlines())
    reader = _Reader(name=name, kind=kind, lines=lines)
    try:
        for event in _events(text):
            reader.take(event)
    except yaml.YAMLError as error:
        raise syntax_refusal(name, text, error) from error
    return YamlSource(
        data=reader.result,
        positions=reader.positions,
        problems=tuple(reader.problems),
        name=name,
        lines=lines,
    )


def _events(text: str) -> Iterator[Any]:
    yield from yaml.parse(text, Loader=_LOADER)


@dataclass(slots=True)
class _Open:
    """A mapping or list that is still being read."""

    value: dict[str, Any] | list[Any]
    path: KeyPath
    anchor: str | None
    key: str | None = None
    awaits_key: bool = True
    skip_next: bool = False


@dataclass(slots=True)
class _Reader:
    name: str
    kind: str
    lines: tuple[str, ...]
    result: Any = None
    positions: dict[KeyPath, Position] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _stack: list[_Open] = field(default_factory=list)
    _anchors: dict[str, tuple[Any, int]] = field(default_factory=dict)
    _values: int = 0
    _documents: int = 0

    def take(self, event: Any) -> None:  # noqa: ANN401 - PyYAML's events have no types
        """Add one parser event."""
        at = Position(line=event.start_mark.line + 1, column=event.start_mark.column + 1)
        match event:
            case yaml.DocumentStartEvent():
                self._begin_document(at)
            case yaml.ScalarEvent():
                self._scalar(event, at)
            case yaml.AliasEvent():
                self._alias(event.anchor, at)
            case yaml.MappingStartEvent():
                self._open({}, event.anchor, at)
            case yaml.SequenceStartEvent():
                self._open([], event.anchor, at)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._close()

    def _begin_document(self, at: Position) -> None:
        self._documents += 1
        if self._documents > 1:
            raise self._refusal(
                "yaml/second-document",
                at,
                "a second document begins here",
                f"a {self.kind} is one document: remove the line '---'",
            )

    def _scalar(self, event: Any, at: Position) -> None:  # noqa: ANN401 - as above
        value = _plain(event.value) if event.implicit[0] else event.value
        if self._is_key():
            self._key(value, at)
            return
        if event.anchor:
            self._anchors[event.anchor] = (value, 1)
        self._add(value, at)

    def _alias(self, anchor: str | None, at: Position) -> None:
        if self._is_key():
            what = f"the alias *{anchor} stands where a key should"
            raise self._refusal("yaml/key", at, what, "write a name here")
        if anchor is None or anchor not in self._anchors:
            raise self._refusal(
                "yaml/unknown-alias",
                at,
                f"the alias *{anchor} names nothing that stands before it",
                f"write &{anchor} at the value that it repeats, outside of that value",
            )
        value, size = self._anchors[anchor]
        self._count(size, at)
        self._add(value, at)

    def _open(self, value: dict[str, Any] | list[Any], anchor: str | None, at: Position) -> None:
        if self._is_key():
            what = "a list or mapping stands where a key should"
            raise self._refusal("yaml/key", at, what, "write a name here")
        if len(self._stack) >= MAXIMUM_DEPTH:
            raise self._refusal(
                "yaml/too-deep",
                at,
                f"the nesting is deeper than {MAXIMUM_DEPTH} levels",
                f"a {self.kind} needs fewer than ten; check the brackets and the indentation",
            )
        path = self._add(value, at)
        self._stack.append(_Open(value=value, path=path, anchor=anchor))

    def _close(self) -> None:
        closed = self._stack.pop()
        if closed.anchor:
            self._anchors[closed.anchor] = (closed.value, _size(closed.value))

    def _is_key(self) -> bool:
        return (
            bool(self._stack)
            and isinstance(self._stack[-1].value, dict)
            and (self._stack[-1].awaits_key)
        )

    def _key(self, key: object, at: Position) -> None:
        mapping = self._stack[-1]
        mapping.awaits_key = False
        path = (*mapping.path, str(key))
        mapping.skip_next = True
        if not isinstance(key, str):
            written = "nothing" if key is None else str(key).lower()
            what = f"the key {written} is not text"
            self._report("yaml/key", mapping.path, at, what, "put it in quotes")
        elif key in mapping.value:
            first = self.positions[path].line
            what = f"the key is already used in line {first}"
            self._report("yaml/repeated-key", path, at, what, "rename or remove one of them")
        else:
            mapping.key = key
            mapping.skip_next = False
            self.positions[path] = at

    def _report(self, kind: str, path: KeyPath, at: Position, what: str, fix: str) -> None:
        where = location(self.name, path, at, self.lines)
        self.problems.append(Problem(kind=kind, where=where, what=what, fix=fix))

    def _refusal(self, kind: str, at: Position, what: str, fix: str) -> InvalidInputError:
        return refusal(kind, location(self.name, (), at, self.lines), what, fix)

    def _add(self, value: Any, at: Position) -> KeyPath:  # noqa: ANN401 - any YAML value
        self._count(1, at)
        if not self._stack:
            self.result = value
            self.positions[()] = at
            return ()
        parent = self._stack[-1]
        if isinstance(parent.value, list):
            parent.value.append(value)
            path = (*parent.path, len(parent.value) - 1)
            self.positions[path] = at
            return path
        parent.awaits_key = True
        if parent.skip_next or parent.key is None:
            return (*parent.path, "?")
        parent.value[parent.key] = value
        return (*parent.path, parent.key)

    def _count(self, size: int, at: Position) -> None:
        self._values += size
        if self._values > MAXIMUM_VALUES:
            raise self._refusal(
                "yaml/too-many-values",
                at,
                f"the text stands for more than {MAXIMUM_VALUES} values",
                f"split the {self.kind}, or write out what its aliases (*name) repeat",
            )


def _plain(text: str) -> str | int | float | bool | None:
    """Return the value that an unquoted word has in the core schema of YAML 1.2."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text):
        return float(text)
    return text


def _size(value: Any) -> int:  # noqa: ANN401 - any YAML value
    """Return how many values *value* stands for; shared parts count each time they occur."""
    children = (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    )
    return 1 + sum(_size(child) for child in children)
