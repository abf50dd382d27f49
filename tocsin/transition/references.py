"""Which resources of its stack a value refers to, and from where in it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_IN_TEXT = re.compile(r"\$\{([A-Za-z0-9]+)(?:\.[^}]*)?\}")
_STACK_OR_ACCOUNT = r"AWS::(?:AccountId|Partition|Region|URLSuffix)"
_OPEN = re.compile(rf"\$\{{(?!{_STACK_OR_ACCOUNT}\}})")

KeyPath = tuple[str | int, ...]


class ReferenceTo(NamedTuple):
    """A mention of a resource by its logical id.

    Attributes:
        path: Where it stands in the value; intrinsic functions are no part of it.
        logical_id: Whose; perhaps that of a parameter, which has the same form.
    """

    path: KeyPath
    logical_id: str


def references(value: object, path: KeyPath = ()) -> Iterator[ReferenceTo]:
    """Give every mention of a logical id by `Ref`, `Fn::GetAtt` and `Fn::Sub` in a raw value."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from references(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            if key in {"Ref", "Fn::GetAtt", "Fn::Sub"}:
                yield from (ReferenceTo(path, name) for name in _named(key, item))
            inner = path if key.startswith(("Fn::", "Ref")) else (*path, key)
            yield from references(item, inner)


def _named(function: str, argument: object) -> Iterator[str]:
    first = argument[0] if isinstance(argument, list) and argument else argument
    if not isinstance(first, str):
        return
    if function == "Fn::Sub":
        yield from _IN_TEXT.findall(first)
    else:
        yield first.partition(".")[0] if function == "Fn::GetAtt" else first


def means_the_same_everywhere(text: str) -> bool:
    """Say whether a resolved text is one and the same value in each stack of its environment.

    It is not where a part is known to one stack alone, as that of a parameter: `${Name}-orders`.
    """
    return not _OPEN.search(text)
