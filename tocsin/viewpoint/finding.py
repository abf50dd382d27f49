"""A problem that shows when the parts of a viewpoint are seen together."""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache

from tocsin.diagnostics import (
    KeyPath,
    Location,
    Problem,
    ProblemSeverity,
    did_you_mean,
    quoted,
)

_STAGE = 2
"""Keys of the place of a stage."""

UNNAMED = "viewpoint"
"""The source of a problem until the loader says which file it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A problem, and the other parts of the viewpoint that it rests on.

    Where one of these parts could not be read, the problem may not be there at all: a metric can
    only be said to be missing as long as all metrics of its service are known.

    Attributes:
        problem: What is wrong.
        rests_on: Where the parts stand, or would stand.
        is_bearable: Whether a plan can be made all the same.
        of_stage: The stage in which it is found, and the parts of the viewpoint that the stage
            might change; None where it is found in the viewpoint itself.
    """

    problem: Problem
    rests_on: tuple[KeyPath, ...] = ()
    is_bearable: bool = False
    of_stage: tuple[str, tuple[KeyPath, ...]] | None = None

    def in_stage(self, stage: str, located: Callable[[KeyPath], KeyPath]) -> "Finding":
        """Return the finding as one about *stage*, with its place as *located* gives it.

        Where the stage does not say the part itself, it has taken out what the part needs.
        """
        path = self.problem.where.key_path
        place = located(path)
        problem = replace(self.problem, where=replace(self.problem.where, key_path=place))
        if place == path:
            what = f"in the stage {stage}: {problem.what}"
            fix = f"change it under stages.{stage}, too, or keep there what it needs"
            problem = replace(problem, what=what, fix=fix)
        return replace(
            self,
            problem=problem,
            of_stage=(stage, (path, *self.rests_on)),
        )

    def is_certain(self, left_out: frozenset[KeyPath]) -> bool:
        """Tell whether the problem is there whatever stands in the parts that are left out."""
        is_open = self.of_stage is not None and may_be_changed(*self.of_stage, left_out)
        return not is_open and is_certain(self.problem.where.key_path, self.rests_on, left_out)


def may_be_changed(stage: str, paths: Iterable[KeyPath], left_out: frozenset[KeyPath]) -> bool:
    """Tell whether *stage* may say something else of *paths* in a part that is left out."""
    changes = _changes(stage, left_out)
    return any(is_within(path, changes) or path in _around(changes) for path in paths)


@lru_cache(maxsize=8)
def _changes(stage: str, parts: frozenset[KeyPath]) -> frozenset[KeyPath]:
    """Return what *stage* changes in those of *parts* that are changes of it."""
    of_stage = (part for part in parts if part[:_STAGE] == ("stages", stage))
    return frozenset(part[_STAGE:] for part in of_stage if len(part) > _STAGE)


def is_certain(path: KeyPath, rests_on: Iterable[KeyPath], left_out: frozenset[KeyPath]) -> bool:
    """Tell whether a problem at *path* is there whatever stands in the parts that are left out.

    Args:
        path: Where it stands.
        rests_on: Other parts without which it would not be there.
        left_out: The parts of which nothing is known.
    """
    return not is_within(path, left_out) and not any(
        is_within(part, left_out) or part in _around(left_out) for part in rests_on
    )


def finding(
    kind: str,
    path: KeyPath,
    what: str,
    fix: str,
    *rests_on: KeyPath,
    is_bearable: bool = False,
    severity: ProblemSeverity = "error",
) -> Finding:
    """Return the finding that *what* is wrong at *path*."""
    where = Location(source=UNNAMED, key_path=path)
    problem = Problem(kind=f"viewpoint/{kind}", where=where, what=what, fix=fix, severity=severity)
    return Finding(problem=problem, rests_on=rests_on, is_bearable=is_bearable)


def is_within(path: KeyPath, parts: AbstractSet[KeyPath]) -> bool:
    """Tell whether *path* is one of *parts* or stands in one of them."""
    return any(path[:length] in parts for length in range(len(path) + 1))


@lru_cache(maxsize=8)
def _around(parts: frozenset[KeyPath]) -> frozenset[KeyPath]:
    """Return *parts* and whatever they stand in."""
    return frozenset(part[:length] for part in parts for length in range(len(part) + 1))


def unknown_name(
    path: KeyPath, thing: str, name: str, known: Iterable[str], *defined_at: KeyPath
) -> Finding:
    """Return the finding that *name* is not defined where it would have to be."""
    what = f"there is no {thing} {quoted(name)}"
    names = tuple(known)
    fix = did_you_mean(name, names)
    if len(names) == 1 and fix == f"use {names[0]}":
        fix = f"use {names[0]}, the only one there is"
    return finding("unknown-name", path, what, fix, *defined_at)
