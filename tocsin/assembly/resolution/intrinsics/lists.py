"""`Fn::Select`, `Fn::Split` and `Fn::Length`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tocsin.assembly.resolution.physical_identity import Reference
from tocsin.assembly.values import as_text

if TYPE_CHECKING:
    from tocsin.assembly.resolution.value_resolver import ValueResolver
    from tocsin.diagnostics import KeyPath

_PAIR = 2
_SYMBOL = re.compile(r"(\$\{[^}]*\}|\{\{resolve:[^{}]*\}\})")


def select(resolver: ValueResolver, argument: object, path: KeyPath) -> object:
    """Give one item of a list, counted from 0; the others are not looked at."""
    if not isinstance(argument, list) or len(argument) != _PAIR:
        return resolver.malformed("Fn::Select", argument, path, "takes an index and a list")
    (written, index_known), listed = resolver.trial(argument[0], path), argument[1]
    index, known = as_text(written), index_known
    if not isinstance(listed, list):
        listed, list_known = resolver.trial(listed, path)
        known = known and list_known
    if isinstance(listed, list) and index is not None and re.fullmatch(r"[0-9]{1,9}", index):
        if int(index) < len(listed):
            return resolver.resolve(listed[int(index)], path)
        if known and not any(_open(item) for item in listed):
            why = f"asks for item {index} of a list of {len(listed)}"
            return resolver.malformed("Fn::Select", argument, path, why)
    elif known:
        return resolver.malformed("Fn::Select", argument, path, "takes an index and a list")
    return resolver.undecided("Fn::Select", argument, path, "chooses from a list that is not known")


def _open(item: object) -> bool:
    return isinstance(item, str) and _SYMBOL.search(item) is not None


def split(resolver: ValueResolver, argument: object, path: KeyPath) -> object:
    """Cut a text at a delimiter; a resource's ARN is cut by its form even if its name is open."""
    if not isinstance(argument, list) or len(argument) != _PAIR:
        return resolver.malformed("Fn::Split", argument, path, "takes a delimiter and a text")
    delimiter, (value, known) = argument[0], resolver.trial(argument[1], path)
    if not isinstance(delimiter, str) or not delimiter or not isinstance(value, str):
        if not known:
            return resolver.undecided("Fn::Split", argument, path, "cuts a text that is not known")
        return resolver.malformed("Fn::Split", argument, path, "takes a delimiter and a text")
    text = value.shape if isinstance(value, Reference) and value.shape else str(value)
    if _SYMBOL.fullmatch(text):
        return resolver.undecided("Fn::Split", argument, path, f"cuts {text}, which is not known")
    return _pieces(text, delimiter)


def _pieces(text: str, delimiter: str) -> list[object]:
    """Cut a text, but not inside the symbols in it."""
    pieces = [""]
    for index, part in enumerate(_SYMBOL.split(text)):
        first, *others = [part] if index % 2 else part.split(delimiter)
        pieces[-1] += first
        pieces.extend(others)
    return list[object](pieces)


def length(resolver: ValueResolver, argument: object, path: KeyPath) -> object:
    """Count the items of a list."""
    value, known = resolver.trial(argument, path)
    if isinstance(value, list):
        return len(value)
    if known:
        return resolver.malformed("Fn::Length", argument, path, "takes a list")
    return resolver.undecided("Fn::Length", argument, path, "counts a list that is not known")
