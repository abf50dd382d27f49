"""Reads the series of a drill into metric data."""

from dataclasses import dataclass, field

from tocsin.diagnostics import InvalidValueError, YamlValue, did_you_mean, elapsed, one_of, quoted
from tocsin.drills.reading import keys
from tocsin.drills.reading.alarm_names import find_alarm
from tocsin.drills.reading.contributor_reader import read_contributor
from tocsin.drills.reading.delay_reader import DelayReader, arrivals
from tocsin.drills.reading.lookup import AlarmIndex, described, find_metric, find_query, queries
from tocsin.drills.reading.notation import Samples, parse_samples
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

MAXIMUM_SECONDS = 366 * 86_400


@dataclass(slots=True, kw_only=True)
class SeriesReader:
    """Collects the series of one drill.

    Attributes:
        index: Who reads which metric.
        start: When the data begin, in seconds since 1970.
        interval: Seconds between two values, if a series says nothing else.
        delays: Takes how late each series is.
        alarm: The alarm that the drill is about, for series that name nothing.
        names_alarm: Whether the drill names one, which may not be found or not be evaluated.
        seconds: How long the data are so far.
        named: The alarms that series name.
    """

    index: AlarmIndex
    start: float
    interval: float
    delays: DelayReader
    alarm: DeployedAlarm | None
    names_alarm: bool = False
    seconds: float = 0.0
    named: set[str] = field(default_factory=set)
    _metrics: dict[tuple[Metric, str | None], MetricSeries | None] = field(default_factory=dict)
    _supplied: dict[tuple[str, str, str], SuppliedSeries | None] = field(default_factory=dict)
    _lengths: list[tuple[YamlValue, float]] = field(default_factory=list)

    def read(self, value: YamlValue) -> None:
        """Add one series."""
        if not value.keys(keys.SERIES, renamed=keys.RENAMED):
            return
        alarm = self._alarm(value)
        if alarm is not None:
            self._read_for_alarm(value, alarm)
        elif value.has("metric"):
            metric = find_metric(value, self.index)
            if metric is not None:
                self._add_metric(value, metric, self._unit(value, metric))
        elif not value.has("alarm") and not self.names_alarm:
            what = "the series names nothing that is read"
            value.report("series-without-metric", what, "add alarm or metric")

    def data(self) -> MetricData:
        """Return what was read."""
        return MetricData(
            [series for series in self._metrics.values() if series is not None],
            [series for series in self._supplied.values() if series is not None],
        )

    def metric_alarms(self) -> frozenset[str]:
        """Return the names of the metric alarms that read some of it."""
        supplied_to = {alarm for alarm, _, _ in self._supplied}
        return frozenset(self.index.alarms_reading(self._metrics) | supplied_to)

    def check_lengths(self) -> None:
        """Report each series that ends before the longest."""
        for value, seconds in self._lengths:
            if seconds < self.seconds:
                what = f"the series ends at {elapsed(seconds)}, another at {elapsed(self.seconds)}"
                fix = "make them equally long; _xN is N intervals without data"
                value.report("unequal-lengths", what, fix)

    def _alarm(self, value: YamlValue) -> DeployedAlarm | None:
        if named := value.get("alarm"):
            found = find_alarm(named, self.index.alarms)
            self.named |= {found.name} if found else set()
            return found
        return None if value.has("metric") else self.alarm

    def _read_for_alarm(self, value: YamlValue, alarm: DeployedAlarm) -> None:
        """Add a series of what one alarm reads."""
        if not isinstance(alarm.definition, MetricAlarm):
            what = f"{alarm.name} is a composite alarm"
            value.report("composite-alarm", what, "give data to the alarms below it")
            return
        query = find_query(value, alarm)
        if query is None:
            return
        if query.metric is not None:
            unit = self._unit(value, query.metric) if value.has("unit") else query.unit
            self._add_metric(value, query.metric, unit)
        elif query.expression is not None and not query.external_calls:
            read = tuple(each.id for each in queries(alarm) if each.metric is not None)
            what = f"{query.id} is computed by metric math"
            value.report("computed-query", what, f"give values to {one_of(read)}")
        else:
            self._add_supplied(value, alarm, query)

    def _unit(self, value: YamlValue, metric: Metric) -> str | None:
        """Return the unit of a metric's series; one that only some alarms read has to be named."""
        units = self.index.units(metric)
        known = tuple(sorted(str(unit) for unit in units))
        if named := value.get("unit"):
            unit = named.text()
            if None in units and unit is not None and unit not in UNITS:
                what = f"CloudWatch has no unit {quoted(unit)}"
                named.report("unknown-unit", what, did_you_mean(unit, UNITS))
            if None not in units and unit not in units:
                what = f"no alarm reads {metric.name} in the unit {quoted(unit)}"
                named.report("unknown-unit", what, did_you_mean(str(unit), known))
            return unit
        if len(units) == 1:
            return next(iter(units))
        if None not in units:
            what = f"alarms read {metric.name} in several units"
            value.report("ambiguous-unit", what, f"add unit: {one_of(known)}")
        return None

    def _add_metric(self, value: YamlValue, metric: Metric, unit: str | None) -> None:
        samples, interval = _samples(value, "values"), self._interval(value)
        key = (metric, unit)
        if key in self._metrics:
            what = f"{described(metric)} has two series"
            value.report("repeated-series", what, "write all its values in one")
        self._metrics.setdefault(key, None)
        if samples is None:
            return
        self._measure(value, samples, interval)
        late = self.delays.read(value)
        self.delays.add(self.index.alarms_reading([key]), late)
        self._metrics[key] = MetricSeries(
            metric,
            unit=unit,
            timestamps=self.start + samples.offsets * interval,
            values=samples.values,
            arrival=arrivals(self.start, samples.offsets, interval, late or 0.0),
        )

    def _add_supplied(self, value: YamlValue, alarm: DeployedAlarm, query: MetricQuery) -> None:
        """Add values of what cannot be computed: a band, or the result of a query."""
        is_band = value.has("lower") or value.has("upper")
        columns = [_samples(value, key) for key in (("lower", "upper") if is_band else ("values",))]
        interval = self._interval(value)
        contributor = read_contributor(value, alarm, query)
        if contributor is None:
            return
        key = (alarm.name, query.id, contributor)
        if key in self._supplied:
            of = f"the contributor {contributor} of " if contributor else ""
            what = f"{of}{query.id} of {alarm.name} has two series"
            value.report("repeated-series", what, "write all its values in one")
        self._supplied.setdefault(key, None)
        found = [each for each in columns if each is not None]
        if len(found) < len(columns):
            return
        if any(each.offsets.tolist() != found[0].offsets.tolist() for each in found):
            what = "lower and upper have values at different times"
            value.report("unequal-bounds", what, "write as many of each")
            return
        self._measure(value, found[0], interval)
        late = None if is_band else self.delays.read(value)
        if not is_band:
            self.delays.add([alarm.name], late)
        elif written := value.get("delay"):
            what = "a band is there before the values that are compared with it"
            written.report("conflicting-keys", what, "remove delay, or move it to these values")
        offsets = found[0].offsets
        self._supplied[key] = SuppliedSeries.of(
            query.id,
            self.start + offsets * interval,
            *(each.values for each in found),
            alarm_name=alarm.template_alarm.name,
            contributor=contributor,
            arrival=arrivals(self.start, offsets, interval, late or 0.0),
        )

    def _interval(self, value: YamlValue) -> float:
        written = value.get("interval")
        return (written.seconds(at_least=1) or 0.0) if written else self.interval

    def _measure(self, value: YamlValue, samples: Samples, interval: float) -> None:
        seconds = samples.intervals * interval
        if seconds > MAXIMUM_SECONDS:
            what = f"the series lasts {elapsed(seconds)}, longer than a year"
            value.report("too-long", what, "shorten it")
        self._lengths.append((value, seconds))
        self.seconds = max(self.seconds, seconds)


def _samples(series: YamlValue, key: str) -> Samples | None:
    """Return the samples that stand under a key of a series."""
    value = series.get(key)
    if value is None:
        what = f"the series has no {key}"
        series.report("no-values", what, f"add {key}, such as {key}: 12x10 0x5")
        return None
    if isinstance(value.value, list):
        what = "a list stands where values are expected"
        value.report("wrong-type", what, 'put them in quotes: "[1 2 3]x5"')
        return None
    text = value.text()
    try:
        return None if text is None else parse_samples(text)
    except InvalidValueError as error:
        value.report("invalid-values", error.what, error.fix)
        return None
