"""MINUTE, HOUR, DAY, DATE, MONTH, YEAR and EPOCH of a slot's start, in UTC.

They have a value at every slot, whether or not the series they are asked of has a point.
DAY counts from Monday = 1 to Sunday = 7.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from tocsin.evaluation.array_types import Seconds
from tocsin.evaluation.math.values import TimeSeries

_DAY_SECONDS = 86_400
_THURSDAY = 3  # 1970-01-01, counted from Monday = 0


def _months(times: Seconds) -> NDArray[np.int64]:
    return times.astype("datetime64[s]").astype("datetime64[M]").astype(np.int64)


def _date(times: Seconds) -> NDArray[np.int64]:
    days = times.astype("datetime64[s]").astype("datetime64[D]")
    first_of_month = days.astype("datetime64[M]")
    return np.asarray((days - first_of_month).astype(np.int64) + 1)


_FIELDS: dict[str, Callable[[Seconds], NDArray[np.int64]]] = {
    "MINUTE": lambda times: times // 60 % 60,
    "HOUR": lambda times: times // 3600 % 24,
    "DAY": lambda times: (times // _DAY_SECONDS + _THURSDAY) % 7 + 1,
    "DATE": _date,
    "MONTH": lambda times: _months(times) % 12 + 1,
    "YEAR": lambda times: _months(times) // 12 + 1970,
    "EPOCH": lambda times: times,
}

FUNCTIONS = frozenset(_FIELDS)


def calendar_field(function: str, timestamps: Seconds) -> TimeSeries:
    """Return the field of each timestamp (epoch seconds) as a time series."""
    return TimeSeries(_FIELDS[function](timestamps).astype(np.float64))
