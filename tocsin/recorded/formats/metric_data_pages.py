"""Reads answers of GetMetricData, page by page, with the queries that were asked.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tocsin.diagnostics import InvalidValueError, KeyPath, Location, Position, quoted
from tocsin.evaluation import FloatArray
from tocsin.recorded.formats.query_definitions import QueryDefinitions
from tocsin.recorded.instant import checked_instant, parse_instant
from tocsin.recorded.store import RawSeries, RecordedExpression, Span, Store, as_band

_BOUNDS = 2
_AGAIN = "record it again"
_AS_IT_WAS = "write the answer as it was"
_NO_QUERIES = (
    "put the request's MetricDataQueries beside MetricDataResults, or name their file with "
    "--queries"
)


@dataclass(slots=True)
class _Result:
    """What the pages of one request say about one series.

    Attributes:
        timestamps: Of each page, in seconds since 1970, `(points of the page,)`.
        values: Of each page, `(points of the page,)`.
    """

    query_id: str
    label: str
    status: str = "Complete"
    timestamps: list[FloatArray] = field(default_factory=list)
    values: list[FloatArray] = field(default_factory=list)

    def points(self) -> tuple[FloatArray, FloatArray]:
        return np.concatenate(self.timestamps), np.concatenate(self.values)


@dataclass(slots=True, kw_only=True)
class MetricDataPages:
    """Joins the pages of requests, and gives the series to a store.

    Attributes:
        source: The file.
        store: Takes the series.
        queries: MetricDataQueries for answers without their own.
    """

    source: str
    store: Store
    queries: Sequence[object] = ()
    region: str | None = None
    recorded: Span | None = None
    awaits_page: bool = False
    results: dict[tuple[str, str], _Result] = field(default_factory=dict)
    has_open_zone: bool = False
    has_zone: bool = False

    def take(self, page: Mapping[str, Any], position: Position | None = None) -> None:
        """Take one page; the last page of a request has no NextToken."""
        if isinstance(page.get("MetricDataQueries"), list):
            self.queries = page["MetricDataQueries"]
        self._take_region(page.get("Region"), position)
        self._take_range(page, position)
        results = page["MetricDataResults"]
        for index, result in enumerate(results if isinstance(results, list) else [results]):
            try:
                self._take_result(result)
            except InvalidValueError as error:
                where = ("MetricDataResults", index)
                self._report(where, error.what, error.fix, position)
        if page.get("Messages"):
            said = quoted(page["Messages"])
            self._report(("Messages",), f"CloudWatch said {said}", _AGAIN, position)
        self.awaits_page = bool(page.get("NextToken"))
        if not self.awaits_page:
            self._close(position)

    def finish(self) -> None:
        """Report what is missing at the end of the file."""
        if self.awaits_page:
            what = "the last page has a NextToken: the rest of the answer is missing"
            self._report(("NextToken",), what, f"{_AGAIN}, all pages", None)
            self._close(None)
        if self.has_open_zone and self.has_zone:
            what = "some times have a time zone and others have none"
            self._report(("Timestamps",), what, "write all times in UTC, with Z", None)

    def _take_region(self, region: object, position: Position | None) -> None:
        if region is None:
            return
        if isinstance(region, str) and region:
            self.region = region
        else:
            what = f"{quoted(region)} is not a Region"
            self._report(("Region",), what, "write a name such as eu-west-1", position)

    def _take_range(self, page: Mapping[str, Any], position: Position | None) -> None:
        if "Start" not in page or "End" not in page:
            return  # a page that goes on need not say it again
        try:
            start, _ = parse_instant(str(page["Start"]))
            end, _ = parse_instant(str(page["End"]))
        except InvalidValueError as error:
            self._report(("Start",), error.what, error.fix, position)
        else:
            self.recorded = (start, end) if start < end else None
            self.store.add_range(start, end)

    def _take_result(self, result: object) -> None:
        if not isinstance(result, Mapping) or not isinstance(result.get("Id"), str):
            raise InvalidValueError("the result has no Id", _AS_IT_WAS)
        label = str(result.get("Label") or "")
        taken = self.results.setdefault(
            (result["Id"], label), _Result(query_id=result["Id"], label=label)
        )
        timestamps, values = result.get("Timestamps"), result.get("Values")
        if not isinstance(timestamps, list) or not isinstance(values, list):
            raise InvalidValueError("Timestamps or Values is not a list", _AS_IT_WAS)
        if len(timestamps) != len(values):
            what = f"there are {len(timestamps)} Timestamps and {len(values)} Values"
            raise InvalidValueError(what, _AS_IT_WAS)
        numbers = _numbers(values)
        taken.timestamps.append(self._times(timestamps))
        taken.values.append(numbers)
        taken.status = str(result.get("StatusCode") or "Complete")

    def _times(self, written: list[object]) -> FloatArray:
        if not any(isinstance(each, str) for each in written):
            times = _numbers(written, "Timestamps")
            for extreme in (times.min(), times.max()) if times.size else ():
                checked_instant(float(extreme))
            return times
        parsed = [parse_instant(str(each)) for each in written]
        open_zones = sum(is_open for _, is_open in parsed)
        self.has_open_zone |= open_zones > 0
        self.has_zone |= open_zones < len(parsed)
        return np.array([at for at, _ in parsed], dtype=np.float64)

    def _close(self, position: Position | None) -> None:
        """Give the series of a request whose pages are all there to the store."""
        definitions = QueryDefinitions(self.queries)
        expressions: dict[str, list[_Result]] = {}
        for index, result in enumerate(self.results.values()):
            if not definitions.knows(result.query_id):
                what = f"no query has the Id {result.query_id!r}"
                self._report(("MetricDataResults", index), what, _NO_QUERIES, position)
                continue
            self._report_status(result, position)
            if not result.timestamps:
                continue
            if definitions.is_expression(result.query_id):
                expressions.setdefault(result.query_id, []).append(result)
            else:
                self._add_series(result, definitions, position)
        for query_id, results in expressions.items():
            self._add_expression(query_id, results, definitions)
        self.results = {}
        self.recorded = None

    def _report_status(self, result: _Result, position: Position | None) -> None:
        if result.status != "Complete":
            what = f"the answer for {result.query_id!r} has the status {result.status!r}"
            self._report(("StatusCode",), what, _AGAIN, position)

    def _add_series(
        self, result: _Result, definitions: QueryDefinitions, position: Position | None
    ) -> None:
        try:
            key = definitions.key(result.query_id, self.region)
        except InvalidValueError as error:
            where = ("MetricDataQueries", result.query_id)
            self._report(where, error.what, error.fix, position)
            return
        timestamps, values = result.points()
        raw = RawSeries(
            key=key,
            timestamps=timestamps,
            values=values,
            source=self.source if position is None else f"{self.source}:{position.line}",
            key_path=(result.query_id, "Values"),
            rows=np.arange(values.size),
        )
        recorded = self.recorded or (None if values.size else self._asked())
        self.store.add(raw, recorded, is_open=self.has_open_zone and not self.has_zone)

    def _asked(self) -> Span | None:
        """Return a time for which a request asked at least: all of its queries ask for the same."""
        times = [each for result in self.results.values() for each in result.timestamps]
        known = [each for each in times if each.size]
        if not known:
            return None
        return min(float(each.min()) for each in known), max(float(each.max()) for each in known)

    def _add_expression(
        self, query_id: str, results: Sequence[_Result], definitions: QueryDefinitions
    ) -> None:
        """Keep a series or a band; alarms compare nothing that has more series."""
        if len(results) > _BOUNDS:
            return
        timestamps, bounds = as_band([_ascending(result) for result in results])
        self.store.add_expression(
            RecordedExpression(
                expression=definitions.canonical_expression(query_id),
                region=self.region,
                period=definitions.period(query_id, timestamps),
                timestamps=timestamps,
                bounds=bounds,
                recorded=() if self.recorded is None else (self.recorded,),
            )
        )

    def _report(self, path: KeyPath, what: str, fix: str, position: Position | None) -> None:
        where = Location(source=self.source, key_path=path, position=position)
        self.store.collector.report("recorded/bad-document", where, what, fix)


def _ascending(result: _Result) -> tuple[FloatArray, FloatArray]:
    timestamps, values = result.points()
    order = np.argsort(timestamps, kind="stable")
    return timestamps[order], values[order]


def _numbers(values: Iterable[object], name: str = "Values") -> FloatArray:
    listed = list(values)
    for row, value in enumerate(listed):
        if type(value) not in {int, float}:
            raise InvalidValueError(f"{name}[{row}] is {quoted(value)}", "write a number")
    try:
        return np.array(listed, dtype=np.float64)
    except OverflowError:
        raise InvalidValueError(f"{name} has a number that is too large", _AS_IT_WAS) from None
