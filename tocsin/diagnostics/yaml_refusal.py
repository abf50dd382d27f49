"""Says why a text is not the YAML that a viewpoint is written in."""

import re

import yaml

from tocsin.diagnostics.problem import Position, ViewpointError, ViewpointProblem

_NOT_IN_YAML = re.compile("[^\\t\\n\\r -~\\x85\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""https://yaml.org/spec/1.2.2/#51-character-set"""


def refusal(name: str, what: str, fix: str, position: Position | None = None) -> ViewpointError:
    """Return the error that the text called *name* cannot be read at all."""
    problem = ViewpointProblem(path=(), what=what, fix=fix, position=position, source=name)
    return ViewpointError((problem,))


def refuse_odd_characters(name: str, text: str) -> None:
    """Refuse characters that YAML does not have.

    Raises:
        ViewpointError: There is one, as half of a surrogate pair or a control character.
    """
    if (odd := _NOT_IN_YAML.search(text)) is not None:
        raise refusal(
            name,
            f"the character {odd[0]!r} cannot stand in YAML",
            "remove it, or save the file as UTF-8 text",
            _position(text, odd.start()),
        )


def syntax_refusal(name: str, text: str, error: yaml.YAMLError) -> ViewpointError:
    """Return the error that *text* is not YAML, with the parser's reason."""
    mark = getattr(error, "problem_mark", None)
    position = Position(line=mark.line + 1, column=mark.column + 1) if mark else None
    if position and _is_indented_by_tab(text, position.line):
        return refusal(name, "a tab indents the line", "indent with blanks", position)
    detail = getattr(error, "problem", None) or str(error).splitlines()[0]
    return refusal(
        name,
        f"this is not YAML: {detail}",
        "check the indentation, the quotes and the colons of this line and the one before",
        position,
    )


def _position(text: str, index: int) -> Position:
    before = text[:index]
    return Position(line=before.count("\n") + 1, column=index - before.rfind("\n"))


def _is_indented_by_tab(text: str, line: int) -> bool:
    lines = text.split("\n")[line - 1 : line]
    return any("\t" in each[: len(each) - len(each.lstrip())] for each in lines)
