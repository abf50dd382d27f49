"""A problem that shows when the parts of a viewpoint are seen together."""

from collections.abc import Iterable
from dataclasses import dataclass

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
    """

    problem: Problem
    rests_on: tuple[KeyPath, ...] = ()


def finding(kind: str, path: KeyPath, what: str, fix: str, *rests_on: KeyPath) -> Finding:
    """Return the finding that *what* is wrong at *path*."""
    where = Location(source=UNNAMED, key_path=path)
    problem = Problem(kind=f"viewpoint/{kind}", where=where, what=what, fix=fix)
    return Finding(problem=problem, rests_on=rests_on)


def unknown_name(
    path: KeyPath, thing: str, name: str, known: Iterable[str], *defined_at: KeyPath
) -> Finding:
    """Return the finding that *name* is not defined where it would have to be."""
    what = f"there is no {thing} {quoted(name)}"
    return finding("unknown-name", path, what, did_you_mean(name, known), *defined_at)
