"""How long `tocsin recovery` takes, against a run for one data store: nearly all start-up."""

import tempfile
from pathlib import Path

from benchmarks.builds import against_before, tocsin
from benchmarks.processes import median_times
from benchmarks.protected_systems import ACCOUNT, REGION, write_templates
from benchmarks.result import Result

_STORES, _PLANS = 200, 40
_START_UPS = 3.5
"""Two seconds, where a run for one data store takes little more than half a second."""


def recovery() -> list[Result]:
    """Measure 200 data stores with 40 plans, and with a plan each, against one with one."""
    with tempfile.TemporaryDirectory() as name:
        one = _command(Path(name) / "one", 1, 1)
        shared = _command(Path(name) / "shared", _STORES, _PLANS)
        own = _command(Path(name) / "own", _STORES, _STORES)
        of_one, of_shared, of_own = median_times(*(tocsin(*each) for each in (one, shared, own)))
        what = f"tocsin recovery of {_STORES} data stores"
        return [
            Result(
                what=f"{what} with {_PLANS} plans, against 1",
                ours=of_shared,
                theirs=of_one,
                most=_START_UPS,
            ),
            Result(what=f"{what} with a plan each, against 1", ours=of_own, theirs=of_one),
            *against_before(f"{what} with {_PLANS} plans", *shared, most=0.5),
        ]


def _command(folder: Path, stores: int, plans: int) -> tuple[str | Path, ...]:
    templates = write_templates(folder, stores, plans)
    return ("recovery", templates, "--region", REGION, "--account", ACCOUNT)
