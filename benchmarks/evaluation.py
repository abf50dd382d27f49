"""How long evaluating alarms takes, against promtool and as the work grows."""

import resource
import shutil
import tempfile
import time
from pathlib import Path

from benchmarks.processes import once
from benchmarks.result import Result
from benchmarks.workload import (
    MINUTES_A_DAY,
    START,
    alarms,
    data,
    write_promtool_files,
)
from tocsin.evaluation import evaluate_all

ALARMS = 1_000
MINUTES_A_WEEK = 7 * MINUTES_A_DAY
MINUTES_A_YEAR = 365 * MINUTES_A_DAY
LONGEST_YEAR_SECONDS = 0.05
LARGEST_WEEK_BYTES = 1024**3
REPEATS = 3
_AT_ONCE = 1_000


def evaluation() -> list[Result]:
    """Measure one year of one alarm, growth, memory, and a day of 1,000 alarms."""
    return [*_against_promtool(), _year(), *_growth(), _memory()]


def _against_promtool() -> list[Result]:
    if shutil.which("promtool") is None:
        print("promtool is missing: install the Debian package prometheus to compare with it")
        return []
    with tempfile.TemporaryDirectory() as folder:
        test = write_promtool_files(Path(folder), ALARMS, MINUTES_A_DAY)
        theirs = once(["promtool", "test", "rules", str(test)], environment={})
    ours = evaluated(ALARMS, MINUTES_A_DAY)
    return [
        Result(
            what="1,000 alarms over a day of one-minute data: the evaluation alone, "
            "against promtool test rules as a whole process",
            ours=ours,
            theirs=theirs,
            aim="200 times faster",
            reached=ours * 200 <= theirs,
        )
    ]


def _year() -> Result:
    ours = evaluated(1, MINUTES_A_YEAR)
    return Result(
        what="1 alarm over a year of one-minute data, 525,600 evaluations",
        ours=ours,
        theirs=LONGEST_YEAR_SECONDS,
        aim="at most 0.05 s",
        reached=ours <= LONGEST_YEAR_SECONDS,
    )


def _growth() -> list[Result]:
    """Ten times the alarms, and ten times the minutes, take at most about ten times as long."""
    small = evaluated(100, MINUTES_A_DAY)
    return [
        Result(
            what=f"{count:,} alarms over {minutes // MINUTES_A_DAY} days, "
            "against as many times 100 alarms over a day",
            ours=evaluated(count, minutes),
            theirs=small * (count * minutes) / (100 * MINUTES_A_DAY),
            aim="no longer, but for noise",
            reached=evaluated(count, minutes)
            <= 1.2 * small * (count * minutes) / (100 * MINUTES_A_DAY),
        )
        for count, minutes in ((1_000, MINUTES_A_DAY), (100, 10 * MINUTES_A_DAY))
    ]


def _memory() -> Result:
    """Run last: it reads the largest memory that this process has ever used."""
    seconds = sum(
        evaluated(_AT_ONCE, MINUTES_A_WEEK, repeats=1, first=first)
        for first in range(0, 10_000, _AT_ONCE)
    )
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return Result(
        what=f"10,000 alarms over a week, {_AT_ONCE:,} at a time; "
        f"at most {used / 1024**2:.0f} MiB of memory",
        ours=seconds,
        theirs=seconds,
        aim="at most 1 GiB",
        reached=used <= LARGEST_WEEK_BYTES,
    )


def evaluated(count: int, minutes: int, *, repeats: int = REPEATS, first: int = 0) -> float:
    """Return the shortest time in seconds of evaluating *count* alarms over *minutes*."""
    numbers = range(first, first + count)
    specs, series = alarms(numbers), data(numbers, minutes)
    best = float("inf")
    for _ in range(repeats):
        started = time.perf_counter()
        transitions = sum(
            len(timeline.transitions)
            for timeline in evaluate_all(specs, series, start=START, end=START + 60 * minutes)
        )
        best = min(best, time.perf_counter() - started)
        if not transitions:
            message = "the workload fires no alarm"
            raise RuntimeError(message)
    return best
