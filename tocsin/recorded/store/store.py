"""Everything that was recorded, by series."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from tocsin.diagnostics import Location, Problem
from tocsin.evaluation import Metric
from tocsin.recorded.instant import shown_instant
from tocsin.recorded.store.compact_series import CompactSeries, joined
from tocsin.recorded.store.raw_series import RawSeries
from tocsin.recorded.store.recorded_expression import RecordedExpression, continued
from tocsin.recorded.store.series_check import check_series
from tocsin.recorded.store.series_key import SeriesKey


@dataclass(frozen=True, kw_only=True)
class RecordedData:
    """Recorded series, each once.

    Attributes:
        series: The points by what they are.
        expressions: Results of expressions that cannot be computed offline.
        start: The beginning of the recording, in seconds since 1970; None when it is empty.
        end: Its end.
    """

    series: Mapping[SeriesKey, CompactSeries]
    expressions: tuple[RecordedExpression, ...] = ()
    start: float | None = None
    end: float | None = None
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


@dataclass(slots=True)
class Store:
    """Takes series from files, and joins those that belong together."""

    problems: list[Problem] = field(default_factory=list)
    _parts: dict[SeriesKey, list[tuple[str, CompactSeries]]] = field(default_factory=dict)
    _expressions: list[RecordedExpression] = field(default_factory=list)
    _ranges: list[tuple[float, float]] = field(default_factory=list)

    def add(self, raw: RawSeries) -> None:
        """Take a series; its bad points become problems."""
        series, problems = check_series(raw)
        self.problems += problems
        parts = self._parts.setdefault(series.key, [])
        if series.timestamps.size:
            packed = CompactSeries.of(series.timestamps, series.values, series.key.period)
            parts.append((series.source, packed))

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
        known = [one for one in ranges if one[1] > one[0]]
        return RecordedData(
            series=series,
            expressions=continued(self._expressions),
            start=min((start for start, _ in known), default=None),
            end=max((end for _, end in known), default=None),
        )

    def _joined(self, key: SeriesKey, parts: list[tuple[str, CompactSeries]]) -> CompactSeries:
        if not parts:
            return CompactSeries.of(np.array([]), np.array([]), key.period)
        if len(parts) == 1:
            return parts[0][1]
        timestamps, values = joined([part for _, part in parts])
        again = np.flatnonzero(timestamps[1:] == timestamps[:-1])
        if again.size:
            differing = again[values[again] != values[again + 1]]
            self._note_contradictions(key, parts, timestamps[differing])
            timestamps, values = np.delete(timestamps, again + 1), np.delete(values, again + 1)
        off = (timestamps - timestamps[0]) % key.period != 0
        if off.any():
            self._note_shift(key, parts)
            timestamps, values = timestamps[~off], values[~off]
        return CompactSeries.of(timestamps, values, key.period)

    def _note_contradictions(
        self,
        key: SeriesKey,
        parts: Iterable[tuple[str, CompactSeries]],
        times: Iterable[float],
    ) -> None:
        listed = list(times)
        if listed:
            more = f" and {len(listed) - 1} more times" if len(listed) > 1 else ""
            what = f"two values are recorded for {shown_instant(listed[0])}{more}"
            self._note(key, parts, what, "keep one of the recordings")

    def _note_shift(self, key: SeriesKey, parts: Iterable[tuple[str, CompactSeries]]) -> None:
        what = f"the recordings do not begin a multiple of {key.period} s apart"
        self._note(key, parts, what, "record all from times that the period divides")

    def _note(
        self, key: SeriesKey, parts: Iterable[tuple[str, CompactSeries]], what: str, fix: str
    ) -> None:
        files = ", ".join(dict.fromkeys(source for source, _ in parts))
        problem = Problem(
            kind="recorded/contradiction",
            where=Location(source=files, key_path=(str(key),)),
            what=what,
            fix=fix,
        )
        self.problems.append(problem)


def _ranges(series: Mapping[SeriesKey, CompactSeries]) -> Iterator[tuple[float, float]]:
    for key, one in series.items():
        if one.values.size:
            yield one.first, one.last + key.period
