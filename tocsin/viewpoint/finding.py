"""A problem that shows when the parts of a viewpoint are seen together."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from tocsin.diagnostics import KeyPath, Location, Problem, did_you_mean, quoted

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
    """

    problem: Problem
    rests_on: tuple[KeyPath, ...] = ()
    is_bearable: bool = False

    def is_certain(self, left_out: frozenset[KeyPath]) -> bool:
        """Tell whether the problem is there whatever stands in the parts that are left out."""
        return is_certain(self.problem.where.key_path, self.rests_on, left_out)


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
    kind: str, path: KeyPath, what: str, fix: str, *rests_on: KeyPath, is_bearable: bool = False
) -> Finding:
    """Return the finding that *what* is wrong at *path*."""
    where = Location(source=UNNAMED, key_path=path)
    problem = Problem(kind=f"viewpoint/{kind}", where=where, what=what, fix=fix)
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
    return finding("unknown-name", path, what, did_you_mean(name, known), *defined_at)
