"""Everything that was recorded, by series."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from math import gcd
from pathlib import Path

import numpy as np

from tocsin.diagnostics import Location, ProblemCollector
from tocsin.evaluation import Metric
from tocsin.recorded.instant import shown_instant
from tocsin.recorded.store.coverage import Span, united
from tocsin.recorded.store.local_time import clock_changes, localized
from tocsin.recorded.store.raw_series import RawSeries, check_series
from tocsin.recorded.store.series import (
    CompactSeries,
    RecordedExpression,
    SeriesKey,
    continued,
    joined,
)

_MINUTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftAlone:
    """A file of a folder that was not read.

    Attributes:
        path: The file.
        why: Why not.
    """

    path: Path
    why: str


@dataclass(frozen=True, kw_only=True)
class RecordedData:
    """Recorded series, each once.

    Attributes:
        series: The points by what they are.
        expressions: Results of expressions that cannot be computed offline.
        coverage: For which times each series was recorded: those that its files say, else from the
            first point to the end of the last period. Time that nobody recorded is not time
            without data.
        start: The beginning of the recording, in seconds since 1970; None when it is empty.
        end: Its end.
        left_alone: The files beside it that were not read.
        remarks: What one has to know of its times.
    """

    series: Mapping[SeriesKey, CompactSeries]
    expressions: tuple[RecordedExpression, ...] = ()
    coverage: Mapping[SeriesKey, tuple[Span, ...]] = field(default_factory=dict)
    start: float | None = None
    end: float | None = None
    left_alone: tuple[LeftAlone, ...] = ()
    remarks: tuple[str, ...] = ()
    _by_metric: dict[Metric, list[SeriesKey]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Index the series by metric."""
        for key in self.series:
            self._by_metric.setdefault(key.metric, []).append(key)

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """The metrics that were recorded."""
        return tuple(self._by_metric)

    def keys(self, metric: Metric) -> list[SeriesKey]:
        """Return what was recorded of a metric."""
        return self._by_metric.get(metric, [])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What one file has of a series."""

    source: str
    points: CompactSeries


@dataclass(slots=True)
class Store:
    """Takes series from files, and joins those that belong together.

    Attributes:
        zone: Whose clocks times are from that say no zone; None for UTC.
        collector: What is wrong with the files.
    """

    zone: tzinfo | None = None
    collector: ProblemCollector = field(default_factory=ProblemCollector)
    _has_zone: bool = False
    _open_files: dict[str, str] = field(default_factory=dict)
    _parts: dict[SeriesKey, list[_Part]] = field(default_factory=dict)
    _expressions: list[RecordedExpression] = field(default_factory=list)
    _ranges: list[Span] = field(default_factory=list)
    _declared: dict[SeriesKey, list[Span]] = field(default_factory=dict)

    def add(self, raw: RawSeries, recorded: Span | None = None, *, is_open: bool = False) -> None:
        """Take a series; its bad points become problems.

        Args:
            raw: The series.
            recorded: For which time it was recorded, if its file says so.
            is_open: Whether its times say no zone.
        """
        raw = self._in_zone(raw) if is_open else raw
        self._has_zone |= not is_open
        if recorded is not None:
            self._declared.setdefault(raw.key, []).append(recorded)
        series, problems = check_series(raw)
        self.collector.extend(problems)
        parts = self._parts.setdefault(series.key, [])
        if series.timestamps.size:
            points = CompactSeries.of(series.timestamps, series.values, series.key.period)
            parts.append(_Part(source=series.source, points=points))

    def add_expression(self, expression: RecordedExpression) -> None:
        """Take the result of an expression."""
        self._expressions.append(expression)

    def add_range(self, start: float, end: float) -> None:
        """Take note of a time for which everything was recorded, with data or without."""
        self._ranges.append((start, end))

    def data(self) -> RecordedData:
        """Return everything taken; contradictions between files become problems."""
        series = {key: self._joined(key, parts) for key, parts in self._parts.items()}
        ranges = [*self._ranges, *_ranges(series), *(each.range for each in self._expressions)]
        known = [(start, end) for start, end in ranges if end > start]
        return RecordedData(
            series=series,
            expressions=continued(self._expressions),
            coverage={key: self._covered(key, points) for key, points in series.items()},
            remarks=tuple(self._remarks()),
            start=min((start for start, _ in known), default=None),
            end=max((end for _, end in known), default=None),
        )

    def _in_zone(self, raw: RawSeries) -> RawSeries:
        if self.zone is not None:
            return replace(raw, timestamps=localized(raw.timestamps, self.zone))
        hint = next(clock_changes(raw.timestamps, raw.key.period), "")
        self._open_files[raw.source] = self._open_files.get(raw.source) or hint
        return raw

    def _remarks(self) -> Iterator[str]:
        """Yield what one has to know of times that say no zone."""
        if not self._open_files:
            return
        times = "no time of the recording" if not self._has_zone else "no time of some files"
        yield f"{times} says its zone, and they are read as UTC; --data-time-zone says another one"
        for source, hint in self._open_files.items():
            if hint:
                yield f"{source}: {hint}"
                return

    def _covered(self, key: SeriesKey, points: CompactSeries) -> tuple[Span, ...]:
        declared = self._declared.get(key, ())
        return united(declared or _ranges({key: points}))

    def _joined(self, key: SeriesKey, parts: Sequence[_Part]) -> CompactSeries:
        """Return the points of all parts, each time once.

        Of two files with a period of 60 s, one with 1, 2 at 00:00, 00:01 and one with 9, 3 at
        00:01, 00:02, the series is 1, 2, 3; that 00:01 is 2 and 9 is a problem. Two exports of five
        minutes, one from 09:02 on and one from 09:04 on, are one series on a grid of a minute.
        """
        if not parts:
            return CompactSeries.of(np.array([]), np.array([]), key.period)
        if len(parts) == 1:
            return parts[0].points
        timestamps, values = joined([part.points for part in parts])
        again = np.flatnonzero(timestamps[1:] == timestamps[:-1])  # before each repeated time
        if again.size:
            differing = again[values[again] != values[again + 1]]
            self._report_contradictions(key, parts, timestamps[differing].tolist())
            timestamps, values = np.delete(timestamps, again + 1), np.delete(values, again + 1)
        # Exports that begin at other minutes lie on a finer grid together.
        shifts = (timestamps - timestamps[0]) % key.period
        off = shifts % min(key.period, _MINUTE) != 0
        if off.any():
            what = f"the recordings do not begin whole minutes, or periods of {key.period} s, apart"
            self._report(key, parts, what, "record all from whole minutes")
            timestamps, values, shifts = timestamps[~off], values[~off], shifts[~off]
        step = gcd(key.period, *(int(shift) for shift in np.unique(shifts)))
        return CompactSeries.of(timestamps, values, step)

    def _report_contradictions(
        self, key: SeriesKey, parts: Sequence[_Part], times: Sequence[float]
    ) -> None:
        if times:
            more = f" and {len(times) - 1} more times" if len(times) > 1 else ""
            what = f"two values are recorded for {shown_instant(times[0])}{more}"
            self._report(key, parts, what, "keep one of the recordings")

    def _report(self, key: SeriesKey, parts: Sequence[_Part], what: str, fix: str) -> None:
        files = ", ".join(dict.fromkeys(part.source for part in parts))
        where = Location(source=files, key_path=(str(key),))
        self.collector.report("recorded/contradiction", where, what, fix)


def _ranges(series: Mapping[SeriesKey, CompactSeries]) -> Iterator[Span]:
    for key, points in series.items():
        if points.values.size:
            yield points.first, points.last + key.period
