"""Reads drill files against the alarms of an assembly."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from tocsin.diagnostics import InvalidInputError, Problem, YamlValue, did_you_mean, quoted
from tocsin.drills.drill import Drill
from tocsin.drills.expectations import Expectation
from tocsin.drills.mutation import AcceptedSurvivor, mutants
from tocsin.drills.reading import keys
from tocsin.drills.reading.acknowledgement import read_acknowledged
from tocsin.drills.reading.alarm_names import find_alarm, needed_in_vain
from tocsin.drills.reading.delay_reader import DelayReader, read_chosen_delay
from tocsin.drills.reading.drill_context import DrillContext
from tocsin.drills.reading.event_reader import EventDrillReader
from tocsin.drills.reading.expectation_reader import read_expectation
from tocsin.drills.reading.kind_reader import read_kind
from tocsin.drills.reading.lookup import AlarmIndex
from tocsin.drills.reading.options_reader import read_options
from tocsin.drills.reading.series_reader import SeriesReader
from tocsin.evaluation import DEFAULT_OPTIONS, OK, STATES, MetricData, State
from tocsin.on_call import Escalation
from tocsin.simulation import AlarmSet, DeployedAlarm

DEFAULT_START = datetime(2026, 1, 5, tzinfo=UTC).timestamp()
"""A Monday, midnight."""
DEFAULT_INTERVAL = 60.0


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
    text: str, *, name: str, alarms: AlarmSet | AlarmIndex, escalation: Escalation | None = None
) -> DrillFile:
    """Read the drills in *text*.

    Args:
        text: YAML; docs/drills.md describes the keys.
        name: The file, for messages.
        alarms: The alarms that the drills are about; their index, if many files are read.
        escalation: The escalation policies of a viewpoint, whose contacts can be paged.

    Raises:
        InvalidInputError: With everything that is wrong, so that a typo never makes a drill pass.
    """
    file = YamlValue.top(text, name, kind="drill file", room="drill")
    index = alarms if isinstance(alarms, AlarmIndex) else AlarmIndex(alarms)
    is_mapping = file.keys(keys.FILE, renamed=keys.RENAMED)
    drills = tuple(_drills(file, index, escalation)) if is_mapping else ()
    explained = file.get("explained")
    accepted = tuple(_accepted_survivors(explained, index.alarms)) if explained else ()
    if file.collector.problems:
        raise InvalidInputError(sorted(dict.fromkeys(file.collector.problems), key=_in_text))
    return DrillFile(drills=drills, accepted_survivors=accepted)


def _in_text(problem: Problem) -> tuple[int, int]:
    """Return what sorts problems as they stand in the text."""
    position = problem.where.position
    return (position.line, position.column) if position else (0, 0)


def _drills(file: YamlValue, index: AlarmIndex, escalation: Escalation | None) -> Iterator[Drill]:
    section = file.get("drills")
    if section is None or not section.value:
        file.report("no-drills", "the file has no drills", "add drills: with a name for each")
        return
    for name, value in section.entries():
        before = len(file.collector.problems)
        if value.keys(keys.DRILL, renamed=keys.RENAMED):
            if value.has("event"):
                on_event = EventDrillReader(
                    value=value,
                    alarms=index.alarms,
                    endpoints=index.endpoints,
                    escalation=escalation,
                )
                if (read := on_event.read(name)) is not None:
                    yield read
                continue
            reader = _DrillReader(value=value, file=file, index=index, escalation=escalation)
            drill = reader.read(name)
            drill = _run_in_vain(name, value, index.alarms, before) or drill
            if drill is not None:
                yield drill


def _run_in_vain(name: str, value: YamlValue, alarms: AlarmSet, before: int) -> Drill | None:
    """Return a drill that fails, if all that is wrong with it is an alarm without evaluation.

    What is wrong is then the alarm, and other drills can be run.

    Args:
        name: The name of the drill.
        value: The drill as it is written.
        alarms: All alarms.
        before: How many problems there were before the drill.
    """
    problems = value.collector.problems
    needed = needed_in_vain(problems[before:], alarms)
    if not needed:
        return None
    del problems[before:]
    return Drill(
        name=name,
        where=value.location,
        start=DEFAULT_START,
        end=DEFAULT_START,
        previous_state=OK,
        data=MetricData(),
        metric_alarms=frozenset(),
        expectations=(),
        needed_in_vain=needed,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _DrillReader:
    """Reads one drill.

    Attributes:
        value: The drill as it is written.
        file: The file, whose settings hold for all its drills.
        index: Who reads which metric.
        escalation: The escalation policies, if there is a viewpoint.
    """

    value: YamlValue
    file: YamlValue
    index: AlarmIndex
    escalation: Escalation | None

    def read(self, name: str) -> Drill | None:
        """Return the drill; None if something about its data is wrong."""
        problems = self.value.collector.problems
        before = len(problems)
        named = self.value.get("alarm")
        alarm = find_alarm(named, self.index.alarms) if named else None
        series = self._series(alarm)
        if len(problems) > before:
            # What is expected can only be judged beside series that are sound.
            return None
        metric_alarms = series.metric_alarms()
        without_data = self._alarms_without_data(metric_alarms)
        parents = self.index.composites_above(metric_alarms)
        composites = parents | self.index.composites_above(without_data)
        previous_state = self._previous_state()
        written = self._setting("options")
        options = read_options(written) if written else DEFAULT_OPTIONS
        delays = series.delays.of_tags(without_data)
        series.delays.refuse_unknown(self.value, without_data)
        context = DrillContext(
            alarms=self.index.alarms,
            endpoints=self.index.endpoints,
            evaluated=metric_alarms | without_data | composites,
            alarm=alarm,
            escalation=self.escalation,
            start=series.start,
            seconds=series.seconds,
            begins=self._begins(series.seconds),
            starts_after_first_window=previous_state is not None,
            composites_above=self.index.composites_above,
            waits=series.delays.waits(metric_alarms | without_data, delays, options),
        )
        expectations = tuple(self._expectations(context))
        if not expectations and len(problems) == before:
            fix = "add expect, or kind: incident or quiet"
            self.value.report("no-expectation", "the drill expects nothing", fix)
        return Drill(
            name=name,
            where=self.value.location,
            start=series.start,
            end=series.start + series.seconds,
            previous_state=previous_state,
            data=series.data(),
            metric_alarms=metric_alarms,
            alarms_without_data=without_data,
            parent_composites=parents,
            evaluated_composites=composites | self.index.composites_below(composites),
            expectations=expectations,
            options=options,
            named_alarms=frozenset(series.named | ({alarm.name} if alarm else set())),
            delays=delays,
            acknowledged=read_acknowledged(self.value.get("acknowledged"), context),
        )

    def _series(self, alarm: DeployedAlarm | None) -> SeriesReader:
        start, interval, delay = map(self._setting, ("start", "interval", "delay"))
        reader = SeriesReader(
            index=self.index,
            start=(start.moment() if start else None) or DEFAULT_START,
            interval=(interval.seconds(at_least=1) if interval else None) or DEFAULT_INTERVAL,
            delays=DelayReader(alarms=self.index.alarms, chosen=read_chosen_delay(delay)),
            alarm=alarm,
            names_alarm=self.value.has("alarm"),
        )
        listed, values = self.value.get("series"), self.value.get("values")
        for item in listed.elements("series") if listed else ():
            reader.read(item)
        if values is not None:
            self._read_values(reader)
        if not listed and not values:
            self.value.report("no-data", "the drill has no data", "add values, or series")
        reader.check_lengths()
        return reader

    def _read_values(self, reader: SeriesReader) -> None:
        """Read `values` beside `alarm`: the one series of a short drill."""
        if not self.value.has("alarm"):
            what = "values belong to no alarm"
            self.value.report("values-without-alarm", what, "add alarm, or write series")
            return
        written = self.value.value
        series = {key: written[key] for key in ("alarm", "id", "values") if key in written}
        reader.read(replace(self.value, value=series))

    def _alarms_without_data(self, reached: frozenset[str]) -> frozenset[str]:
        """Return the metric alarms that are evaluated beside those that the data reach."""
        evaluate = self.value.get("evaluate")
        if evaluate is None or evaluate.choice(("all",)) is None:
            return frozenset()
        return frozenset(self.index.alarms.metric_alarms) - reached

    def _previous_state(self) -> State | None:
        """Return the state of the alarms at the start; None for new alarms."""
        new, state = self.value.get("new"), self.value.get("state")
        if new is not None and new.flag():
            if state is not None:
                what = "a new alarm begins in INSUFFICIENT_DATA"
                state.report("conflicting-keys", what, "remove state or new")
            return None
        return (state.choice(STATES) if state else None) or OK

    def _begins(self, seconds: float) -> float | None:
        """Return how long after the start the incident begins, if the drill says so."""
        begins = self.value.get("begins")
        value = begins.seconds() if begins else None
        if begins is not None and value is not None and value > seconds:
            what = f"{quoted(begins.value)} is after the end of the data"
            begins.report("after-end", what, "add values")
            return None
        return value

    def _expectations(self, context: DrillContext) -> Iterator[Expectation]:
        yield from read_kind(self.value, self._setting("service"), context)
        listed = self.value.get("expect")
        for item in listed.elements("expectation") if listed else ():
            expectation = read_expectation(item, context)
            if expectation is not None:
                yield expectation

    def _setting(self, key: str) -> YamlValue | None:
        """Return what the drill, or else its file, says."""
        return self.value.get(key) or self.file.get(key)


def _accepted_survivors(listed: YamlValue, alarms: AlarmSet) -> Iterator[AcceptedSurvivor]:
    """Yield the survivors that a file accepts."""
    problems = listed.collector.problems
    for item in listed.elements("explanation"):
        before = len(problems)
        if item.keys(keys.ACCEPTED_SURVIVOR):
            yield from _survivors(item, alarms)
        if needed_in_vain(problems[before:], alarms):
            # What is said of an alarm that AWS refuses may be right once it is mended.
            del problems[before:]


def _survivors(item: YamlValue, alarms: AlarmSet) -> Iterator[AcceptedSurvivor]:
    """Yield the mutants of one alarm that are accepted for one reason."""
    for key in keys.ACCEPTED_SURVIVOR:
        if not item.has(key):
            item.report("missing-key", f"{key} is missing", f"add {key}")
    named, listed, because = map(item.get, keys.ACCEPTED_SURVIVOR)
    if named is None or listed is None or because is None:
        return
    alarm, reason = find_alarm(named, alarms), because.text()
    if alarm is None or reason is None:
        return
    known = [mutant.name for mutant in mutants(alarm.definition)]
    for mutant in listed.items():
        name = mutant.text()
        if name is not None and name in known:
            yield AcceptedSurvivor(alarm=alarm.name, mutant=name, because=reason)
        else:
            what = f"{alarm.name} has no mutant {quoted(mutant.value)}"
            mutant.report("unknown-mutant", what, did_you_mean(str(mutant.value), known))
