"""Builds plain data from the events of a YAML parser, as a dialect understands them.

The reader keeps its own stack, and counts what an alias stands for before it takes it, so neither
deep nesting nor aliases that multiply can exhaust memory or the interpreter's stack.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import yaml

from tocsin.diagnostics.problem import InvalidInputError, InvalidValueError, KeyPath, Problem
from tocsin.diagnostics.yaml.text import (
    COLUMN_BITS,
    PositionTree,
    YamlDialect,
    YamlText,
    packed,
    unpacked,
    wrapped,
)

MOST_PROBLEMS: Final = 1_000
"""Of how many mistakes that can be passed over people are told at once; each takes memory."""

_MERGE: Final = "<<"
_AWAITED: Final = object()

# PyYAML gives its events no attributes that a type checker could know.
Event = Any


@dataclass(slots=True)
class _Open:
    """A mapping or list that is still being read.

    Attributes:
        event: How it began.
        value: Its content so far.
        key: The key whose value comes next, or that a key comes next; None in a list.
        key_mark: Where that key stands.
        skips: Whether that key and its value are left out.
        positions: Where its parts stand.
        values_before: How many values the document had when it began.
        height: How many levels it has, itself included.
    """

    event: Event
    value: Any
    key: Any
    values_before: int
    positions: PositionTree
    key_mark: Any = None
    skips: bool = False
    height: int = 1


class _Anchored(NamedTuple):
    value: object
    values: int
    height: int


class YamlReader:
    """Takes the events of one text.

    Attributes:
        documents: What was read.
        positions: Where the values of each document stand.
        problems: What is wrong with the text although it can be read.
    """

    def __init__(self, text: YamlText, dialect: YamlDialect) -> None:
        self.documents: list[Any] = []
        self.positions: list[PositionTree] = []
        self.problems: list[Problem] = []
        self._text = text
        self._dialect = dialect
        self._read_word = dialect.read_word
        self._takes_any_key = dialect.takes_any_key
        self._maximum_values = dialect.maximum_values
        self._open: list[_Open] = []
        self._innermost: _Open | None = None
        self._anchors: dict[str, _Anchored] = {}
        self._values = 0

    def read(self, events: Iterable[Event]) -> None:
        """Read all documents.

        Raises:
            InvalidInputError: The text is deeper or more multiplied than the dialect allows, or
                has something where it cannot stand.
        """
        takers: Mapping[type, Callable[[Event], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._begin_mapping,
            yaml.SequenceStartEvent: self._begin_list,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._begin_document,
        }
        for event in events:
            take = takers.get(type(event))
            if take is not None:
                take(event)

    def _begin_document(self, event: Event) -> None:
        if self.documents and not self._dialect.several_documents:
            raise self._refusal(
                "yaml/second-document",
                event,
                "a second document begins here",
                f"a {self._text.kind} is one document: remove the line '---'",
            )
        self._anchors.clear()
        self._values = 0

    def _scalar(self, event: Event) -> None:
        around = self._innermost
        if around is not None and around.key is _AWAITED:
            self._key(around, event)
            return
        self._values += 1
        if self._values > self._maximum_values:
            raise self._too_many_values(event)
        value = self._read_word(event.value) if event.implicit[0] else event.value
        if event.tag is None and event.anchor is None:
            self._add(value, event, None)
        else:
            self._add_marked(value, event, None, values=1, height=0)

    def _key(self, mapping: _Open, event: Event) -> None:
        mapping.key = key = event.value
        mapping.key_mark = event.start_mark
        mapping.skips = False
        if not self._takes_any_key and event.implicit[0]:
            word = self._read_word(key)
            if not isinstance(word, str):
                mapping.skips = True
                written = "nothing" if word is None else str(word).lower()
                what = f"the key {written} is not text"
                self._report("yaml/key", event, what, "put it in quotes", self._path(mapping))
                return
        if key in mapping.value and not (key == _MERGE and self._dialect.merges):
            mapping.skips = not self._dialect.last_key_wins
            what = f"the key is already used in line {unpacked(mapping.positions[key]).line}"
            path = (*self._path(mapping), key)
            self._report("yaml/repeated-key", event, what, "rename or remove one of them", path)

    def _begin_mapping(self, event: Event) -> None:
        self._begin(_Open(event, {}, _AWAITED, self._values, {}))

    def _begin_list(self, event: Event) -> None:
        self._begin(_Open(event, [], None, self._values, {}))

    def _begin(self, opened: _Open) -> None:
        if self._innermost is not None and self._innermost.key is _AWAITED:
            what = "a list or mapping stands where a key should"
            raise self._refusal("yaml/key", opened.event, what, "write a name here")
        self._limit_depth(1, opened.event)
        self._count(1, opened.event)
        self._open.append(opened)
        self._innermost = opened

    def _end(self, _: Event) -> None:
        closed = self._open.pop()
        self._innermost = self._open[-1] if self._open else None
        value = closed.value
        if self._dialect.merges and isinstance(value, dict) and _MERGE in value:
            value = _merged(value)
        values = self._values - closed.values_before
        self._add_marked(value, closed.event, closed.positions, values=values, height=closed.height)

    def _alias(self, event: Event) -> None:
        name = event.anchor
        if self._innermost is not None and self._innermost.key is _AWAITED:
            what = f"the alias *{name} stands where a key should"
            raise self._refusal("yaml/key", event, what, "write a name here")
        if name not in self._anchors:
            raise self._refusal(
                "yaml/unknown-alias",
                event,
                f"the alias *{name} names nothing that stands before it",
                f"write &{name} at the value that it repeats, outside of that value",
            )
        if problem := self._dialect.alias_problem:
            self._report("yaml/alias", event, problem.what, problem.fix, self._path())
        anchored = self._anchors[name]
        self._count(anchored.values, event)
        self._rise(anchored.height, event)
        self._add(anchored.value, event, None)

    def _add_marked(
        self,
        value: object,
        event: Event,
        positions: PositionTree | None,
        *,
        values: int,
        height: int,
    ) -> None:
        """Add a value that may have a tag and an anchor."""
        if event.tag is not None and self._dialect.read_tag is not None:
            try:
                tagged = self._dialect.read_tag(event.tag, value)
            except InvalidValueError as error:
                self._report("yaml/unknown-tag", event, error.what, error.fix, self._path())
            else:
                if tagged is not value:
                    height += 1
                    positions = wrapped(positions, event.start_mark, tagged, value)
                value = tagged
        if event.anchor is not None:
            self._anchors[event.anchor] = _Anchored(value, values, height)
        self._rise(height, event)
        self._add(value, event, positions)

    def _add(self, value: object, event: Event, positions: PositionTree | None) -> None:
        """Put a value where it belongs: into what is open around it, or as a document."""
        around = self._innermost
        if around is None:
            tree = {} if positions is None else positions
            tree[None] = packed(event.start_mark)
            self.documents.append(value)
            self.positions.append(tree)
            return
        key = around.key
        if key is None:
            key, mark = len(around.value), event.start_mark
            around.value.append(value)
        else:
            around.key, mark = _AWAITED, around.key_mark
            if around.skips:
                return
            around.value[key] = value
        position = mark.line << COLUMN_BITS | mark.column  # as packed() does, without a call
        if positions is None:
            around.positions[key] = position
        else:
            positions[None] = position
            around.positions[key] = positions

    def _rise(self, height: int, event: Event) -> None:
        """Let what is open around a value be higher than the value."""
        if height and self._innermost is not None:
            self._limit_depth(height, event)
            self._innermost.height = max(self._innermost.height, height + 1)

    def _limit_depth(self, height: int, event: Event) -> None:
        if len(self._open) + height > self._dialect.maximum_depth:
            raise self._refusal(
                "yaml/too-deep",
                event,
                f"the nesting is deeper than {self._dialect.maximum_depth} levels",
                f"a {self._text.kind} needs far fewer; check the brackets and the indentation",
            )

    def _count(self, values: int, event: Event) -> None:
        self._values += values
        if self._values > self._maximum_values:
            raise self._too_many_values(event)

    def _too_many_values(self, event: Event) -> InvalidInputError:
        return self._refusal(
            "yaml/too-many-values",
            event,
            f"the text stands for more than {self._maximum_values} values",
            f"split the {self._text.kind}, or write out what its aliases (*name) repeat",
        )

    def _path(self, until: _Open | None = None) -> KeyPath:
        """Return the path of an open mapping or list, or of the value that comes next."""
        path = []
        for each in self._open:
            if each is until:
                break
            path.append(len(each.value) if each.key is None else each.key)
        return tuple(path)

    def _report(self, kind: str, event: Event, what: str, fix: str, path: KeyPath) -> None:
        where = self._text.locate(path, unpacked(packed(event.start_mark)))
        if len(self.problems) == MOST_PROBLEMS:
            kind, what = "yaml/more-problems", "mistakes from here on are not shown"
            fix = "correct the others first"
        if len(self.problems) <= MOST_PROBLEMS:
            self.problems.append(Problem(kind=kind, where=where, what=what, fix=fix))

    def _refusal(self, kind: str, event: Event, what: str, fix: str) -> InvalidInputError:
        return self._text.refusal(kind, unpacked(packed(event.start_mark)), what, fix)


def _merged(content: dict[str, object]) -> dict[str, object]:
    """Apply `<<: *defaults` the way YAML 1.1 defines it: own keys win, then the first source."""
    sources = content[_MERGE]
    merged: dict[str, object] = {}
    for source in reversed(sources if isinstance(sources, list) else [sources]):
        merged |= source if isinstance(source, dict) else {}
    return merged | {key: value for key, value in content.items() if key != _MERGE}
