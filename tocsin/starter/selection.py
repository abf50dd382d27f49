"""Chooses the stacks of an application, and tells which of them look like stages of one."""

from collections import defaultdict
from collections.abc import Iterable
from fnmatch import fnmatchcase

from tocsin.assembly import Assembly, Stack
from tocsin.inventory import FoundResource, is_built_by_tocsin
from tocsin.starter.names import without_stage, words_of


def applications_stacks(assembly: Assembly, patterns: Iterable[str]) -> tuple[Stack, ...]:
    """Return the stacks whose names or ids match one of *patterns*, all for none, without ours."""
    wanted = tuple(patterns) or ("*",)
    return tuple(
        stack
        for stack in assembly.stacks
        if not is_built_by_tocsin(stack) and any(_matches(stack, pattern) for pattern in wanted)
    )


def _matches(stack: Stack, pattern: str) -> bool:
    return fnmatchcase(stack.name, pattern) or fnmatchcase(stack.id, pattern)


def twins(found: Iterable[FoundResource]) -> tuple[tuple[str, ...], ...]:
    """Return the names of stacks that seem to be stages of one system.

    They have the same resources in one Region, and names that differ in nothing but the stage.
    """
    by_stack: dict[Stack, set[tuple[str, str]]] = defaultdict(set)
    for each in found:
        by_stack[each.resource.stack].add((each.resource.logical_id, each.resource.type))
    alike: dict[tuple[object, ...], dict[str, None]] = defaultdict(dict)
    for stack, resources in by_stack.items():
        system = tuple(without_stage(words_of(stack.name)))
        alike[frozenset(resources), stack.region, system][stack.name] = None
    return tuple(tuple(sorted(names)) for names in alike.values() if len(names) > 1)
