"""Parses a text by a Lark grammar, and says in words what else it may hold where it is wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from typing import Generic, TypeVar, cast

from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedInput, UnexpectedToken

Tree = TypeVar("Tree")
_WORD_OR_SIGN = re.compile(r"[A-Za-z_]+|.", re.DOTALL)


class UnexpectedTextError(Exception):
    """Something stands where the grammar allows other things.

    Attributes:
        offset: Where, as an index from 0; the length of the text at its end.
        found: The word or sign that stands there; empty at the end of the text.
        allowed: What may stand there, in words; empty where the parser cannot tell.
    """

    def __init__(self, offset: int, found: str, allowed: str) -> None:
        super().__init__(f"{found!r} stands where {allowed} may stand")
        self.offset = offset
        self.found = found
        self.allowed = allowed


@dataclass(frozen=True, kw_only=True)
class Grammar(Generic[Tree]):
    """A grammar, and what to make of its rules.

    Attributes:
        package: The package in which the grammar's file is.
        file: Its name.
        builder: Makes the tree while the parser runs, so that no second pass is needed.
        words: What each terminal is called in messages.
    """

    package: str
    file: str
    builder: Transformer[Token, Tree]
    words: Mapping[str, str]

    def parse(self, text: str) -> Tree:
        """Parse a text into its tree.

        Raises:
            UnexpectedTextError: It does not follow the grammar.
        """
        try:
            return cast("Tree", self._parser.parse(text))
        except UnexpectedToken as error:
            is_end = error.token.type == "$END"
            offset = len(text) if is_end else error.token.start_pos or 0
            found = "" if is_end else str(error.token)
            raise self._unexpected(offset, found, error.accepts or error.expected) from None
        except UnexpectedCharacters as error:
            offset = cast("int", error.pos_in_stream)
            found = cast("re.Match[str]", _WORD_OR_SIGN.match(text, offset)).group()
            raise self._unexpected(offset, found, error.allowed or set()) from None
        except UnexpectedInput:
            raise self._unexpected(len(text), "", set()) from None

    @cached_property
    def _parser(self) -> Lark:
        grammar = resources.files(self.package).joinpath(self.file).read_text(encoding="utf-8")
        return Lark(grammar, parser="lalr", maybe_placeholders=True, transformer=self.builder)

    def _unexpected(self, offset: int, found: str, terminals: set[str]) -> UnexpectedTextError:
        words = (word for terminal, word in self.words.items() if terminal in terminals)
        return UnexpectedTextError(offset, found, ", ".join(dict.fromkeys(words)))


def unquoted(text: str, *, quotes: str) -> str:
    """Return a quoted string without its quotes, and without the escapes of quotes in it."""
    return re.sub(rf"\\([{quotes}\\])", r"\1", text[1:-1])
