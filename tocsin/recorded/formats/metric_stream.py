"""Reads what a metric stream of CloudWatch writes as JSON, by way of Amazon Data Firehose.

An object of Amazon S3 has many records, in no order and some of them twice, mostly a line each; its
name has no suffix. A record is a minute of one metric with several statistics.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-metric-streams-formats-json.html
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from tocsin.diagnostics import InvalidValueError, Location, Position, quoted
from tocsin.evaluation import Metric, sorted_dimensions
from tocsin.recorded.formats.series_key import make_key
from tocsin.recorded.instant import checked_instant
from tocsin.recorded.store import RawSeries, Store

BEGIN = b'{"metric_stream_name"'
"""What each record begins with."""

_JOINT = b"}" + BEGIN
_PERIOD = 60
_MILLISECONDS = 1_000.0
_SAMPLES = "SampleCount"
_STATISTICS = {"max": "Maximum", "min": "Minimum", "sum": "Sum", "count": _SAMPLES}
_TIME = b'"timestamp":'
_MOST_PROBLEMS = 100
_LONGEST = 512 * 1024 * 1024
_SKIP = "correct it, or leave such records out with --ignore-bad"


@dataclass(slots=True)
class _Series:
    """The records of one metric.

    Attributes:
        metric: It.
        region: Where it is.
        unit: The unit of its values.
        points: The values of each minute by the name of the statistic.
    """

    metric: Metric
    region: str
    unit: str | None
    points: dict[float, Mapping[str, float]] = field(default_factory=dict)


def read_metric_stream(path: Path, file: BinaryIO, store: Store) -> None:
    """Read an object of a metric stream into *store*.

    Args:
        path: The file, for problems.
        file: It, from its beginning.
        store: Takes what is read.

    Raises:
        OSError: It cannot be read.
    """
    reader = _Reader(path=path, store=store)
    content = file.read(_LONGEST + 1)
    if len(content) > _LONGEST:
        reader.report(None, f"it has more than {_LONGEST / 1e6:.0f} MB", "split it")
        return
    # Records follow each other without a line break where Firehose joins what it was given.
    for number, line in enumerate(content.replace(_JOINT, b"}\n" + BEGIN).splitlines(), start=1):
        if line.strip():
            reader.take(line, number)
    reader.finish()


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Sorts records by their metric.

    Most of a record says what it is of, and is the same each minute: it is read once for a metric.
    """

    path: Path
    store: Store
    series: dict[object, _Series] = field(default_factory=dict)
    beginnings: dict[bytes, _Series | None] = field(default_factory=dict)
    bad: int = 0

    def take(self, line: bytes, number: int) -> None:
        try:
            self._take(line)
        except InvalidValueError as error:
            self._report_record(number, error.what, error.fix)
        except (ValueError, OverflowError, RecursionError):
            self._report_record(number, "the record is not JSON", _SKIP)

    def _take(self, line: bytes) -> None:
        beginning, _, rest = line.partition(_TIME)
        if beginning not in self.beginnings:
            self.beginnings[beginning] = None
            if _names_all(beginning):
                self.beginnings[beginning] = self._series_of(_object(line))
        series = self.beginnings[beginning]
        if series is None:
            record = _object(line)
            series = self._series_of(record)
        else:
            record = _object(b"{" + _TIME + rest)
        if record.get("unit") != series.unit:
            series = self._series_of(_object(line))
        at, values = _minute(record.get("timestamp")), _values(record.get("value"))
        known = series.points.get(at)
        # Of two records of a minute the one with more samples came later.
        if known is None or known.get(_SAMPLES, 0.0) < values.get(_SAMPLES, 0.0):
            series.points[at] = values

    def _series_of(self, record: Mapping[str, Any]) -> _Series:
        names = [record.get(key) for key in ("namespace", "metric_name", "region")]
        dimensions = record.get("dimensions")
        if not all(isinstance(name, str) and name for name in names):
            raise InvalidValueError("namespace, metric_name or region is missing", _SKIP)
        if not isinstance(dimensions, dict):
            raise InvalidValueError("dimensions is not an object", _SKIP)
        namespace, name, region = map(str, names)
        pairs = ((str(key), str(value)) for key, value in dimensions.items())
        metric = Metric(namespace=namespace, name=name, dimensions=sorted_dimensions(pairs))
        unit = record.get("unit")
        series = _Series(metric=metric, region=region, unit=None if unit is None else str(unit))
        return self.series.setdefault((metric, region, series.unit), series)

    def finish(self) -> None:
        if self.bad > _MOST_PROBLEMS:
            more = self.bad - _MOST_PROBLEMS
            self.report(None, f"{more} more records of this file are bad", _SKIP)
        for series in self.series.values():
            for raw in self._raw(series):
                self.store.add(raw)

    def _raw(self, series: _Series) -> Iterator[RawSeries]:
        """Yield a series for each statistic, in order of time."""
        ordered = sorted(series.points.items())
        for statistic in dict.fromkeys(name for _, values in ordered for name in values):
            pairs = [(at, values[statistic]) for at, values in ordered if statistic in values]
            try:
                key = make_key(
                    metric=series.metric,
                    statistic=statistic,
                    period=_PERIOD,
                    unit=series.unit,
                    region=series.region,
                )
            except InvalidValueError as error:
                self.report(None, f"{series.metric}: {error.what}", error.fix)
                continue
            times, values = zip(*pairs, strict=True)
            yield RawSeries(
                key=key,
                timestamps=np.array(times),
                values=np.array(values),
                source=str(self.path),
                key_path=(str(series.metric), statistic),
                rows=np.arange(len(pairs)),
            )

    def report(self, number: int | None, what: str, fix: str) -> None:
        position = None if number is None else Position(line=number, column=1)
        where = Location(source=str(self.path), position=position)
        self.store.collector.report("recorded/bad-record", where, what, fix)

    def _report_record(self, number: int, what: str, fix: str) -> None:
        self.bad += 1
        if self.bad <= _MOST_PROBLEMS:
            self.report(number, what, fix)


def _names_all(beginning: bytes) -> bool:
    """Say whether what stands before the time says of what a record is.

    A dimension may be called timestamp, and another order of keys is as good.
    """
    try:
        record = json.loads(beginning.rstrip().removesuffix(b",") + b"}")
    except ValueError:
        return False
    needed = {"namespace", "metric_name", "region", "dimensions"}
    return isinstance(record, dict) and needed <= record.keys()


def _object(text: bytes) -> Mapping[str, Any]:
    record = json.loads(text)
    if not isinstance(record, dict):
        raise InvalidValueError("the record is not an object", _SKIP)
    return record


def _minute(written: object) -> float:
    """Return the begin of the minute that a time in milliseconds lies in."""
    if not isinstance(written, int | float) or isinstance(written, bool) or not isfinite(written):
        raise InvalidValueError(f"the timestamp {quoted(written)} is not a number", _SKIP)
    return checked_instant(written / _MILLISECONDS // _PERIOD * _PERIOD)


def _values(written: object) -> Mapping[str, float]:
    if not isinstance(written, dict) or not written:
        raise InvalidValueError("value is not an object of statistics", _SKIP)
    found: dict[str, float] = {}
    for name, value in written.items():
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise InvalidValueError(f"value.{name} is {quoted(value)}", "write a number")
        found[_STATISTICS.get(str(name), str(name))] = float(value)
    return found
