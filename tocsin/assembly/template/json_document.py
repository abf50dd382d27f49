"""JSON text to Python values, with duplicate keys noticed and lines found on demand."""

import json
import re
from pathlib import Path
from typing import NoReturn

from tocsin.assembly.problem import AssemblyProblem, unreadable

_BLANK = re.compile(r"[ \t\r\n]*")


def parse_json(text: str, path: Path) -> tuple[object, list[AssemblyProblem]]:
    """Parse JSON text.

    Returns:
        The value, and a problem for each key that an object has twice.

    Raises:
        AssemblyError: The text is not JSON, is cut short or is nested beyond reason.
    """
    duplicates: dict[str, None] = {}

    def members(pairs: list[tuple[str, object]]) -> dict[str, object]:
        merged = dict(pairs)
        if len(merged) != len(pairs):
            names = [name for name, _ in pairs]
            duplicates.update((name, None) for name in names if names.count(name) > 1)
        return merged

    try:
        content = json.loads(text, object_pairs_hook=members, parse_constant=_refuse_constant)
        if "\\ud" in text.lower():
            json.dumps(content, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        where = f"{path}:{error.lineno}:{error.colno}"
        cut = error.msg.startswith("Unterminated") or not text[error.pos :].strip()
        what = "the JSON ends too early" if cut else f"this is not JSON: {error.msg}"
        raise unreadable(where, what, "write the template again, whole") from None
    except RecursionError:
        raise unreadable(path, "the JSON is nested too deeply", "flatten it") from None
    except UnicodeEncodeError:
        raise unreadable(path, "a \\ud… escape is half a character", "remove it") from None
    except ValueError as error:
        raise unreadable(path, f"this is not JSON: {error}", "write plain JSON") from None
    return content, [_duplicate(path, name) for name in duplicates]


def member_lines(text: str, section: str) -> dict[str, int]:
    """Give the line (from 1) of each member of a top-level object of valid JSON text."""
    for name, start in _members(text, _skip(text, 0)):
        if name == section and text.startswith("{", start):
            return _lines(text, _members(text, start))
    return {}


def _lines(text: str, members: list[tuple[str, int]]) -> dict[str, int]:
    lines, line, counted = {}, 1, 0
    for name, position in members:
        line += text.count("\n", counted, position)
        counted = position
        lines[name] = line
    return lines


def _members(text: str, start: int) -> list[tuple[str, int]]:
    """List an object's keys, each with the position at which its value starts."""
    decoder = json.JSONDecoder()
    found: list[tuple[str, int]] = []
    position = _skip(text, start + 1)
    while text.startswith('"', position):
        key, position = decoder.raw_decode(text, position)
        value = _skip(text, _skip(text, position) + 1)
        found.append((key, value))
        _, position = decoder.raw_decode(text, value)
        position = _skip(text, _skip(text, position) + 1)
    return found


def _skip(text: str, position: int) -> int:
    match = _BLANK.match(text, position)
    return match.end() if match else position


def _refuse_constant(name: str) -> NoReturn:
    message = f"{name} is not a JSON number"
    raise ValueError(message)


def _duplicate(path: Path, name: str) -> AssemblyProblem:
    return AssemblyProblem(
        where=str(path),
        what=f"the key {name!r} is twice in one object, so the first value is lost",
        fix="rename or remove one of them",
    )
