"""Says why a text is not the YAML that is read here."""

import re

import yaml

from tocsin.diagnostics.problem import InvalidInputError, Location, Position, Problem

_NOT_IN_YAML = re.compile("[^\\t\\n\\r -~\\x85\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""https://yaml.org/spec/1.2.2/#51-character-set"""


def refusal(kind: str, where: Location, what: str, fix: str) -> InvalidInputError:
    """Return the error that a text cannot be read at all."""
    return InvalidInputError((Problem(kind=kind, where=where, what=what, fix=fix),))


def refuse_odd_characters(name: str, text: str) -> None:
    """Refuse characters that YAML does not have.

    Raises:
        InvalidInputError: There is one, as half of a surrogate pair or a control character.
    """
    if (odd := _NOT_IN_YAML.search(text)) is not None:
        raise refusal(
            "yaml/character",
            Location(source=name, position=_position(text, odd.start())),
            f"the character {odd[0]!r} cannot stand in YAML",
            "remove it, or save the file as UTF-8 text",
        )


def syntax_refusal(name: str, text: str, error: yaml.YAMLError) -> InvalidInputError:
    """Return the error that *text* is not YAML, with the parser's reason."""
    mark = getattr(error, "problem_mark", None)
    where = Location(source=name)
    if mark is not None:
        line = "".join(text.split("\n")[mark.line : mark.line + 1])
        position = Position(line=mark.line + 1, column=mark.column + 1)
        where = Location(source=name, position=position, line_text=line)
    if "\t" in where.line_text[: len(where.line_text) - len(where.line_text.lstrip())]:
        return refusal("yaml/tab", where, "a tab indents the line", "indent with spaces")
    detail = getattr(error, "problem", None) or str(error).splitlines()[0]
    return refusal(
        "yaml/syntax",
        where,
        f"this is not YAML: {detail}",
        "check the indentation, the quotes and the colons of this line and the one before",
    )


def _position(text: str, index: int) -> Position:
    before = text[:index]
    return Position(line=before.count("\n") + 1, column=index - before.rfind("\n"))
