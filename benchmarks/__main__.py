"""`python -m benchmarks [NAME…]`: measure all, or only the groups named."""

import sys
from collections.abc import Callable

from rich.console import Console
from rich.table import Table

from benchmarks.back_tests import back_tests
from benchmarks.catalogue import catalogue
from benchmarks.checks import checks
from benchmarks.commands import commands
from benchmarks.dashboards import dashboards
from benchmarks.drills import drills
from benchmarks.evaluation import evaluation
from benchmarks.incidents import incidents
from benchmarks.recovery import recovery
from benchmarks.result import Result
from benchmarks.reviews import reviews
from benchmarks.synthesis import synthesis

GROUPS: dict[str, Callable[[], list[Result]]] = {
    "synthesis": synthesis,
    "evaluation": evaluation,
    "commands": commands,
    "catalogue": catalogue,
    "drills": drills,
    "back-tests": back_tests,
    "checks": checks,
    "incidents": incidents,
    "recovery": recovery,
    "dashboards": dashboards,
    "reviews": reviews,
}


def main(names: list[str]) -> int:
    """Measure the groups called *names*, or all of them, and print a table."""
    unknown = [name for name in names if name not in GROUPS]
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; use {', '.join(GROUPS)}", file=sys.stderr)
        return 2
    table = Table(
        "compared",
        "ours, processor s",
        "theirs, processor s",
        "ratio",
        "ratio by the clock",
        "MiB, ours and theirs",
        "aim",
        "reached",
    )
    for name in names or GROUPS:
        for result in GROUPS[name]():
            table.add_row(*_row(result))
    Console(width=120).print(table)
    return 0


def _row(result: Result) -> tuple[str, ...]:
    return (
        result.what,
        f"{result.ours.processor:.3g}",
        f"{result.theirs.processor:.3g}",
        f"{result.ratio:.2g}",
        f"{result.wall_ratio:.2g}",
        f"{result.ours.memory:.0f}, {result.theirs.memory:.0f}" if result.ours.memory else "",
        "" if result.most is None else f"at most {result.most:g}",
        "" if result.most is None else "yes" if result.is_reached else "no",
    )


sys.exit(main(sys.argv[1:]))
