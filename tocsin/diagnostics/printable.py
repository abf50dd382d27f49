"""Characters of an input that would act on whatever shows them: colours, cursors, directions.

Whatever Tocsin prints or writes for people or their programs goes through here: the terminal,
HTML, JUnit, Markdown, YAML and JSON.
"""

import json
from unicodedata import category

_REPLACED = "\N{REPLACEMENT CHARACTER}"
_HARMLESS = frozenset({"Zs", "Co", "Cn"})
"""Blanks, and what has no meaning, are not printable for Python, and move nothing.

https://www.unicode.org/reports/tr44/#General_Category_Values
"""

_LINES = "\n\t"


def acts(character: str) -> bool:
    """Tell whether a character controls a terminal, or the order in which it writes others.

    So does, for XML, what Unicode says is no character: no document may have it.
    """
    if character.isprintable():
        return False
    return category(character) not in _HARMLESS or _is_no_character(ord(character))


def printable(text: str) -> str:
    """Return *text* with `�` for each character that would act; lines and tabs stay."""
    if _is_plain(text):
        return text
    return "".join(_REPLACED if acts(each) and each not in _LINES else each for each in text)


def printable_line(text: str) -> str:
    """Return *text* as one line, with `�` for each character that would act or end it."""
    if text.isprintable():
        return text
    return "".join(_REPLACED if acts(each) else each for each in text)


def printable_json(text: str) -> str:
    """Return a text of JSON that means the same, with each character that would act escaped."""
    if _is_plain(text):
        return text
    return "".join(
        json.dumps(each)[1:-1] if acts(each) and each not in _LINES else each for each in text
    )


def _is_plain(text: str) -> bool:
    return text.replace("\n", "").replace("\t", "").isprintable()


def escaped(text: str) -> str:
    r"""Return *text* as Python writes it, without the quotes: what would act stands as `\x1b`."""
    return text if text.isprintable() else repr(text)[1:-1]


def _is_no_character(code: int) -> bool:
    """https://www.unicode.org/faq/private_use.html#noncharacters."""
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF  # noqa: PLR2004 - as it is defined
