"""Which composite alarms refer to which, in what order they are evaluated, and cycles."""

from collections.abc import Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from tocsin.evaluation.composite.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Hierarchy:
    """The composites of one account and Region.

    Attributes:
        children: The names of the alarms that each composite's rule refers to.
        order: The composites that can be evaluated, each after those it refers to.
        cycles: Composites that refer to themselves by way of others, each as a path that ends
            where it begins. CloudWatch does not evaluate them.
    """

    children: Mapping[str, frozenset[str]]
    order: tuple[str, ...]
    cycles: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, rules: Mapping[str, Rule]) -> "Hierarchy":
        """Work out the hierarchy of a set of composite alarms."""
        children = {name: frozenset(rule.alarm_names) for name, rule in rules.items()}
        composites = {name: children[name] & rules.keys() for name in rules}
        order, cycles = _sorted(composites)
        return cls(children=children, order=order, cycles=cycles)


def _sorted(
    composites: Mapping[str, frozenset[str]],
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    cycles: list[tuple[str, ...]] = []
    circular: set[str] = set()
    while True:
        graph = {
            name: sorted(below - circular)
            for name, below in composites.items()
            if name not in circular
        }
        try:
            return tuple(TopologicalSorter(graph).static_order()), tuple(cycles)
        except CycleError as error:
            path = tuple(reversed(error.args[1]))
            cycles.append(path)
            circular.update(path)
