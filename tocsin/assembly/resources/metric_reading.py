"""A metric that an alarm reads, as far as its template says which one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tocsin.assembly.resources.alarm import Alarm
from tocsin.diagnostics import KeyPath

KnownAt = Callable[[KeyPath], bool]
"""Says whether what stands at a path below the properties is known before deployment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricReading:
    """A metric that an alarm reads. What only a deployment knows is None.

    Attributes:
        key_path: Where it stands below the properties; empty if the alarm itself names it.
        query_id: Its id in metric math; empty if the alarm itself names it.
        namespace: Its namespace.
        name: Its name.
        dimensions: The values of its dimensions by name, None for a value that is not known. None
            if not even the names are.
        statistic: Which statistic of it, as CloudWatch writes it.
        period: Seconds.
        unit: The unit that the alarm asks for; empty if for none.
        account: The account that it is read from, if the alarm names one; empty otherwise.
        is_returned: Whether the alarm compares it with the threshold, without an expression.
    """

    key_path: KeyPath
    query_id: str
    namespace: str | None
    name: str | None
    dimensions: Mapping[str, str | None] | None
    statistic: str | None
    period: int | None
    unit: str | None
    account: str
    is_returned: bool

    @property
    def metric_path(self) -> KeyPath:
        """Where namespace, name and dimensions stand below the properties."""
        return (*self.key_path, "MetricStat", "Metric") if self.key_path else ()

    @property
    def statistic_path(self) -> KeyPath:
        """Where the statistic, the period and the unit stand below the properties."""
        return (*self.key_path, "MetricStat") if self.key_path else ()

    @property
    def dimension_names(self) -> frozenset[str] | None:
        """The names of its dimensions, None if they are not known."""
        return None if self.dimensions is None else frozenset(self.dimensions)


def readings_of(alarm: Alarm) -> Iterator[MetricReading]:
    """Yield the metrics that an alarm names, whether AWS takes the alarm or not."""
    unknown = tuple(note.key_path for note in alarm.unresolved if note.kind != "dynamic reference")

    def is_known(path: KeyPath) -> bool:
        return not any(path[: len(each)] == each for each in unknown)

    properties = alarm.properties
    if "MetricName" in properties or "Namespace" in properties:
        yield _Reader(properties, is_known, ()).reading(properties, "", account="")
    queries = properties.get("Metrics")
    for index, query in enumerate(queries if isinstance(queries, list) else ()):
        stat = query.get("MetricStat") if isinstance(query, dict) else None
        if isinstance(query, dict) and isinstance(stat, dict):
            reader = _Reader(stat, is_known, ("Metrics", index))
            yield reader.of_query(query)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the settings of one metric, where one value may be known and the next is not."""

    settings: Mapping[str, object]
    is_known: KnownAt
    key_path: KeyPath

    def of_query(self, query: Mapping[str, object]) -> MetricReading:
        metric = self.settings.get("Metric")
        account = query.get("AccountId")
        return self.reading(
            metric if isinstance(metric, dict) else {},
            str(query.get("Id") or ""),
            account=account if isinstance(account, str) else "",
            is_returned=query.get("ReturnData") is not False,
        )

    def reading(
        self,
        metric: Mapping[str, object],
        query_id: str,
        *,
        account: str,
        is_returned: bool = True,
    ) -> MetricReading:
        stat_path = (*self.key_path, "MetricStat") if self.key_path else ()
        metric_path = (*stat_path, "Metric") if self.key_path else ()
        period = self._value("Period", stat_path)
        return MetricReading(
            key_path=self.key_path,
            query_id=query_id,
            namespace=self._text(metric, "Namespace", metric_path),
            name=self._text(metric, "MetricName", metric_path),
            dimensions=self._dimensions(metric, metric_path),
            statistic=self._statistic(stat_path),
            period=period if isinstance(period, int) else None,
            unit=self._text({"Unit": "", **self.settings}, "Unit", stat_path),
            account=account,
            is_returned=is_returned,
        )

    def _value(self, key: str, path: KeyPath) -> object:
        return self.settings.get(key) if self.is_known((*path, key)) else None

    def _text(self, found: Mapping[str, object], key: str, path: KeyPath) -> str | None:
        value = found.get(key)
        return value if isinstance(value, str) and self.is_known((*path, key)) else None

    def _statistic(self, path: KeyPath) -> str | None:
        names = ("Stat",) if self.key_path else ("Statistic", "ExtendedStatistic")
        texts = (self._text(self.settings, name, path) for name in names)
        return next((text for text in texts if text is not None), None)

    def _dimensions(
        self, metric: Mapping[str, object], path: KeyPath
    ) -> dict[str, str | None] | None:
        listed = metric.get("Dimensions", [])
        if not self.is_known((*path, "Dimensions")) or not isinstance(listed, list):
            return None
        found: dict[str, str | None] = {}
        for index, dimension in enumerate(listed):
            place = (*path, "Dimensions", index)
            name = dimension.get("Name") if isinstance(dimension, dict) else None
            if not isinstance(name, str) or not self.is_known((*place, "Name")):
                return None
            found[name] = self._text(dimension, "Value", place)
        return found
