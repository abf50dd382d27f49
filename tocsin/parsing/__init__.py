"""Texts in languages of AWS: parsed by a grammar, and where one is wrong, in words."""

from tocsin.parsing.grammar import Grammar, UnexpectedTextError, unquoted
from tocsin.parsing.invalid_text import InvalidTextError, in_text

__all__ = [
    "Grammar",
    "InvalidTextError",
    "UnexpectedTextError",
    "in_text",
    "unquoted",
]
