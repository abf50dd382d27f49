"""Says why a text is not YAML at all."""

import re

from tocsin.diagnostics.problem import InvalidInputError, Position
from tocsin.diagnostics.yaml.text import YamlText

_NOT_IN_YAML = re.compile("[^\\t\\n\\r -~\\x85\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""https://yaml.org/spec/1.2.2/#51-character-set"""


def odd_character(text: YamlText) -> InvalidInputError | None:
    """Return the error that a character is not one of YAML's, if that is what is wrong.

    It may be half of a surrogate pair or a control character. Every parser stops at it; here it
    is named.
    """
    odd = _NOT_IN_YAML.search(text.text)
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
