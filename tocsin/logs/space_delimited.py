"""Space-delimited patterns: `[ip, user, ..., status = 4*, bytes > 1000]`.

Text in quotes or in brackets is one field of the log event. `...` stands for any fields before
the ones that follow it. A last name without a condition takes all that is left.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tocsin.logs.comparison import NUMBER, compile_comparison
from tocsin.logs.error import FilterPatternError

ANY_FIELDS = "..."

_LOG_FIELD = re.compile(r'"([^"]*)"|\[([^\]]*)\]|(\S+)')
_PATTERN_FIELD = re.compile(r'\s*((?:%(?:[^%\\]|\\.)*%|"[^"]*"|[^,"%])+)(?:,|$)')
_CONDITION = re.compile(
    r"\s*(?P<name>\w+)\s*(?P<sign>!=|<=|>=|=|<|>)\s*"
    r'(?:(?P<quoted>"[^"]*")|(?P<regex>%(?:[^%\\]|\\.)*%)|(?P<word>[^\s"&|]+))'
    r"\s*(?P<joint>&&|\|\||$)"
)

Condition = Callable[[str], bool]
"""Whether the text of one field of the log event passes."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of the pattern; None as the condition accepts anything."""

    name: str
    condition: Condition | None

    def accepts(self, value: str) -> bool:
        return self.condition is None or self.condition(value)


class SpaceDelimitedPattern:
    """A compiled pattern in brackets.

    Raises:
        FilterPatternError: If the pattern is not valid.
    """

    def __init__(self, pattern: str) -> None:
        if not pattern.endswith("]"):
            raise FilterPatternError(pattern, "the closing bracket is missing")
        self._fields = [_field(pattern, text) for text in _split(pattern)]
        names = [field.name for field in self._fields]
        if ANY_FIELDS in names[1:]:
            why = "... is supported as the first field only here"
            raise FilterPatternError(pattern, why, is_certain=False)
        self._is_open = names[:1] == [ANY_FIELDS]
        if self._is_open:
            del self._fields[0]

    def __call__(self, message: str) -> bool:
        """Whether a message matches."""
        return self.fields(message) is not None

    def fields(self, message: str) -> Mapping[str, str] | None:
        """The fields of a message that matches, by name; None if it does not match."""
        values = self.aligned(message)
        if values is None:
            return None
        pairs = list(zip(self._fields, values, strict=True))
        if not all(field.accepts(value) for field, value in pairs):
            return None
        return {field.name: value for field, value in pairs}

    @property
    def names(self) -> list[str]:
        """The names of the pattern's fields, in their order, without the `...` before them."""
        return [field.name for field in self._fields]

    @staticmethod
    def fields_of(message: str) -> list[str]:
        """The fields of a message, whatever a pattern names them."""
        return [_text_of(found) for found in _LOG_FIELD.finditer(message)]

    def aligned(self, message: str) -> list[str] | None:
        """The values of the pattern's fields, in their order; None if there are not as many."""
        found = list(_LOG_FIELD.finditer(message))
        values = [_text_of(each) for each in found]
        wanted = len(self._fields)
        if len(values) < wanted or not wanted:
            return None
        if self._is_open or len(values) == wanted:
            return values[-wanted:]
        if self._fields[-1].condition:
            return None
        return [*values[: wanted - 1], message[found[wanted - 1].start() :]]


def _text_of(found: re.Match[str]) -> str:
    return next(text for text in found.groups() if text is not None)


def _split(pattern: str) -> list[str]:
    inside = pattern[1:-1].strip()
    texts = []
    position = 0
    while position < len(inside):
        found = _PATTERN_FIELD.match(inside, position)
        if not found:
            why = f"{inside[position:]!r} is not valid"
            raise FilterPatternError(pattern, why, is_certain=False)
        texts.append(found[1].strip())
        position = found.end()
    return texts


def _field(pattern: str, text: str) -> _Field:
    if text == ANY_FIELDS or re.fullmatch(r"\w+", text):
        return _Field(text, None)
    comparisons = _comparisons(pattern, text)
    if len({found["name"] for found in comparisons}) > 1 or comparisons[-1].end() < len(text):
        why = f"{text!r} compares more than one field"
        raise FilterPatternError(pattern, why, is_certain=False)
    return _Field(comparisons[0]["name"], _any_of_all(comparisons))


def _comparisons(pattern: str, text: str) -> list[re.Match[str]]:
    """The comparisons of a field's text, each with what joins it to the next; at least one."""
    comparisons: list[re.Match[str]] = []
    while not comparisons or comparisons[-1]["joint"]:
        found = _CONDITION.match(text, comparisons[-1].end() if comparisons else 0)
        if not found:
            why = f"{text!r} is not a name with conditions"
            raise FilterPatternError(pattern, why, is_certain=False)
        comparisons.append(found)
    return comparisons


def _any_of_all(comparisons: list[re.Match[str]]) -> Condition:
    """The condition of comparisons, of which `&&` binds more strongly than `||`."""
    alternatives: list[list[Condition]] = [[]]
    for found in comparisons:
        alternatives[-1].append(_comparison(found))
        if found["joint"] == "||":
            alternatives.append([])
    return lambda value: any(all(passes(value) for passes in each) for each in alternatives)


def _comparison(found: re.Match[str]) -> Condition:
    kind = next(kind for kind in ("quoted", "regex", "word") if found[kind] is not None)
    test = compile_comparison(found["sign"], kind, found[kind])
    is_number = kind == "word" and NUMBER.fullmatch(found[kind])

    def condition(value: str) -> bool:
        return test(float(value) if is_number and NUMBER.fullmatch(value) else value)

    return condition
