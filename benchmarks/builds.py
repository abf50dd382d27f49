"""This build of Tocsin beside another, whose checkout `TOCSIN_BEFORE` names."""

import os
import sys
from pathlib import Path

from benchmarks.processes import ROOT, Process, median_times
from benchmarks.result import Result


def tocsin(*arguments: str | Path, root: Path = ROOT) -> Process:
    """Return a run of the `tocsin` command of a checkout."""
    # Without -P, what stands in the current folder would be imported.
    command = [sys.executable, "-P", "-m", "tocsin", *map(str, arguments)]
    # An installed command has its bytecode; the first run, which warms caches, writes it here.
    environment = {"PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": ""}
    return Process(command=command, environment=environment)


def against_before(
    what: str, *arguments: str | Path, most: float, repeats: int = 3
) -> list[Result]:
    """Measure a command of both builds in turns; nothing if there is no other build."""
    before = os.environ.get("TOCSIN_BEFORE")
    if before is None:
        print(f"{what}: name a checkout in TOCSIN_BEFORE to compare with it", file=sys.stderr)
        return []
    ours, theirs = median_times(
        tocsin(*arguments), tocsin(*arguments, root=Path(before)), repeats=repeats
    )
    return [Result(what=f"{what}, against the build before", ours=ours, theirs=theirs, most=most)]
