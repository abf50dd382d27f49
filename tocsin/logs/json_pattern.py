"""JSON patterns: `{ $.level = "ERROR" && $.latency > 100 }`.

`&&` binds more strongly than `||`. A selector that leads to an object or a list matches nothing.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/matching-terms-json-log-events.html
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

from tocsin.logs.comparison import ValueTest, compile_comparison
from tocsin.logs.error import FilterPatternError
from tocsin.logs.selector import SELECTOR, JsonValue, parse_selector, select

Condition = Callable[[JsonValue], bool]
"""Whether a whole log event, read as JSON, passes."""

_TOKEN = re.compile(
    rf"""\s*(?:
      (?P<selector>{SELECTOR})
    | (?P<operator>!=|<=|>=|=|<|>)
    | (?P<bracket>[()]|&&|\|\|)
    | (?P<quoted>"(?:[^"\\]|\\.)*")
    | (?P<regex>%(?:[^%\\]|\\.)*%)
    | (?P<word>[^\s"()&|=<>!]+)
    )""",
    re.VERBOSE,
)
_TESTS: dict[tuple[str, str], ValueTest] = {
    ("IS", "NULL"): lambda value: value is None,
    ("IS", "TRUE"): lambda value: value is True,
    ("IS", "FALSE"): lambda value: value is False,
}


def compile_json_pattern(pattern: str) -> Callable[[str], bool]:
    """Compile a pattern in braces; a message that is not a JSON object never matches.

    Raises:
        FilterPatternError: If the pattern is not valid.
    """
    if not pattern.endswith("}"):
        raise FilterPatternError(pattern, "the closing brace is missing")
    condition = _Parser(pattern).parse()

    def matches(message: str) -> bool:
        try:
            document = json.loads(message)
        except (ValueError, RecursionError):
            return False
        return condition(document)

    return matches


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


class _Parser:
    """Reads the conditions inside the braces from left to right."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._tokens = self._tokenize(pattern[1:-1])
        self._position = 0

    def parse(self) -> Condition:
        condition = self._alternatives()
        if self._position < len(self._tokens):
            raise self._unexpected()
        return condition

    def _alternatives(self) -> Condition:
        parts = [self._conjunction()]
        while self._skip("||"):
            parts.append(self._conjunction())
        return lambda document: any(part(document) for part in parts)

    def _conjunction(self) -> Condition:
        parts = [self._condition()]
        while self._skip("&&"):
            parts.append(self._condition())
        return lambda document: all(part(document) for part in parts)

    def _condition(self) -> Condition:
        if self._skip("("):
            inner = self._alternatives()
            if not self._skip(")"):
                raise self._unexpected()
            return inner
        steps = parse_selector(self._take("selector").text)
        words = tuple(token.text for token in self._tokens[self._position : self._position + 2])
        if words == ("NOT", "EXISTS"):
            self._position += 2
            return lambda document: not any(True for _ in select(document, steps))
        test = self._test(words)
        return lambda document: any(test(value) for value in select(document, steps))

    def _test(self, words: tuple[str, ...]) -> ValueTest:
        if len(words) == len(("IS", "NULL")) and (test := _TESTS.get((words[0], words[1]))):
            self._position += 2
            return test
        operator = self._take("operator").text
        operand = self._take("quoted", "regex", "word")
        return compile_comparison(operator, operand.kind, operand.text)

    def _take(self, *kinds: str) -> _Token:
        token = self._peek()
        if not token or token.kind not in kinds:
            raise self._unexpected()
        self._position += 1
        return token

    def _skip(self, text: str) -> bool:
        token = self._peek()
        found = token is not None and token.kind == "bracket" and token.text == text
        self._position += found
        return found

    def _peek(self) -> _Token | None:
        return self._tokens[self._position] if self._position < len(self._tokens) else None

    def _unexpected(self) -> FilterPatternError:
        token = self._peek()
        found = repr(token.text) if token else "the end"
        return FilterPatternError(self._pattern, f"{found} is not expected there")

    def _tokenize(self, text: str) -> list[_Token]:
        tokens = []
        position = 0
        while text[position:].strip():
            found = _TOKEN.match(text, position)
            if not found or not found.lastgroup:
                raise FilterPatternError(self._pattern, f"{text[position:].strip()!r} is not valid")
            tokens.append(_Token(found.lastgroup, found[found.lastgroup]))
            position = found.end()
        return tokens
