"""PutMetricData: data that CloudWatch takes is stored, and other data refused.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html
"""

import math
import time
from collections.abc import Iterable, Mapping
from typing import Any

from local.overlay import emulator
from local.overlay.api import RefusedError

_VALUES = ("Value", "Values", "StatisticValues")
_GREATEST = 2.0**360
_MOST_VALUES = 150
_OLDEST_SECONDS = 14 * 86_400
_NEWEST_SECONDS = 2 * 3600

_Datum = Mapping[str, Any]


def put_metric_data(request: Mapping[str, Any]) -> dict[str, Any]:
    """Answer PutMetricData; of data with one mistake nothing is stored.

    Raises:
        RefusedError: CloudWatch would refuse the data.
    """
    entities = request.get("EntityMetricData") or ()
    data = [*(request.get("MetricData") or ())]
    data += [datum for entity in entities for datum in entity.get("MetricData") or ()]
    for number, datum in enumerate(data, 1):
        _check(datum, f"MetricData.member.{number}")
    for datum in data:
        _store(request["Namespace"], datum)
    return {}


def _check(datum: _Datum, path: str) -> None:
    given = [name for name in _VALUES if datum.get(name) is not None]
    if len(given) != 1:
        listed = " and ".join(given) or "none of them"
        message = f"{path}: exactly one of {', '.join(_VALUES)} is needed, and it has {listed}"
        code = "InvalidParameterCombination" if given else "MissingParameter"
        raise RefusedError(message, code)
    _check_values(datum, path)
    age = time.time() - _time_of(datum)
    if not -_NEWEST_SECONDS <= age <= _OLDEST_SECONDS:
        message = f"{path}.Timestamp: use a time from two weeks ago to two hours from now"
        raise RefusedError(message, "InvalidParameterValue")


def _check_values(datum: _Datum, path: str) -> None:
    values, counts = datum.get("Values"), datum.get("Counts")
    if values is not None and not 1 <= len(values) <= _MOST_VALUES:
        message = f"{path}.Values: there are {len(values)}; use 1 to {_MOST_VALUES}"
        raise RefusedError(message, "InvalidParameterValue")
    if counts is not None and len(counts) != len(values or ()):
        message = f"{path}.Counts: there are {len(counts)} for {len(values or ())} Values"
        raise RefusedError(message, "InvalidParameterValue")
    for number in _numbers(datum):
        if not math.isfinite(number) or abs(number) > _GREATEST:
            message = f"{path}: the value {number} is not a number from -2^360 to 2^360"
            raise RefusedError(message, "InvalidParameterValue")


def _numbers(datum: _Datum) -> Iterable[float]:
    yield from datum.get("Values") or ()
    yield from datum.get("Counts") or ()
    yield from (datum.get("StatisticValues") or {}).values()
    if "Value" in datum:
        yield datum["Value"]


def _store(namespace: str, datum: _Datum) -> None:
    dimensions = {one["Name"]: one["Value"] for one in datum.get("Dimensions") or ()}
    unit = datum.get("Unit") or "None"
    emulator.store_datum(
        namespace,
        datum["MetricName"],
        dimensions,
        _time_of(datum),
        unit,
        datum.get("Value"),
        datum.get("Values"),
        datum.get("Counts"),
        datum.get("StatisticValues"),
    )


def _time_of(datum: _Datum) -> float:
    stamp = emulator.parse_time(datum.get("Timestamp"))
    return time.time() if stamp is None else float(stamp)
