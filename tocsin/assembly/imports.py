"""What a stack imports from others, wherever in its template that stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.assembly.resolution import ResolvedValue, StackResolver


def imports_of(resolver: StackResolver) -> Iterator[ResolvedValue]:
    """Give the name of each export that a stack imports, resolved, once for each time it is used.

    What a condition that is false leaves out imports nothing.
    """
    for resource in resolver.resources.values():
        yield from _in(resource.properties, resolver)
    for output in resolver.template.outputs.values():
        if resolver.holds(output.get("Condition")) is not False:
            yield from _in(output.get("Value"), resolver)


def _in(value: object, resolver: StackResolver) -> Iterator[ResolvedValue]:
    if isinstance(value, list):
        for item in value:
            yield from _in(item, resolver)
    elif isinstance(value, dict):
        if "Fn::ImportValue" in value:
            yield resolver.resolve(value["Fn::ImportValue"])
            return
        for item in _chosen(value["Fn::If"], resolver) if "Fn::If" in value else value.values():
            yield from _in(item, resolver)


def _chosen(arguments: object, resolver: StackResolver) -> Iterator[object]:
    """Give the branches of an `Fn::If` that may be taken."""
    if not isinstance(arguments, list) or len(arguments) != 3:  # noqa: PLR2004 - as it is written
        return
    condition, if_true, if_false = arguments
    holds = resolver.holds(condition)
    if holds is not False:
        yield if_true
    if holds is not True:
        yield if_false
