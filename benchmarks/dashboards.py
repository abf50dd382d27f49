"""How long the dashboards of many services take."""

import json
import tempfile
from pathlib import Path

from benchmarks.builds import against_before, tocsin
from benchmarks.many_services import many_services
from benchmarks.processes import median_times
from benchmarks.result import Result

_FEW, _MANY = 20, 200
_MOST_OF_BEFORE = 0.5
_TIMES_AS_MANY = _MANY // _FEW
_LARGEST = 1_000_000
"""Bytes of the JSON of a dashboard."""


def dashboards() -> list[Result]:
    """Measure `tocsin dashboards` of 200 services, as a whole process: read, planned, written.

    Raises:
        ValueError: A dashboard is larger than Grafana should load.
    """
    with tempfile.TemporaryDirectory() as name:
        few, many = (_write(Path(name), count) for count in (_FEW, _MANY))
        output = Path(name) / "boards"
        what = f"tocsin dashboards of {_MANY} services"
        ours, theirs = median_times(
            tocsin("dashboards", many, "--stage", "prod", "--output", output),
            tocsin("dashboards", few, "--stage", "prod", "--output", output),
            repeats=3,
        )
        _check_sizes(output)
        return [
            Result(what=f"{what}, against {_FEW}", ours=ours, theirs=theirs, most=_TIMES_AS_MANY),
            *against_before(
                what,
                "dashboards",
                many,
                "--stage",
                "prod",
                "--output",
                output,
                most=_MOST_OF_BEFORE,
            ),
        ]


def _write(folder: Path, count: int) -> Path:
    path = folder / f"{count}.yaml"
    # JSON is YAML.
    path.write_text(json.dumps(many_services(count)))
    return path


def _check_sizes(folder: Path) -> None:
    largest = max(folder.iterdir(), key=lambda each: each.stat().st_size)
    size = largest.stat().st_size
    if size >= _LARGEST:
        message = f"{largest.name} has {size} bytes"
        raise ValueError(message)
