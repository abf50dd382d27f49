"""How long a month of incidents takes, as the number of alarms that fire grows."""

import sys

from benchmarks.processes import Process, best_times
from benchmarks.result import Result

_FEW, _MANY = 20_000, 100_000
_LINEAR = 1.2 * _MANY / _FEW
"""How many times as long five times as many may take."""


def incidents() -> list[Result]:
    """Measure 100,000 transitions of alarms in 30 days with 50 people, against 20,000."""
    few, many = (best_times(_month(each), 3) for each in (_FEW, _MANY))
    what = f"a month of incidents: {_MANY:,} transitions of alarms, against {_FEW:,}"
    return [Result(what=what, ours=many, theirs=few, most=_LINEAR)]


def _month(transitions: int) -> Process:
    command = [sys.executable, "-m", "benchmarks.month_of_incidents", str(transitions)]
    return Process(command=command)
