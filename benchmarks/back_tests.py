"""How long back-tests of recorded data in Parquet take."""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.builds import against_before, tocsin
from benchmarks.drills import alarms_template
from benchmarks.processes import Process, median_times
from benchmarks.result import Result
from benchmarks.workload import MINUTES_A_DAY, START

_ALARMS = 1_000
_ROWS_OF_A_GROUP = 1_000_000
_READ = "import sys, pyarrow.parquet as pq; pq.read_table(sys.argv[1])"


def back_tests() -> list[Result]:
    """Measure a week of alarms that fire each hour, and a month of alarms that never fire."""
    with tempfile.TemporaryDirectory() as name:
        noisy = _written(Path(name) / "noisy", days=7, threshold=30)
        quiet = _written(Path(name) / "quiet", days=30, threshold=1_000)
        reading = Process(command=[sys.executable, "-c", _READ, str(quiet[2])])
        ours, theirs = median_times(tocsin(*quiet), reading, repeats=1)
        return [
            *against_before("1,000 noisy alarms over 7 d", *noisy, most=0.5, repeats=1),
            *against_before("1,000 quiet alarms over 30 d", *quiet, most=0.35, repeats=1),
            Result(
                what="1,000 quiet alarms over 30 d, against pyarrow reading the file",
                ours=ours,
                theirs=theirs,
                most=7,
            ),
        ]


def _written(folder: Path, *, days: int, threshold: int) -> tuple[str | Path, ...]:
    folder.mkdir()
    template, data = folder / "template.json", folder / "data.parquet"
    text = json.dumps(alarms_template(range(_ALARMS), Threshold=threshold))
    template.write_text(text)
    minutes = days * MINUTES_A_DAY
    at_once = max(1, _ROWS_OF_A_GROUP // minutes)
    writer: Any = None
    for first in range(0, _ALARMS, at_once):
        table = _table(range(first, min(_ALARMS, first + at_once)), minutes)
        writer = writer or pq.ParquetWriter(data, table.schema)
        writer.write_table(table)
    writer.close()
    return ("backtest", "--data", data, "--assembly", template)


def _table(numbers: range, minutes: int) -> Any:  # noqa: ANN401 - pyarrow has no types
    rows = len(numbers) * minutes
    seconds = START + 60 * np.arange(minutes)
    saw = np.arange(minutes, dtype=np.float64) % 60
    # Each series is another one, and no number of it is whole.
    values = [saw * (1 + number / 1_000) / 1.7 + 15 for number in numbers]
    return pa.table(
        {
            "namespace": pa.array(["Benchmark"] * rows),
            "metric": pa.array(np.repeat([f"Metric{number:05}" for number in numbers], minutes)),
            "dimensions": pa.array([""] * rows),
            "statistic": pa.array(["Average"] * rows),
            "period": pa.array([60] * rows),
            "unit": pa.nulls(rows, pa.string()),
            "timestamp": pa.array(
                np.tile(seconds, len(numbers)) * 10**6, pa.timestamp("us", "UTC")
            ),
            "value": pa.array(np.concatenate(values)),
        }
    )
