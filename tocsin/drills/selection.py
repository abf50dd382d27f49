"""Chooses drills by an expression: words of their names, with and, or, not and parentheses."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from tocsin.diagnostics import InvalidValueError

_TOKEN = re.compile(r"\(|\)|[^\s()]+")
_OPERATORS = ("and", "or", "not", "(", ")")

Matcher = Callable[[str], bool]


def parse_selection(text: str) -> Matcher:
    """Return whether an id of a drill, `file::name`, is chosen; case does not matter.

    Words that follow each other stand for the text that they form: `orders stop and not quiet`.

    Raises:
        InvalidValueError: The text is not such an expression.
    """
    parser = _Parser(_TOKEN.findall(text))
    matcher = parser.alternatives()
    if parser.tokens:
        raise _unexpected(repr(parser.tokens[0]), "and, or or the end")
    return matcher


@dataclass(slots=True)
class _Parser:
    tokens: list[str] = field(default_factory=list)

    def alternatives(self) -> Matcher:
        parts = [self._conjunction()]
        while self._take("or"):
            parts.append(self._conjunction())
        return lambda name: any(part(name) for part in parts)

    def _conjunction(self) -> Matcher:
        parts = [self._term()]
        while self._take("and"):
            parts.append(self._term())
        return lambda name: all(part(name) for part in parts)

    def _term(self) -> Matcher:
        if self._take("not"):
            inner = self._term()
            return lambda name: not inner(name)
        if self._take("("):
            inner = self.alternatives()
            self._expect(")")
            return inner
        return self._words()

    def _words(self) -> Matcher:
        words = []
        while self.tokens and self.tokens[0] not in _OPERATORS:
            words.append(self.tokens.pop(0))
        if not words:
            found = self._next()
            raise _unexpected(found, "a word of a name")
        wanted = " ".join(words).casefold()
        return lambda name: wanted in name.casefold()

    def _take(self, token: str) -> bool:
        if self.tokens and self.tokens[0] == token:
            self.tokens.pop(0)
            return True
        return False

    def _expect(self, token: str) -> None:
        if not self._take(token):
            raise _unexpected(self._next(), repr(token))

    def _next(self) -> str:
        return repr(self.tokens[0]) if self.tokens else "the end"


def _unexpected(found: str, expected: str) -> InvalidValueError:
    what = f"{found} stands where {expected} is expected"
    return InvalidValueError(what, "write words with and, or, not and ()")
