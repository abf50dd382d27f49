"""JSON text to Python values, with repeated keys noticed and positions found on demand."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NoReturn

from tocsin.diagnostics import InvalidInputError, KeyPath, Location, Position, Problem

_BLANK = re.compile(r"[ \t\r\n]*")
_MEMBER = 2


@dataclass(frozen=True, kw_only=True)
class JsonSource:
    """What a JSON text says.

    Attributes:
        name: The file.
        text: The text.
        documents: Its one value.
        problems: What is wrong with the text although it could be read: repeated keys.
    """

    name: str
    text: str = field(repr=False)
    documents: tuple[object]
    problems: tuple[Problem, ...]

    def position(self, path: KeyPath) -> Position | None:
        """Return where a resource, or something in it, stands: where its logical id does."""
        return self._members.get(path[:_MEMBER])

    def locate(self, path: KeyPath) -> Location:
        """Return the location of *path*, with the line that its resource begins in."""
        position = self.position(path)
        line = self._lines[position.line - 1] if position else ""
        return Location(source=self.name, key_path=path, position=position, line_text=line)

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def _members(self) -> dict[KeyPath, Position]:
        return dict(_member_positions(self.text, "Resources"))


def parse_json(text: str, name: str) -> JsonSource:
    """Parse JSON text; each key that an object has twice is a problem.

    Raises:
        InvalidInputError: The text is not JSON, is cut short or is nested beyond reason.
    """
    where = Location(source=name)
    repeated: dict[str, None] = {}

    def members(pairs: list[tuple[str, object]]) -> dict[str, object]:
        merged = dict(pairs)
        if len(merged) != len(pairs):
            names = [name for name, _ in pairs]
            repeated.update((name, None) for name in names if names.count(name) > 1)
        return merged

    try:
        content = json.loads(text, object_pairs_hook=members, parse_constant=_refuse_constant)
        if "\\ud" in text.lower():
            json.dumps(content, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        raise _syntax_error(text, name, error) from None
    except RecursionError:
        what = "the JSON is nested too deeply"
        raise InvalidInputError.of("json/too-deep", where, what, "flatten it") from None
    except UnicodeEncodeError:
        what = "a \\ud… escape is half a character"
        raise InvalidInputError.of("json/character", where, what, "remove it") from None
    except ValueError as error:
        raise _value_error(where, error) from None
    problems = tuple(_repeated(where, key) for key in repeated)
    return JsonSource(name=name, text=text, documents=(content,), problems=problems)


def _value_error(where: Location, error: ValueError) -> InvalidInputError:
    """Return what is wrong with a text whose form is that of JSON, but for a number in it."""
    if "digits" in str(error):
        what = "an integer has more than 4,300 digits"
        return InvalidInputError.of("json/number", where, what, "write a number that AWS takes")
    what = f"this is not JSON: {error}"
    return InvalidInputError.of("json/syntax", where, what, "write plain JSON")


def _syntax_error(text: str, name: str, error: json.JSONDecodeError) -> InvalidInputError:
    position = Position(line=error.lineno, column=error.colno)
    line = text.split("\n")[error.lineno - 1]
    where = Location(source=name, position=position, line_text=line)
    fix = "write the template again, whole"
    if error.msg.startswith("Unterminated") or not text[error.pos :].strip():
        return InvalidInputError.of("json/cut-short", where, "the JSON ends too early", fix)
    return InvalidInputError.of("json/syntax", where, f"this is not JSON: {error.msg}", fix)


def _repeated(where: Location, key: str) -> Problem:
    return Problem(
        kind="json/repeated-key",
        where=where,
        what=f"the key {key!r} is twice in one object, so the first value is lost",
        fix="rename or remove one of them",
        severity="warning",
    )


def _refuse_constant(name: str) -> NoReturn:
    message = f"{name} is not a JSON number"
    raise ValueError(message)


def _member_positions(text: str, section: str) -> Iterator[tuple[KeyPath, Position]]:
    """Give the position of each key in a top-level object of valid JSON text."""
    for name, _, value in _members(text, _skip(text, 0)):
        if name != section or not text.startswith("{", value):
            continue
        line, begin, counted = 1, 0, 0
        for member, start, _ in _members(text, value):
            line += text.count("\n", counted, start)
            begin = max(begin, text.rfind("\n", counted, start) + 1)
            counted = start
            yield (section, member), Position(line=line, column=start - begin + 1)
        return


def _members(text: str, start: int) -> Iterator[tuple[str, int, int]]:
    """Give an object's keys, each with the index of the key and of its value."""
    decoder = json.JSONDecoder()
    index = _skip(text, start + 1)
    while text.startswith('"', index):
        key, after = decoder.raw_decode(text, index)
        value = _skip(text, _skip(text, after) + 1)
        yield key, index, value
        _, after = decoder.raw_decode(text, value)
        index = _skip(text, _skip(text, after) + 1)


def _skip(text: str, index: int) -> int:
    match = _BLANK.match(text, index)
    return match.end() if match else index
