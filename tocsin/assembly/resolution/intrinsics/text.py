"""`Fn::Sub`, `Fn::Join` and `Fn::ToJsonString`."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from tocsin.assembly.values import as_text

if TYPE_CHECKING:
    from tocsin.assembly.resolution.value_resolver import ValueResolver
    from tocsin.diagnostics import KeyPath

MAXIMUM_TEXT = 1_000_000
"""A template cannot be larger, so neither can a text of it; a bound against doubling."""

_PAIR = 2
_VARIABLE = re.compile(r"\$\{([^{}]*)\}")


def substitute(resolver: ValueResolver, argument: object, path: KeyPath) -> object:
    """Fill in the `${…}` of a text; `${!Literal}` gives `${Literal}`."""
    template, variables = argument, {}
    if isinstance(argument, list) and len(argument) == _PAIR:
        template, variables = argument
    if not isinstance(template, str) or not isinstance(variables, dict):
        why = "takes a text, or a text and an object of variables"
        return resolver.malformed("Fn::Sub", argument, path, why)
    whole = _VARIABLE.fullmatch(template)
    if whole and not whole[1].startswith("!"):
        return _variable(resolver, whole[1], variables, path)
    parts = _VARIABLE.split(template)
    # Each name once: variables that use each other many times would take time without end.
    values = {
        name: _inserted(resolver, name, variables, path) for name in dict.fromkeys(parts[1::2])
    }
    texts = [values[part] if index % 2 else part for index, part in enumerate(parts)]
    return _joined(resolver, texts, "", path, function="Fn::Sub", argument=argument)


def _inserted(
    resolver: ValueResolver, name: str, variables: dict[str, object], path: KeyPath
) -> object:
    if name.startswith("!"):
        return f"${{{name[1:]}}}"
    return _variable(resolver, name, variables, path)


def _variable(
    resolver: ValueResolver, name: str, variables: dict[str, object], path: KeyPath
) -> object:
    name = name.strip()
    if name in variables:
        return resolver.resolve(variables[name], path)
    logical_id, dot, attribute = name.partition(".")
    stack = resolver.stack
    meant = stack.attribute(logical_id, attribute) if dot else stack.reference(name)
    return resolver.take(meant, path)


def join(resolver: ValueResolver, argument: object, path: KeyPath) -> object:
    """Put texts one after another with a delimiter between them."""
    if not isinstance(argument, list) or len(argument) != _PAIR or not isinstance(argument[0], str):
        return resolver.malformed("Fn::Join", argument, path, "takes a delimiter and a list")
    delimiter, listed = argument
    values, known = resolver.trial(listed, path)
    if not isinstance(values, list):
        if known:
            return resolver.malformed(
                "Fn::Join", argument, path, "joins something that is not a list"
            )
        return resolver.undecided("Fn::Join", argument, path, "joins a list that is not known")
    if len(values) == 1 and isinstance(values[0], str):
        return values[0]
    return _joined(resolver, values, delimiter, path, function="Fn::Join", argument=argument)


def _joined(
    resolver: ValueResolver,
    values: list[object],
    delimiter: str,
    path: KeyPath,
    *,
    function: str,
    argument: object,
) -> object:
    texts = [text for text in map(as_text, values) if text is not None]
    if len(texts) < len(values):
        odd = next(value for value in values if as_text(value) is None)
        why = f"puts {odd!r:.60} into a text"
        return resolver.malformed(function, argument, path, why)
    if sum(map(len, texts)) + len(delimiter) * len(texts) > MAXIMUM_TEXT:
        return resolver.malformed(function, argument, path, "gives a text longer than any template")
    return resolver.resolve(delimiter.join(texts), path)  # it may read {{resolve:…}} only now


def to_json_string(resolver: ValueResolver, argument: object, path: KeyPath) -> object:
    """Write an object or a list as JSON text."""
    value, _ = resolver.trial(argument, path)
    if not isinstance(value, (dict, list)):
        return resolver.malformed("Fn::ToJsonString", argument, path, "takes an object or a list")
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    if len(text) > MAXIMUM_TEXT:
        why = "gives a text longer than any template"
        return resolver.malformed("Fn::ToJsonString", argument, path, why)
    return text
