"""Reads drill files against the alarms of an assembly."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from tocsin.diagnostics import InvalidInputError, YamlValue, did_you_mean, quoted
from tocsin.drills.drill import Drill
from tocsin.drills.expectations import Expectation, IncidentPaged, NobodyPaged, Span
from tocsin.drills.metric_index import MetricIndex
from tocsin.drills.mutation import AcceptedSurvivor
from tocsin.drills.reading.accepted_survivor_reader import read_accepted_survivors
from tocsin.drills.reading.alarm_lookup import find_alarm
from tocsin.drills.reading.expectation_reader import ExpectationReader
from tocsin.drills.reading.options_reader import read_options
from tocsin.drills.reading.series_reader import SeriesReader, read_seconds
from tocsin.evaluation import OK, STATES, State
from tocsin.on_call import SEVERITIES, Escalation, Severity
from tocsin.simulation import AlarmSet, DeployedAlarm

DEFAULT_START = datetime(2026, 1, 5, tzinfo=UTC).timestamp()
"""A Monday, midnight."""
DEFAULT_INTERVAL = 60.0
INCIDENT, QUIET = "incident", "quiet"

_FILE_KEYS = ("service", "start", "interval", "lag", "options", "drills", "explained")
_KEYS = (
    "means", "kind", "service", "severities", "alarm", "start", "interval", "lag", "begins", "new",
    "state", "series", "id", "values", "options", "expect",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillFile:
    """The drills of one file.

    Attributes:
        drills: Its drills, in order.
        accepted_survivors: Mutants that its drills need not notice.
    """

    drills: tuple[Drill, ...]
    accepted_survivors: tuple[AcceptedSurvivor, ...]


def read_drills(
    text: str, *, name: str, alarms: AlarmSet, escalation: Escalation | None = None
) -> DrillFile:
    """Read the drills in *text*.

    Args:
        text: YAML; docs/drills.md describes the keys.
        name: The file, for messages.
        alarms: The alarms that the drills are about.
        escalation: The escalation policies of a viewpoint, whose contacts can be paged.

    Raises:
        InvalidInputError: With everything that is wrong, so that no drill passes by a typing error.
    """
    top = YamlValue.top(text, name, kind="drill file", room="drill")
    reader = _FileReader(top=top, index=MetricIndex(alarms), escalation=escalation)
    drills = tuple(reader.drills()) if top.keys(_FILE_KEYS) else ()
    explained = top.get("explained")
    accepted = tuple(read_accepted_survivors(explained, alarms)) if explained else ()
    if top.collector.problems:
        unique = dict.fromkeys(top.collector.problems)
        raise InvalidInputError(sorted(unique, key=lambda each: _place(each.where.position)))
    return DrillFile(drills=drills, accepted_survivors=accepted)


@dataclass(frozen=True, slots=True, kw_only=True)
class _FileReader:
    top: YamlValue
    index: MetricIndex
    escalation: Escalation | None

    def drills(self) -> Iterator[Drill]:
        section = self.top.get("drills")
        if section is None or not section.value:
            self.top.fail("the file has no drills", "add drills: with a name for each")
            return
        for name, node in section.entries():
            if node.keys(_KEYS):
                drill = self._drill(name, node)
                if drill is not None:
                    yield drill

    def _drill(self, name: str, node: YamlValue) -> Drill | None:
        before = len(node.collector.problems)
        named = node.get("alarm")
        alarm = find_alarm(named, self.index.alarms) if named else None
        series = self._series(node, alarm)
        if len(node.collector.problems) > before:
            # What is expected can only be judged beside series that are sound.
            return None
        parents = frozenset(self.index.composites_above(series.metric_alarms()))
        evaluated = series.metric_alarms() | parents
        begins = self._begins(node, series.seconds)
        previous_state = _previous_state(node)
        reader = ExpectationReader(
            alarms=self.index.alarms,
            evaluated=evaluated,
            alarm=alarm,
            escalation=self.escalation,
            start=series.start,
            seconds=series.seconds,
            begins=begins or 0.0,
            starts_after_first_window=previous_state is not None,
        )
        expectations = tuple(self._expectations(node, reader, evaluated, begins))
        if not expectations and len(node.collector.problems) == before:
            node.fail("the drill expects nothing", "add expect, or kind: incident or quiet")
        return Drill(
            name=name,
            source=self.top.source.name,
            position=node.position,
            start=series.start,
            end=series.start + series.seconds,
            previous_state=previous_state,
            data=series.data(),
            metric_alarms=series.metric_alarms(),
            parent_composites=parents,
            evaluated_composites=parents | self.index.composites_below(parents),
            expectations=expectations,
            options=read_options(self._inherited(node, "options")),
        )

    def _series(self, node: YamlValue, alarm: DeployedAlarm | None) -> SeriesReader:
        start = self._inherited(node, "start")
        reader = SeriesReader(
            index=self.index,
            start=(start.moment() if start else None) or DEFAULT_START,
            interval=self._seconds(node, "interval", 1) or DEFAULT_INTERVAL,
            lag=self._seconds(node, "lag", 0) or 0.0,
            alarm=alarm,
        )
        listed, values = node.get("series"), node.get("values")
        if listed is not None and isinstance(listed.value, list):
            for item in listed.items():
                reader.read(item)
        elif listed is not None:
            listed.fail("series is no list", "begin each series with a dash")
        if values is not None:
            self._values(node, reader)
        if not listed and not values:
            node.fail("the drill has no data", "add values, or series")
        reader.check_lengths()
        return reader

    def _values(self, node: YamlValue, reader: SeriesReader) -> None:
        """Read `values` beside `alarm`: the one series of a short drill."""
        if not node.has("alarm"):
            node.fail("values belong to no alarm", "add alarm, or write series")
            return
        short = {key: node.value[key] for key in ("alarm", "id", "values") if node.has(key)}
        reader.read(replace(node, value=short))

    def _expectations(
        self,
        node: YamlValue,
        reader: ExpectationReader,
        evaluated: frozenset[str],
        begins: float | None,
    ) -> Iterator[Expectation]:
        kind = node.get("kind")
        if kind is not None:
            match kind.choice((INCIDENT, QUIET)):
                case "incident":
                    yield from self._incident(node, reader, evaluated, begins)
                case "quiet":
                    yield self._quiet(node, reader)
        expect = node.get("expect")
        if expect is None:
            return
        if not isinstance(expect.value, list):
            expect.fail("expect is no list", "begin each expectation with a dash")
            return
        for item in expect.items():
            expectation = reader.read(item)
            if expectation is not None:
                yield expectation

    def _incident(
        self,
        node: YamlValue,
        reader: ExpectationReader,
        evaluated: frozenset[str],
        begins: float | None,
    ) -> Iterator[Expectation]:
        respond_within = self.index.alarms.severity_rules.response_time("critical") or timedelta(0)
        critical = [
            alarm for name in evaluated if (alarm := self.index.alarms[name]).severity == "critical"
        ]
        wanted = self._inherited(node, "service")
        service = wanted.text() if wanted else None
        candidates = [each for each in critical if service in {None, each.service}]
        if not node.has("begins"):
            node.fail("the incident has no begin", "add begins: how long after the start")
        elif begins is not None and begins + respond_within.total_seconds() > reader.seconds:
            node.fail("the data end before critical alarms have to page", "add values")
        if not candidates:
            services = sorted({each.service for each in critical if each.service})
            what = "the data reach no critical alarm" + (
                f" of {quoted(service)}" if service else ""
            )
            fix = did_you_mean(service or "", services) if services else "add series"
            (wanted or node).fail(what, fix)
            return
        yield IncidentPaged(
            position=node.position,
            service=service,
            candidates=frozenset(each.name for each in candidates),
            begins=reader.start + (begins or 0.0),
            respond_within=respond_within,
        )

    def _quiet(self, node: YamlValue, reader: ExpectationReader) -> Expectation:
        about = (reader.alarm.name,) if reader.alarm else sorted(reader.evaluated)
        reader.filled((self.index.alarms[name] for name in about), node)
        listed = node.get("severities")
        chosen: frozenset[Severity] | None = None
        if listed is not None:
            words = [item.choice(SEVERITIES) for item in listed.items()]
            chosen = frozenset(severity for severity in SEVERITIES if severity in words)
        return NobodyPaged(
            position=node.position,
            alarm=None,
            severities=chosen,
            span=Span(first=reader.start, last=reader.start + reader.seconds),
        )

    def _begins(self, node: YamlValue, seconds: float) -> float | None:
        begins = node.get("begins")
        if begins is None:
            return None
        value = read_seconds(begins, least=0)
        if value is not None and value > seconds:
            begins.fail(f"{quoted(begins.value)} is after the end of the data", "add values")
            return None
        return value

    def _inherited(self, node: YamlValue, key: str) -> YamlValue | None:
        return node.get(key) or self.top.get(key)

    def _seconds(self, node: YamlValue, key: str, least: float) -> float | None:
        child = self._inherited(node, key)
        return None if child is None else read_seconds(child, least=least)


def _previous_state(node: YamlValue) -> State | None:
    new, state = node.get("new"), node.get("state")
    if new is not None and new.flag():
        if state is not None:
            state.fail("a new alarm begins in INSUFFICIENT_DATA", "remove state or new")
        return None
    chosen = state.choice(STATES) if state else OK
    return next((each for each in STATES if each == chosen), OK)


def _place(position: object) -> tuple[int, int]:
    return (getattr(position, "line", 0), getattr(position, "column", 0))
