"""A check: one thing that is asked of an account."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from tocsin.aws import AwsRegion
from tocsin.diagnostics import Location, Problem, ProblemSeverity
from tocsin.preflight.deployment import Deployment

Scope = Literal["region", "once", "former regions too"]
"""Where a check is made: in each Region of the stage, in its first, or also where it was before."""

Phase = Literal["before", "after"]
"""Whether a check is about what a deployment needs, or about what one left undone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that is asked of an account.

    Attributes:
        name: What it is about, in the plural.
        phase: When it matters.
        find: Finds what is wrong in a Region.
        scope: Where it is made.
        needs_assembly: Whether only the synthesized stacks say what is right.
    """

    name: str
    phase: Phase
    find: Callable[[Deployment, AwsRegion], Iterator[Problem]]
    scope: Scope = "region"
    needs_assembly: bool = False


def found(
    kind: str,
    region: AwsRegion,
    thing: str,
    what: str,
    *,
    why: str,
    fix: str,
    severity: ProblemSeverity = "error",
) -> Problem:
    """Return a problem of a thing in a Region.

    Args:
        kind: The sort of problem, without `preflight/`.
        region: Where the thing is.
        thing: What it is and what it is called: `parameter /shop/orders`.
        what: What is wrong.
        why: Why it matters.
        fix: What to do.
        severity: An `error` stops the deployment or keeps an alarm from people, a `warning` does
            so in some cases, and a `note` is good to know.
    """
    return Problem(
        kind=f"preflight/{kind}",
        where=Location(source=region.name, key_path=(thing,)),
        what=what,
        why=why,
        fix=fix,
        severity=severity,
    )
