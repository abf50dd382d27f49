"""How a kind of YAML text is understood, and how much of it is taken."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tocsin.diagnostics.problem import InvalidValueError

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
