"""Which resources of its stack a raw value refers to, and what a resource has to wait for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.assembly.resource import Resource
    from tocsin.diagnostics import KeyPath

_IN_TEXT = re.compile(r"\$\{([A-Za-z0-9]+)(?:\.[^}]*)?\}")


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


def created_before(resource: Resource) -> frozenset[str]:
    """Return the logical ids of what CloudFormation creates before a resource of the same stack.

    It knows them by `DependsOn`, and by references in properties; a name in a text is none.
    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html
    """
    declared = resource.stack.resolver.resources
    found: set[str] = set()
    waiting = [resource.logical_id]
    while waiting:
        current = declared.get(waiting.pop())
        needed = set(_needs(current.raw)) if current is not None else set[str]()
        waiting += needed - found
        found |= needed
    return frozenset(found & declared.keys())


def _needs(raw: object) -> Iterator[str]:
    if not isinstance(raw, dict):
        return
    listed = raw.get("DependsOn")
    yield from (name for name in _listed(listed) if isinstance(name, str))
    yield from (each.logical_id for each in references(raw.get("Properties")))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
