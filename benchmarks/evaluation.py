"""How long evaluating alarms takes, against promtool and as the work grows."""

import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.processes import Process, Times, best_times, median_times
from benchmarks.result import Result
from benchmarks.workload import (
    MINUTES_A_DAY,
    START,
    alarms,
    data,
    write_drill,
    write_promtool_files,
    write_template,
)
from tocsin.evaluation import MetricAlarm, MetricData, evaluate_all

ALARMS = 1_000
MINUTES_A_WEEK = 7 * MINUTES_A_DAY
MINUTES_A_YEAR = 365 * MINUTES_A_DAY
LONGEST_YEAR = Times(wall=0.05, processor=0.05)
LARGEST_WEEK_BYTES = 1024**3
REPEATS = 3
_NOISE = 1.3
GROWTH = ((300, 1), (1_000, 1), (3_000, 1), (100, 10), (100, 30), (1_000, 7))


def evaluation() -> list[Result]:
    """Measure one year of one alarm, growth, memory, and a day of 1,000 alarms."""
    return [*_against_promtool(), _year(), *_growth(), _memory()]


def _against_promtool() -> list[Result]:
    if shutil.which("promtool") is None:
        print("promtool is missing: install the Debian package prometheus to compare with it")
        return []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        test = write_promtool_files(folder, ALARMS, MINUTES_A_DAY)
        promtool = Process(command=["promtool", "test", "rules", str(test)])
        theirs = best_times(promtool, REPEATS)
        process = _whole_process(folder)
    alone = evaluated(ALARMS, MINUTES_A_DAY)
    work = "1,000 alarms over a day of one-minute data"
    return [
        Result(
            what=f"{work}: tocsin test, files read and report written, against promtool test rules",
            ours=process,
            theirs=theirs,
            most=1 / 20,
        ),
        Result(
            what=f"{work}: the evaluation alone, against promtool test rules as a whole process",
            ours=alone,
            theirs=theirs,
            most=1 / 200,
        ),
    ]


def _whole_process(folder: Path) -> Times:
    write_template(folder / "template.json", ALARMS)
    write_drill(folder / "drills", ALARMS, MINUTES_A_DAY)
    command = [
        *(sys.executable, "-m", "tocsin", "test", str(folder / "drills")),
        *("--assembly", str(folder / "template.json"), "--junit", str(folder / "report.xml")),
    ]
    return median_times(Process(command=command))[0]


def _year() -> Result:
    ours = evaluated(1, MINUTES_A_YEAR)
    return Result(
        what="1 alarm over a year of one-minute data, 525,600 evaluations, against 0.05 s",
        ours=ours,
        theirs=LONGEST_YEAR,
        most=1,
    )


def _growth() -> list[Result]:
    """Measure that the cost of an evaluation does not grow with alarms or with minutes."""
    small = evaluated(100, MINUTES_A_DAY)
    return [_grown(small, count, days) for count, days in GROWTH]


def _grown(small: Times, count: int, days: int) -> Result:
    """Compare with as many times the seconds of 100 alarms over one day."""
    ours = evaluated(count, days * MINUTES_A_DAY)
    times = count * days / 100
    linear = Times(wall=small.wall * times, processor=small.processor * times)
    each = ours.processor / (count * days * MINUTES_A_DAY) * 1e9
    return Result(
        what=f"{count:,} alarms over {days} d, {each:.0f} ns an evaluation, "
        "against linear growth from 100 alarms over 1 d",
        ours=ours,
        theirs=linear,
        most=_NOISE,
    )


def _memory() -> Result:
    """Run last: it reads the largest memory that this process has ever used."""
    elapsed = evaluated(10_000, MINUTES_A_WEEK, repeats=1)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    verdict = "within" if used <= LARGEST_WEEK_BYTES else "over"
    return Result(
        what=f"10,000 alarms over a week, all data in memory: {used / 1024**2:.0f} MiB at most, "
        f"{verdict} the aim of 1 GiB",
        ours=elapsed,
        theirs=elapsed,
    )


def evaluated(count: int, minutes: int, *, repeats: int = REPEATS) -> Times:
    """Return the shortest times to the times and states of every change of state."""
    specs, series = alarms(range(count)), data(range(count), minutes)
    runs = [_evaluate_once(specs, series, minutes) for _ in range(repeats)]
    return Times(
        wall=min(times.wall for times in runs),
        processor=min(times.processor for times in runs),
    )


def _evaluate_once(specs: Sequence[MetricAlarm], series: MetricData, minutes: int) -> Times:
    wall, processor = time.perf_counter(), time.process_time()
    changes = sum(
        len(timeline.states)
        for timeline in evaluate_all(specs, series, start=START, end=START + 60 * minutes)
    )
    if not changes:
        message = "the workload fires no alarm"
        raise RuntimeError(message)
    return Times(wall=time.perf_counter() - wall, processor=time.process_time() - processor)
