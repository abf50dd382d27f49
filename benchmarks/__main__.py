"""`python -m benchmarks [NAME…]`: measure all, or only the groups named."""

import sys
from collections.abc import Callable

from rich.console import Console
from rich.table import Table

from benchmarks.evaluation import evaluation
from benchmarks.result import Result
from benchmarks.synthesis import synthesis

GROUPS: dict[str, Callable[[], list[Result]]] = {
    "synthesis": synthesis,
    "evaluation": evaluation,
}


def main(names: list[str]) -> int:
    """Measure the groups called *names*, or all of them, and print a table."""
    unknown = [name for name in names if name not in GROUPS]
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; use {', '.join(GROUPS)}", file=sys.stderr)
        return 2
    table = Table("compared", "ours, s", "theirs, s", "ratio", "aim", "reached")
    for name in names or GROUPS:
        for result in GROUPS[name]():
            table.add_row(
                result.what,
                f"{result.ours:.3g}",
                f"{result.theirs:.3g}",
                result.ratio,
                result.aim,
                "yes" if result.reached else "no",
            )
    Console(width=110).print(table)
    return 0


sys.exit(main(sys.argv[1:]))
