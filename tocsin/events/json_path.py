"""Paths into an event: `$.detail.state`, `$.resources[0]`.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
"""

import re
from collections.abc import Iterator, Mapping

from tocsin.events.error import TargetInputError

_STEP = re.compile(
    r"\.(?P<name>[A-Za-z0-9_/:\-]+)"
    r"|\[(?P<index>[0-9]+)\]"
    r"|\[(?:'(?P<quoted>[^']+)'|\"(?P<double>[^\"]+)\")\]"
    r"|(?P<all>\.\*|\[\*\])"
)
_Step = str | int | None
"""A name, the number of an item, or None for all of them."""


class _Missing:
    """Nothing stands there."""


MISSING = _Missing()


def read_path(path: str) -> tuple[_Step, ...]:
    """Read a path into its steps.

    Raises:
        TargetInputError: It is not a path that EventBridge supports.
    """
    if not path.startswith("$"):
        what = f"the path {path!r} does not begin with $"
        raise TargetInputError(what, "write it like $.detail.state")
    return tuple(_steps(path))


def _steps(path: str) -> Iterator[_Step]:
    at = 1
    while at < len(path):
        step = _STEP.match(path, at)
        if step is None:
            what = f"the path {path!r} cannot be read from {path[at:]!r} on"
            raise TargetInputError(what, "write it like $.detail.state or $.resources[0]")
        at = step.end()
        if step["all"]:
            yield None
        elif step["index"]:
            yield int(step["index"])
        else:
            yield step["name"] or step["quoted"] or step["double"]


def value_at(path: str, event: Mapping[str, object]) -> object:
    """Return what stands at a path of an event; `MISSING` if nothing does."""
    return _at(event, read_path(path))


def _at(value: object, steps: tuple[_Step, ...]) -> object:
    if not steps:
        return value
    first, rest = steps[0], steps[1:]
    if first is None:
        children = list(value.values()) if isinstance(value, Mapping) else value
        if not isinstance(children, list):
            return MISSING
        return [each for child in children if (each := _at(child, rest)) is not MISSING]
    if isinstance(first, int):
        is_there = isinstance(value, list) and first < len(value)
        return _at(value[first], rest) if is_there and isinstance(value, list) else MISSING
    if isinstance(value, Mapping) and first in value:
        return _at(value[first], rest)
    return MISSING
