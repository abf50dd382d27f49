"""Filter expressions of AWS X-Ray: which traces a group has.

https://docs.aws.amazon.com/xray/latest/devguide/xray-console-filters.html
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tocsin.diagnostics import InvalidValueError, nearest, one_of, quoted

BOOLEANS = (
    "ok", "error", "throttle", "fault", "partial", "inferred", "first", "last", "remote", "root",
)  # fmt: skip
NUMBERS = ("responsetime", "duration", "http.status", "index", "coverage")
TEXTS = (
    "http.url", "http.method", "http.useragent", "http.clientip", "user", "name", "type",
    "message", "availabilityzone", "instance.id", "resource.arn", "group.name", "group.arn",
)  # fmt: skip
_NODES = ("service", "edge", "entity")
_ROOT_CAUSE = "rootcause."
_ANNOTATION = ("annotation.", "annotation[")
_KEYWORDS = (*BOOLEANS, *NUMBERS, *TEXTS, "json", "service", "edge", "annotation.key")
_EQUAL = ("=", "!=")
_ORDER = (*_EQUAL, "<", "<=", ">", ">=")
_WORDS = (*_EQUAL, "CONTAINS", "BEGINSWITH", "ENDSWITH")
_DEEPEST = 50
_NODES_OF_AN_EDGE = 2
_TOKEN = re.compile(
    r"\s*(?:(?P<text>\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')"
    r"|(?P<number>-?[0-9]+(?:\.[0-9]+)?(?![A-Za-z0-9_.]))"
    r"|(?P<word>annotation\[[^\]\s]+\]|[A-Za-z_][A-Za-z0-9_.:-]*)"
    r"|(?P<sign>!=|<=|>=|[=<>!(){},:]))"
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def check_filter_expression(expression: str) -> None:
    """Check that X-Ray would take *expression*.

    Raises:
        InvalidValueError: It would not; with what is wrong first.
    """
    parser = _Parser(tuple(_tokens(expression)))
    if not parser.left:
        raise InvalidValueError("the filter expression is empty", "write one, as fault")
    parser.any_of()
    if parser.left:
        raise parser.unexpected("AND, OR or the end")


def named_services(expression: str) -> tuple[str, ...]:
    """Return the names of services that an expression asks for, as they stand in it.

    Raises:
        InvalidValueError: The expression cannot be read.
    """
    found: list[str] = []
    is_named = False
    for token in _tokens(expression):
        is_named = is_named and token.text != ")"
        if token.kind == "word" and token.text in {"service", "edge"}:
            is_named = True
        elif is_named and token.kind == "text":
            found.append(token.text[1:-1])
    return tuple(dict.fromkeys(found))


def _tokens(expression: str) -> Iterator[_Token]:
    position = 0
    while expression[position:].strip():
        match = _TOKEN.match(expression, position)
        if match is None:
            rest = expression[position:].strip()
            what = f"{quoted(rest)} cannot be read in a filter expression"
            fix = "put texts in quotation marks, and close them"
            raise InvalidValueError(what, fix)
        position = match.end()
        yield _Token(str(match.lastgroup), str(match[str(match.lastgroup)]))


@dataclass(slots=True)
class _Parser:
    """Goes over the tokens once; each method leaves what comes after its part."""

    tokens: Sequence[_Token]
    position: int = 0
    inside: list[str] = field(default_factory=list)

    @property
    def left(self) -> bool:
        return self.position < len(self.tokens)

    @property
    def next(self) -> str:
        return self.tokens[self.position].text if self.left else ""

    def take(self, *texts: str) -> str:
        """Take the next token if it is one of *texts*; nothing otherwise."""
        if self.left and self.tokens[self.position].kind != "text" and self.next in texts:
            self.position += 1
            return self.tokens[self.position - 1].text
        return ""

    def take_kind(self, *kinds: str) -> str:
        """Take the next token if it is of one of *kinds*; nothing otherwise."""
        if self.left and self.tokens[self.position].kind in kinds:
            self.position += 1
            return self.tokens[self.position - 1].text
        return ""

    def need(self, text: str) -> None:
        if not self.take(text):
            raise self.unexpected(text)

    def unexpected(self, expected: str) -> InvalidValueError:
        found = quoted(self.next) if self.left else "the end"
        return InvalidValueError(f"{found} stands where {expected} is expected", "correct it")

    def any_of(self) -> None:
        if len(self.inside) > _DEEPEST:
            what = "the filter expression is nested too deeply"
            raise InvalidValueError(what, f"use at most {_DEEPEST} levels")
        self.all_of()
        while self.take("OR", "or"):
            self.all_of()

    def all_of(self) -> None:
        self.term()
        # Terms side by side are joined by AND.
        while self.take("AND", "and") or (self.left and self.next not in (")", "}", "OR", "or")):
            self.term()

    def term(self) -> None:
        while self.take("!"):
            pass
        if self.take("("):
            self.within("(", ")")
        else:
            self.keyword()

    def within(self, begin: str, end: str) -> None:
        self.inside.append(begin)
        self.any_of()
        self.need(end)
        self.inside.pop()

    def keyword(self) -> None:
        word = self.take_kind("word")
        if not word:
            raise self.unexpected("a keyword")
        if word in BOOLEANS:
            self.truth()
        elif word in NUMBERS:
            self.compared(word, _ORDER, "number")
        elif word in TEXTS:
            self.compared(word, _WORDS, "text")
        elif word.startswith(_ANNOTATION):
            self.annotation(word)
        elif word in _NODES or word.startswith(_ROOT_CAUSE):
            self.node(word)
        elif word != "json":
            fix = nearest(word, _KEYWORDS) or f"use {one_of(_KEYWORDS)}"
            raise InvalidValueError(f"X-Ray has no keyword {quoted(word)}", fix)

    def truth(self) -> None:
        if self.take(*_EQUAL) and not self.take("true", "false"):
            raise self.unexpected("true or false")

    def compared(self, word: str, signs: Sequence[str], kind: str) -> None:
        if not self.take(*signs):
            fix = f"compare it: {word} {' or '.join(signs)} a {kind}"
            raise InvalidValueError(f"{word} is a {kind}, and is not compared", fix)
        if not self.take_kind(kind):
            quoting = ", in quotation marks" if kind == "text" else ""
            raise self.unexpected(f"a {kind}{quoting}")

    def annotation(self, word: str) -> None:
        if any(each in _NODES for each in self.inside):
            what = f"{word} cannot stand inside {self.inside[-1]}()"
            raise InvalidValueError(what, "move it outside, joined by AND")
        if self.take(*dict.fromkeys((*_ORDER, *_WORDS))) and not (
            self.take("true", "false") or self.take_kind("number", "text")
        ):
            raise self.unexpected("a value")

    def node(self, word: str) -> None:
        arguments = self.arguments() if self.take("(") else 0
        if word == "edge" and arguments not in (0, _NODES_OF_AN_EDGE):
            what = f"edge() has {arguments} names"
            raise InvalidValueError(what, 'name both ends, as edge("api", "orders"), or none')
        if word == "service" and arguments > 1:
            what = f"service() has {arguments} names"
            raise InvalidValueError(what, 'name one, as service("api"), or none')
        if self.take("{") and not self.take("}"):
            self.inside.append(word)
            self.any_of()
            self.inside.pop()
            self.need("}")

    def arguments(self) -> int:
        """Take what stands in the brackets after a word; return how many they are."""
        number = 0
        while not self.take(")"):
            if number:
                self.need(",")
            if self.take("id"):
                self.need("(")
                self.named()
            elif not self.take_kind("text"):
                raise self.unexpected('a name in quotation marks, or id(name: "...")')
            number += 1
        return number

    def named(self) -> None:
        """Take `name: "api", type: "AWS::Lambda"` and the bracket behind it."""
        while True:
            word = self.take_kind("word").removesuffix(":")
            if word not in {"name", "type", "account.id"}:
                raise self.unexpected("name, type or account.id")
            self.take(":")
            if not self.take_kind("text"):
                raise self.unexpected("a text in quotation marks")
            if self.take(")"):
                return
            self.need(",")
