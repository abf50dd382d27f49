"""Reads the series of a drill into metric data."""

from dataclasses import dataclass, field

from tocsin.diagnostics import YamlValue, did_you_mean, one_of, quoted
from tocsin.drills.formatting import elapsed
from tocsin.drills.metric_index import MetricIndex, described, queries
from tocsin.drills.reading.alarm_lookup import find_alarm
from tocsin.drills.reading.metric_lookup import find_metric, find_query
from tocsin.drills.reading.notation import NotationError, Samples, parse_samples
from tocsin.evaluation import (
    UNITS,
    Metric,
    MetricAlarm,
    MetricData,
    MetricQuery,
    MetricSeries,
    SuppliedSeries,
)
from tocsin.simulation import DeployedAlarm

SERIES_KEYS = (
    "alarm",
    "id",
    "namespace",
    "metric",
    "dimensions",
    "unit",
    "interval",
    "lag",
    "values",
    "lower",
    "upper",
)

MAXIMUM_SECONDS = 366 * 86_400


@dataclass(slots=True, kw_only=True)
class SeriesReader:
    """Collects the series of one drill.

    Attributes:
        index: Who reads which metric.
        start: When the data begin, in seconds since 1970.
        interval: Seconds between two values, if a series says nothing else.
        lag: Seconds after which samples arrive, if a series says nothing else.
        alarm: The alarm that the drill is about, for series that name nothing.
        seconds: How long the data are so far.
    """

    index: MetricIndex
    start: float
    interval: float
    lag: float
    alarm: DeployedAlarm | None
    seconds: float = 0.0
    _series: list[MetricSeries] = field(default_factory=list)
    _supplied: list[SuppliedSeries] = field(default_factory=list)
    _supplied_to: set[str] = field(default_factory=set)
    _lengths: list[tuple[YamlValue, float]] = field(default_factory=list)
    _seen: set[object] = field(default_factory=set)

    def read(self, node: YamlValue) -> None:
        """Add one series."""
        if not node.keys(SERIES_KEYS):
            return
        alarm = self._alarm(node)
        if alarm is None:
            metric = find_metric(node, self.index) if node.has("metric") else None
            if metric is not None:
                self._add_metric(node, metric, self._unit(node, metric))
            elif not node.has("metric") and not node.has("alarm"):
                node.fail("the series names nothing that is read", "add alarm or metric")
        elif isinstance(alarm.definition, MetricAlarm):
            query = find_query(node, alarm)
            if query is not None:
                self._add_query(node, alarm, query)
        else:
            node.fail(f"{alarm.name} is a composite alarm", "give data to the alarms below it")

    def data(self) -> MetricData:
        """Return what was read."""
        return MetricData(self._series, self._supplied)

    def metric_alarms(self) -> frozenset[str]:
        """Return the names of the metric alarms that read some of it."""
        metrics = [key for key in self._seen if isinstance(key, _MetricKey)]
        found = self.index.alarms_reading((key.metric, key.unit) for key in metrics)
        return frozenset(found | self._supplied_to)

    def check_lengths(self) -> None:
        """Add a problem for each series that ends before the longest."""
        for node, seconds in self._lengths:
            if seconds < self.seconds:
                what = f"the series ends at {elapsed(seconds)}, another at {elapsed(self.seconds)}"
                node.fail(what, "make them equally long; _xN is N intervals without data")

    def _alarm(self, node: YamlValue) -> DeployedAlarm | None:
        named = node.get("alarm")
        if named is not None:
            return find_alarm(named, self.index.alarms)
        return None if node.has("metric") else self.alarm

    def _unit(self, node: YamlValue, metric: Metric) -> str | None:
        units = self.index.units(metric)
        given = node.get("unit")
        if given is not None:
            unit = given.text()
            if None in units and unit is not None and unit not in UNITS:
                given.fail(f"CloudWatch has no unit {quoted(unit)}", did_you_mean(unit, UNITS))
            if None not in units and unit not in units:
                known = sorted(str(each) for each in units)
                what = f"no alarm reads {metric.name} in the unit {quoted(unit)}"
                given.fail(what, did_you_mean(str(unit), known))
            return unit
        if None in units or len(units) == 1:
            return next(iter(units)) if len(units) == 1 else None
        choice = one_of(tuple(sorted(str(each) for each in units)))
        node.fail(f"alarms read {metric.name} in several units", f"add unit: {choice}")
        return None

    def _add_query(self, node: YamlValue, alarm: DeployedAlarm, query: MetricQuery) -> None:
        if query.metric is not None:
            unit = self._unit(node, query.metric) if node.has("unit") else query.unit
            self._add_metric(node, query.metric, unit)
        elif query.expression is not None and not query.external_calls:
            read = tuple(each.id for each in queries(alarm) if each.metric is not None)
            node.fail(f"{query.id} is computed by metric math", f"give values to {one_of(read)}")
        else:
            self._add_supplied(node, alarm, query)

    def _add_metric(self, node: YamlValue, metric: Metric, unit: str | None) -> None:
        samples, interval = self._samples(node, "values"), self._seconds(node, "interval")
        key = _MetricKey(metric=metric, unit=unit)
        if key in self._seen:
            node.fail(f"{described(metric)} has two series", "write all its values in one")
        self._seen.add(key)
        if samples is None:
            return
        self._measure(node, samples, interval)
        timestamps = self.start + samples.offsets * interval
        lag = self._seconds(node, "lag")
        self._series.append(
            MetricSeries(
                metric,
                unit=unit,
                timestamps=timestamps,
                values=samples.values,
                arrival=timestamps + lag if lag else None,
            )
        )

    def _add_supplied(self, node: YamlValue, alarm: DeployedAlarm, query: MetricQuery) -> None:
        """Add values of what cannot be computed: a band, or the result of a query."""
        names = ("lower", "upper") if node.has("lower") or node.has("upper") else ("values",)
        bounds = [self._samples(node, name) for name in names]
        interval = self._seconds(node, "interval")
        key = (alarm.name, query.id)
        if key in self._seen:
            node.fail(f"{query.id} of {alarm.name} has two series", "write all its values in one")
        self._seen.add(key)
        self._supplied_to.add(alarm.name)
        found = [each for each in bounds if each is not None]
        if len(found) != len(names):
            return
        if any(each.offsets.tolist() != found[0].offsets.tolist() for each in found):
            node.fail("lower and upper have values at different times", "write as many of each")
            return
        self._measure(node, found[0], interval)
        self._supplied.append(
            SuppliedSeries.of(
                query.id,
                self.start + found[0].offsets * interval,
                *(each.values for each in found),
                alarm_name=alarm.template_alarm.name,
            )
        )

    def _samples(self, node: YamlValue, key: str) -> Samples | None:
        values = node.get(key)
        if values is None:
            node.fail(f"the series has no {key}", f"add {key}, such as {key}: 12x10 0x5")
            return None
        if isinstance(values.value, list):
            values.fail(
                "a list stands where values are expected", 'put them in quotes: "[1 2 3]x5"'
            )
            return None
        text = values.text()
        if text is None:
            return None
        try:
            return parse_samples(text)
        except NotationError as error:
            values.fail(error.what, error.fix)
            return None

    def _seconds(self, node: YamlValue, key: str) -> float:
        child = node.get(key)
        if child is None:
            return self.interval if key == "interval" else self.lag
        return read_seconds(child, least=1 if key == "interval" else 0) or 0.0

    def _measure(self, node: YamlValue, samples: Samples, interval: float) -> None:
        seconds = samples.intervals * interval
        if seconds > MAXIMUM_SECONDS:
            node.fail(f"the series lasts {elapsed(seconds)}, longer than a year", "shorten it")
        self._lengths.append((node, seconds))
        self.seconds = max(self.seconds, seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class _MetricKey:
    metric: Metric
    unit: str | None


def read_seconds(node: YamlValue, *, least: float) -> float | None:
    """Read a duration in seconds; one below a least is a problem."""
    duration = node.duration()
    if duration is not None and duration.total_seconds() < least:
        node.fail(f"{quoted(node.value)} is too short", f"use {least:g}s or more")
        return None
    return None if duration is None else duration.total_seconds()
