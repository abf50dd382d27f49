"""Workflow commands of GitHub Actions, by which a step annotates the diff of a pull request.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Literal

from tocsin.diagnostics import Location, printable_line

Level = Literal["error", "warning", "notice"]

_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}
"""How the runner reads values.

https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
"""


def annotation(level: Level, where: Location, file: str, title: str, lines: Iterable[str]) -> str:
    """Return the command that annotates a line of a file.

    Args:
        level: How it is shown.
        where: The line.
        file: The file, as it is from the working folder.
        title: What stands above it.
        lines: What it says; what is empty is left out.
    """
    properties = {"file": file}
    if where.position is not None:
        properties |= {"line": str(where.position.line), "col": str(where.position.column)}
    properties["title"] = title
    written = ",".join(f"{name}={_escaped(value, _PROPERTY)}" for name, value in properties.items())
    message = "\n".join(printable_line(line) for line in lines if line)
    return f"::{level} {written}::{_escaped(message, _DATA)}"


def guarded(text: str) -> str:
    """Return a text of the log in which the runner looks for no commands.

    Names in templates could be such commands. The runner goes on at a mark that the text cannot
    have, because it is made of the whole of it.
    """
    mark = f"tocsin-{sha256(text.encode('utf-8', 'replace')).hexdigest()}"
    return f"::stop-commands::{mark}\n{text}::{mark}::\n"


def _escaped(text: str, escapes: Mapping[str, str]) -> str:
    shown = "\n".join(map(printable_line, text.split("\n")))
    return "".join(escapes.get(character, character) for character in shown)
