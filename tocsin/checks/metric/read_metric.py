"""The metrics that alarms read, each with what is known of it."""

from dataclasses import dataclass

from tocsin.assembly import MetricReading
from tocsin.catalogue import MetricFacts, NamespaceFacts, find_metric, load_namespace
from tocsin.checks.checked_alarm import CheckedAlarm
from tocsin.checks.metric.insights import insights_readings
from tocsin.checks.subject import Subject
from tocsin.diagnostics import KeyPath, Location

_STATES = {
    "breaching": ", and is in ALARM for good",
    "notBreaching": ", and stays OK whatever happens",
    "missing": ", and stays in INSUFFICIENT_DATA",
    "ignore": ", and stays in INSUFFICIENT_DATA",
}
"""The state of an alarm without data, by how it treats missing data.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadMetric:
    """A metric that an alarm reads, whose namespace and name its template tells.

    Attributes:
        alarm: The alarm.
        reading: What it reads.
        namespace: The metric's namespace.
        name: The metric's name.
        known: What is known of the namespace, None if nothing is.
        facts: What is known of the metric, None if nothing is.
        here: The same, as it is published with the dimensions that the alarm names.
        is_of_query: Whether a Metrics Insights query reads it.
    """

    alarm: CheckedAlarm
    reading: MetricReading
    namespace: str
    name: str
    known: NamespaceFacts | None
    facts: MetricFacts | None
    here: MetricFacts | None
    is_of_query: bool = False

    def metric_location(self, *path: str | int) -> Location:
        """Return the location of namespace, name or dimensions, or of what is in these."""
        if self.is_of_query:
            return self.alarm.locate(*self.reading.key_path, "Expression")
        return self.alarm.locate(*self.reading.metric_path, *path)

    def statistic_location(self, *path: str | int) -> Location:
        """Return the location of the statistic, the period or the unit."""
        return self.alarm.locate(*self.reading.statistic_path, *path)

    def dimension_path(self, name: str) -> KeyPath:
        """Return where one of its dimensions stands below the metric."""
        return ("Dimensions", list(self.reading.dimensions or ()).index(name))

    @property
    def fate(self) -> str:
        """What becomes of an alarm that reads it in vain."""
        is_compared = self.reading.is_returned and not self.is_of_query
        treated = self.alarm.template_alarm.properties.get("TreatMissingData", "missing")
        state = _STATES.get(str(treated)) if is_compared else None
        return f"it never has a datapoint{state or ''}"

    def facts_in(self, namespace: str) -> MetricFacts | None:
        """Return what is known of a metric of its name in another namespace."""
        return find_metric(namespace, self.name)

    @property
    def statistic_key(self) -> str:
        """The property that has the statistic."""
        if self.reading.key_path:
            return "Stat"
        properties = self.alarm.template_alarm.properties
        return "Statistic" if "Statistic" in properties else "ExtendedStatistic"


def read_metrics(subject: Subject) -> tuple[ReadMetric, ...]:
    """Return the metrics that the alarms of an assembly read.

    Alarms by the thousand read the same few metrics: what is known of one is looked up once.
    """
    narrowed: dict[tuple[str, str, frozenset[str] | None], MetricFacts | None] = {}
    return tuple(
        _read(alarm, reading, narrowed, is_of_query=is_of_query)
        for alarm in subject.alarms
        for readings, is_of_query in ((alarm.readings, False), (insights_readings(alarm), True))
        for reading in readings
        if reading.namespace is not None and reading.name is not None
    )


def _read(
    alarm: CheckedAlarm,
    reading: MetricReading,
    narrowed: dict[tuple[str, str, frozenset[str] | None], MetricFacts | None],
    *,
    is_of_query: bool,
) -> ReadMetric:
    namespace, name = reading.namespace or "", reading.name or ""
    known = load_namespace(namespace)
    facts = known.metrics.get(name) if known else None
    names = reading.dimension_names
    key = namespace, name, names
    if key not in narrowed:
        narrowed[key] = facts.by(names) if facts and names is not None else facts
    return ReadMetric(
        alarm=alarm,
        reading=reading,
        namespace=namespace,
        name=name,
        known=known,
        facts=facts,
        here=narrowed[key],
        is_of_query=is_of_query,
    )
