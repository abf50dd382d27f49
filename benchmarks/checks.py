"""How long `tocsin check` takes, against cfn-lint and as the number of alarms grows."""

import sys
import tempfile
from pathlib import Path

from benchmarks.builds import tocsin
from benchmarks.processes import Process, Times, best_times, median_times
from benchmarks.result import Result
from benchmarks.watched_systems import write_templates

_FEW, _MANY, _MOST = 500, 5_000, 20_000
_AIM = 1 / 15
_LINEAR = 1.1
"""How much dearer an alarm among four times as many may be."""


def checks() -> list[Result]:
    """Measure 5,000 alarms against cfn-lint, and 500, 5,000 and 20,000 against each other."""
    with tempfile.TemporaryDirectory() as name:
        few, many, most = (
            write_templates(Path(name) / str(count), count) for count in (_FEW, _MANY, _MOST)
        )
        times = median_times(*(tocsin("check", each) for each in (few, many, most)), repeats=3)
        theirs = best_times(_linter(many), 1)
    counts = (_FEW, _MANY, _MOST)
    of_few, of_many, of_most = (_each(*pair) for pair in zip(times, counts, strict=True))
    what = f"tocsin check of {_MANY:,} alarms"
    return [
        Result(what=f"{what}, against cfn-lint", ours=times[1], theirs=theirs, most=_AIM),
        Result(
            what=f"{what}, for each of them, against {_FEW:,}",
            ours=of_many,
            theirs=of_few,
            most=1,
        ),
        Result(
            what=f"tocsin check of {_MOST:,} alarms, for each of them, against {_MANY:,}",
            ours=of_most,
            theirs=of_many,
            most=_LINEAR,
        ),
    ]


def _linter(folder: Path) -> Process:
    command = Path(sys.executable).with_name("cfn-lint")
    return Process(command=[str(command), *sorted(map(str, folder.iterdir()))])


def _each(times: Times, count: int) -> Times:
    return Times(wall=times.wall / count, processor=times.processor / count, memory=times.memory)
