"""Characters of an input that would act on a terminal: colours, cursors, directions of writing."""

import json
import re
from unicodedata import category

_ACTING = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""https://www.unicode.org/reports/tr44/#General_Category_Values"""

_PLAIN = re.compile(r"[\n\t -~]*")


def acts(character: str) -> bool:
    """Tell whether a character controls a terminal, or the order in which it writes others."""
    return category(character) in _ACTING


def printable(text: str) -> str:
    """Return *text* with `�` for each character that would act; lines and tabs stay."""
    if _PLAIN.fullmatch(text):
        return text
    return "".join("�" if acts(each) and each not in "\n\t" else each for each in text)


def printable_json(text: str) -> str:
    """Return a text of JSON that means the same, with each character that would act escaped."""
    if _PLAIN.fullmatch(text):
        return text
    return "".join(
        json.dumps(each)[1:-1] if acts(each) and each not in "\n\t" else each for each in text
    )
