"""The order in which stacks are deployed: those that others need come first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tocsin.transition.deployed_stack import DeployedStack

Needs = dict[str, frozenset[str]]
"""Of each stack, by its id, the ids of those that are deployed before it."""


def deployment_order(stacks: Iterable[DeployedStack]) -> list[DeployedStack]:
    """Give stacks in the order of the CDK's command line.

    Layer by layer: first those that need no other, then those that need only these, and so on;
    within a layer by their ids. Stacks that need each other come last.
    """
    waiting = {each.stack.id: each for each in stacks}
    needs = needs_of(waiting.values())
    ordered: list[DeployedStack] = []
    while waiting:
        ready = sorted(name for name in waiting if not needs[name] & waiting.keys())
        ordered.extend(waiting.pop(name) for name in ready or sorted(waiting))
    return ordered


def needs_of(stacks: Iterable[DeployedStack]) -> Needs:
    """Give what each stack needs, directly or through others.

    A manifest says so. Where there is none, a stack needs those whose exports it imports.
    """
    by_id = {each.stack.id: each for each in stacks}
    exporters = {name: key for key, each in by_id.items() for name in each.exports}
    direct = {key: _direct(each, by_id, exporters) for key, each in by_id.items()}
    return {key: _reached(key, direct) for key in by_id}


def _direct(
    each: DeployedStack, by_id: Mapping[str, DeployedStack], exporters: Mapping[str, str]
) -> set[str]:
    if each.stack.depends_on is not None:
        return by_id.keys() & set(each.stack.depends_on)
    return {exporters[name] for name in each.imports if name in exporters} - {each.stack.id}


def _reached(key: str, direct: Mapping[str, set[str]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = list(direct[key])
    while waiting:
        other = waiting.pop()
        if other not in found:
            found.add(other)
            waiting.extend(direct[other])
    return frozenset(found)
