"""Reads answers of GetMetricStatistics, with what was asked beside them.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html
"""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from tocsin.diagnostics import InvalidValueError, Location, Position, quoted
from tocsin.recorded.formats.series_key import described_metric, make_key
from tocsin.recorded.instant import parse_instant
from tocsin.recorded.store import RawSeries, Store

_BESIDE = ("Timestamp", "Unit", "ExtendedStatistics")


def read_metric_statistics(
    document: Mapping[str, Any], source: str, position: Position | None, store: Store
) -> None:
    """Read `Datapoints` into *store*; Namespace, MetricName, Dimensions and Period stand beside."""
    try:
        metric = described_metric(document)
        for (statistic, unit), points in _by_statistic(document["Datapoints"]).items():
            key = make_key(
                metric=metric,
                statistic=statistic,
                period=document.get("Period"),
                unit=unit,
                region=document.get("Region"),
            )
            order = sorted(points)  # this API returns its datapoints in no order
            raw = RawSeries(
                key=key,
                timestamps=np.array([at for at, _, _ in order]),
                values=np.array([value for _, _, value in order]),
                source=source,
                key_path=("Datapoints",),
                rows=np.array([row for _, row, _ in order], dtype=np.int64),
            )
            store.add(raw)
    except InvalidValueError as error:
        where = Location(source=source, key_path=("Datapoints",), position=position)
        store.collector.report("recorded/bad-document", where, error.what, error.fix)


def _by_statistic(
    datapoints: object,
) -> dict[tuple[str, str | None], list[tuple[float, int, float]]]:
    if not isinstance(datapoints, list):
        raise InvalidValueError("Datapoints is not a list", "write a list of objects")
    found: dict[tuple[str, str | None], list[tuple[float, int, float]]] = {}
    for row, datapoint in enumerate(datapoints):
        if not isinstance(datapoint, dict) or "Timestamp" not in datapoint:
            what = f"Datapoints[{row}] has no Timestamp"
            raise InvalidValueError(what, "write the answer as it was")
        at, _ = parse_instant(str(datapoint["Timestamp"]))  # AWS always writes a zone
        unit = datapoint.get("Unit")
        if unit is not None and not isinstance(unit, str):
            what = f"Datapoints[{row}].Unit is {quoted(unit)}"
            raise InvalidValueError(what, "write the name of a unit")
        for statistic, value in _values(datapoint, row):
            found.setdefault((statistic, unit), []).append((at, row, value))
    return found


def _values(datapoint: dict[str, Any], row: int) -> Iterator[tuple[str, float]]:
    extended = datapoint.get("ExtendedStatistics") or {}
    if not isinstance(extended, dict):
        what = f"Datapoints[{row}].ExtendedStatistics is not an object"
        raise InvalidValueError(what, "write the answer as it was")
    for statistic, value in {**datapoint, **extended}.items():
        if statistic not in _BESIDE:
            yield statistic, _number(value, f"Datapoints[{row}].{statistic}")


def _number(value: object, where: str) -> float:
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
    except OverflowError:
        pass  # a whole number of more than 308 digits is none that CloudWatch returns
    raise InvalidValueError(f"{where} is {quoted(value)}", "write a number")
