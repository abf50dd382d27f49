"""Selectors of JSON patterns: `$.a.b`, `$.a[0]`, `$.a[*]`, `$.*`, `$.['a.b']`.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/matching-terms-json-log-events.html
"""

import json
import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from tocsin.logs.error import FilterPatternError

JsonValue: TypeAlias = Any
Step = str | int
"""The key of an object, the index of a list, or `ANY`."""

ANY = "*"

SELECTOR = r"""\$(?:\.\['[^']+'\]|\.\[?"[^"]+"\]?|\.\*|\.[\w\-]+|\[(?:\d+|\*)\])+"""
"""A whole selector, within a pattern."""

_STEP = re.compile(r"\.\['([^']+)'\]|\.\[?\"([^\"]+)\"\]?|\.(\*|[\w\-]+)|\[(\d+|\*)\]")


def parse_selector(text: str) -> tuple[Step, ...]:
    """The steps of a selector, from the outside in.

    Raises:
        FilterPatternError: If it is not a selector.
    """
    steps: list[Step] = []
    position = 1
    while position < len(text):
        found = _STEP.match(text, position)
        if not found:
            raise FilterPatternError(text, "not a selector such as $.field, $.list[0] or $.a.b")
        quoted, double_quoted, name, index = found.groups()
        steps.append(
            int(index) if index and index != ANY else quoted or double_quoted or name or ANY
        )
        position = found.end()
    return tuple(steps)


def select(document: JsonValue, steps: tuple[Step, ...]) -> Iterator[JsonValue]:
    """Every value that the steps lead to; none if a step leads nowhere."""
    if not steps:
        yield document
        return
    step, rest = steps[0], steps[1:]
    for value in _children(document, step):
        yield from select(value, rest)


def _children(document: JsonValue, step: Step) -> list[JsonValue]:
    if isinstance(document, dict):
        if step == ANY:
            return list(document.values())
        return [document[step]] if step in document else []
    if isinstance(document, list):
        if step == ANY:
            return document
        return document[step : step + 1] if isinstance(step, int) else []
    return []


def select_from_message(message: str, selector: str) -> str | None:
    """The first scalar value that a selector leads to in a message; None if there is none."""
    try:
        document = json.loads(message)
    except (ValueError, RecursionError):
        return None
    for value in select(document, parse_selector(selector)):
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            return str(value)
    return None
