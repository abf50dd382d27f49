"""`Fn::Sub`, `Fn::Join` and `Fn::ToJsonString`."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from tocsin.assembly.values import MAXIMUM_TEXT, as_text

if TYPE_CHECKING:
    from tocsin.assembly.walk import Path, Walk

_PAIR = 2
_VARIABLE = re.compile(r"\$\{([^{}]*)\}")


def substitute(walk: Walk, argument: object, path: Path) -> object:
    """Fill in the `${…}` of a text; `${!Literal}` gives `${Literal}`."""
    template, variables = argument, {}
    if isinstance(argument, list) and len(argument) == _PAIR:
        template, variables = argument
    if not isinstance(template, str) or not isinstance(variables, dict):
        why = "takes a text, or a text and an object of variables"
        return walk.malformed("Fn::Sub", argument, path, why)
    whole = _VARIABLE.fullmatch(template)
    if whole and not whole[1].startswith("!"):
        return _variable(walk, whole[1], variables, path)
    parts = _VARIABLE.split(template)
    # Each name once: variables that use each other many times would take time without end.
    values = {name: _inserted(walk, name, variables, path) for name in dict.fromkeys(parts[1::2])}
    texts = [values[part] if index % 2 else part for index, part in enumerate(parts)]
    return _joined(walk, texts, "", path, function="Fn::Sub", argument=argument)


def _inserted(walk: Walk, name: str, variables: dict[str, object], path: Path) -> object:
    if name.startswith("!"):
        return f"${{{name[1:]}}}"
    return _variable(walk, name, variables, path)


def _variable(walk: Walk, name: str, variables: dict[str, object], path: Path) -> object:
    name = name.strip()
    if name in variables:
        return walk.resolve(variables[name], path)
    logical_id, dot, attribute = name.partition(".")
    scope = walk.scope
    outcome = scope.attribute(logical_id, attribute) if dot else scope.reference(name)
    return walk.take(outcome, path)


def join(walk: Walk, argument: object, path: Path) -> object:
    """Put texts one after another with a delimiter between them."""
    if not isinstance(argument, list) or len(argument) != _PAIR or not isinstance(argument[0], str):
        return walk.malformed("Fn::Join", argument, path, "takes a delimiter and a list")
    delimiter, listed = argument
    values, known = walk.trial(listed, path)
    if not isinstance(values, list):
        if known:
            return walk.malformed("Fn::Join", argument, path, "joins something that is no list")
        return walk.undecided("Fn::Join", argument, path, "joins a list that is not known")
    if len(values) == 1 and isinstance(values[0], str):
        return values[0]
    return _joined(walk, values, delimiter, path, function="Fn::Join", argument=argument)


def _joined(
    walk: Walk,
    values: list[object],
    delimiter: str,
    path: Path,
    *,
    function: str,
    argument: object,
) -> object:
    texts = [text for text in map(as_text, values) if text is not None]
    if len(texts) < len(values):
        odd = next(value for value in values if as_text(value) is None)
        why = f"puts {odd!r:.60} into a text"
        return walk.malformed(function, argument, path, why)
    if sum(map(len, texts)) + len(delimiter) * len(texts) > MAXIMUM_TEXT:
        return walk.malformed(function, argument, path, "gives a text longer than any template")
    return walk.resolve(delimiter.join(texts), path)  # it may read {{resolve:…}} only now


def to_json_string(walk: Walk, argument: object, path: Path) -> object:
    """Write an object or a list as JSON text."""
    value, _ = walk.trial(argument, path)
    if not isinstance(value, (dict, list)):
        return walk.malformed("Fn::ToJsonString", argument, path, "takes an object or a list")
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    if len(text) > MAXIMUM_TEXT:
        why = "gives a text longer than any template"
        return walk.malformed("Fn::ToJsonString", argument, path, why)
    return text
