"""A text of YAML: how it is understood, where its values stand, and why it cannot be read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from tocsin.diagnostics.problem import (
    InvalidInputError,
    InvalidValueError,
    KeyPath,
    Location,
    Position,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    import yaml

Scalar = str | int | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlDialect:
    """A way to read YAML.

    Attributes:
        read_word: Gives the value of an unquoted word.
        read_tag: Gives what a tag, as `!Sub`, makes of its value. If it raises an
            `InvalidValueError`, that is reported and the value is kept. Without it tags are
            passed over.
        takes_any_key: Whether a key is its text, whatever word that is. If not, an unquoted
            number, truth or nothing as a key is reported and left out.
        last_key_wins: Which of two alike keys counts; either way the second one is reported.
        merges: Whether the key `<<` takes over the keys of its value, as in YAML 1.1.
        alias_problem: What is wrong with every alias, though it is followed; None for nothing.
        several_documents: Whether a text may hold more than one document.
        maximum_bytes: The longest text.
        maximum_depth: The deepest nesting, with aliases written out.
        maximum_values: The most values of a document, with aliases written out.
    """

    read_word: Callable[[str], Scalar]
    read_tag: Callable[[str, object], object] | None = None
    takes_any_key: bool = False
    last_key_wins: bool = False
    merges: bool = False
    alias_problem: InvalidValueError | None = None
    several_documents: bool = False
    maximum_bytes: int
    maximum_depth: int
    maximum_values: int


_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]{0,17})(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")


def _core_word(text: str) -> Scalar:
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text):
        return float(text)
    return text


CORE = YamlDialect(
    read_word=_core_word,
    maximum_bytes=1024 * 1024,
    maximum_depth=32,
    maximum_values=100_000,
)
"""The JSON-like core of YAML 1.2, in which people write for Tocsin.

`no` is a word, `12:30` is a word, and `0123` is a word, so an account id never turns into an
octal number.
"""


@dataclass(frozen=True, kw_only=True)
class YamlText:
    """A text.

    Attributes:
        name: The file, or what else it comes from.
        kind: What is written in it: `viewpoint`, `drill file`, `template`.
        text: The text itself.
    """

    name: str
    kind: str
    text: str = field(repr=False)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Its lines, without their ends."""
        return tuple(self.text.splitlines())

    def locate(self, path: KeyPath, position: Position | None) -> Location:
        """Return the location of *path* at a position, with the line that it stands in."""
        line = position.line if position else 0
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return Location(source=self.name, key_path=path, position=position, line_text=text)

    def refusal(
        self, kind: str, position: Position | None, what: str, fix: str
    ) -> InvalidInputError:
        """Return the error that the text cannot be read at all."""
        return InvalidInputError.of(kind, self.locate((), position), what, fix)


PackedPosition = int
"""Line and column, from 0, in one number; integers are cheaper than anything with parts."""

PositionTree = dict[str | int | None, "PackedPosition | PositionTree"]
"""The positions of the parts of a mapping or list by key or number, and its own by None.

A position is kept for every key of a mapping and every item of a list, however deep, because a
problem far down in a large template is the one that is hard to find. To make that cheap, a
position is one integer, and the integers hang in a tree of the same shape as the data: of the
0.65 s of processor time that 5 MB of CloudFormation take, half is the parser's and a tenth is for
the positions. With a dictionary by key path it would be twice as much.
"""

COLUMN_BITS = 32


def packed(mark: yaml.Mark) -> PackedPosition:
    """Return the position of a parser's mark."""
    return mark.line << COLUMN_BITS | mark.column


def unpacked(position: PackedPosition | PositionTree) -> Position:
    """Return a position, or that of a whole mapping or list, counted from 1."""
    while isinstance(position, dict):
        position = position[None]
    return Position(
        line=(position >> COLUMN_BITS) + 1, column=(position & (1 << COLUMN_BITS) - 1) + 1
    )


def wrapped(
    positions: PositionTree | None, mark: yaml.Mark, wrapper: object, value: object
) -> PositionTree | None:
    """Return the positions of a mapping that holds nothing but a value; of others none."""
    if positions is None or not isinstance(wrapper, dict) or len(wrapper) != 1:
        return None
    key = next(iter(wrapper))
    if wrapper[key] is not value:
        return None
    positions[None] = packed(mark)
    return {key: positions}


def nearest(tree: PositionTree, path: KeyPath) -> Position:
    """Return where *path*, or the nearest thing around it, stands."""
    found: PackedPosition | PositionTree = tree
    for part in path:
        if not isinstance(found, dict) or part not in found:
            break
        found = found[part]
    return unpacked(found)


_NOT_IN_YAML = "[^\\t\\n\\r -~\\x85\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]"
"""https://yaml.org/spec/1.2.2/#51-character-set

It is compiled when something is wrong, because that takes longer than most files take to read.
"""


def odd_character(text: YamlText) -> InvalidInputError | None:
    """Return the error that a character is not one of YAML's, if that is what is wrong.

    It may be half of a surrogate pair or a control character. Every parser stops at it; here it
    is named.
    """
    odd = re.search(_NOT_IN_YAML, text.text)
    if odd is None:
        return None
    before = text.text[: odd.start()]
    return text.refusal(
        "yaml/character",
        Position(line=before.count("\n") + 1, column=odd.start() - before.rfind("\n")),
        f"the character {odd[0]!r} cannot stand in YAML",
        "remove it, or save the file as UTF-8 text",
    )


def syntax_refusal(text: YamlText, error: Exception) -> InvalidInputError:
    """Return the error that *text* is not YAML, with the parser's reason."""
    mark = getattr(error, "problem_mark", None)
    position = Position(line=mark.line + 1, column=mark.column + 1) if mark else None
    line = text.locate((), position).line_text
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return text.refusal("yaml/tab", position, "a tab indents the line", "indent with spaces")
    detail = getattr(error, "problem", None) or str(error).splitlines()[0]
    return text.refusal(
        "yaml/syntax",
        position,
        f"this is not YAML: {detail}",
        "check the indentation, the quotes and the colons of this line and the one before",
    )
