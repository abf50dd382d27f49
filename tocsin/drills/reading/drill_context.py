"""What the expectations of a drill are read beside: when its data are, and whom they reach."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from tocsin.diagnostics import YamlValue, elapsed
from tocsin.drills.expectations import Span
from tocsin.drills.reading.alarm_names import find_alarm
from tocsin.evaluation import MetricAlarm
from tocsin.on_call import Escalation
from tocsin.simulation import AlarmSet, DeployedAlarm


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillContext:
    """The data of a drill and the alarms around them.

    Attributes:
        alarms: All alarms.
        endpoints: Whom the templates can reach, as drills write it.
        evaluated: The names of those that the data of the drill reach.
        alarm: The alarm that the drill is about, for expectations that name none.
        escalation: The escalation policies, if there is a viewpoint.
        start: When the drill's data begin, in seconds since 1970.
        seconds: How long they are.
        begins: Seconds from the start from which `within` counts unless `from` says otherwise;
            None if the drill does not say when its incident begins.
        starts_after_first_window: Whether alarms are first evaluated when the data fill their
            periods.
        composites_above: Gives the names of the composite alarms above some alarms.
        waits: How many seconds later alarms are evaluated because their data are late, by name.
    """

    alarms: AlarmSet
    endpoints: frozenset[str]
    evaluated: frozenset[str]
    alarm: DeployedAlarm | None
    escalation: Escalation | None
    start: float
    seconds: float
    begins: float | None
    starts_after_first_window: bool
    composites_above: Callable[[Iterable[str]], frozenset[str]]
    waits: Mapping[str, float]

    @property
    def whole_drill(self) -> Span:
        """The time of all data."""
        return Span(first=self.start, last=self.start + self.seconds)

    @property
    def incident_begin(self) -> float:
        """When the incident begins, in seconds since 1970: with the data, unless the drill says."""
        return self.start + (self.begins or 0.0)

    def expected_alarm(self, expectation: YamlValue) -> DeployedAlarm | None:
        """Return the alarm that an expectation is about, if the data decide its state."""
        named = expectation.get("alarm")
        alarm = find_alarm(named, self.alarms) if named else self.alarm
        if alarm is None:
            if named is None:
                expectation.report(
                    "expectation-without-alarm", "the expectation is about no alarm", "add alarm"
                )
            return None
        if alarm.name not in self.evaluated:
            what = f"no series of this drill is read by {alarm.name}"
            (named or expectation).report("alarm-without-data", what, "add a series that it reads")
            return None
        self.check_length((alarm,), named or expectation)
        return alarm

    def above(self, alarm: DeployedAlarm | None) -> frozenset[str]:
        """Return the names of the composite alarms above an alarm; none if there is no alarm."""
        return frozenset() if alarm is None else self.composites_above([alarm.name])

    def check_length(self, alarms: Iterable[DeployedAlarm], value: YamlValue) -> None:
        """Report data that fill the periods of none of some alarms.

        An alarm that is never evaluated keeps its state, and proves nothing.

        Args:
            alarms: The alarms; composite ones are not looked at.
            value: What is about them.
        """
        windows = {
            each.name: each.definition.period * each.definition.evaluation_periods
            for each in alarms
            if isinstance(each.definition, MetricAlarm)
        }
        needed = [(window + self.waits.get(name, 0.0), name) for name, window in windows.items()]
        if not self.starts_after_first_window or not needed or min(needed)[0] <= self.seconds:
            return
        seconds, name = min(needed)
        late = f" and their data are there at {elapsed(seconds)}" if self.waits.get(name) else ""
        what = f"the data end at {elapsed(self.seconds)}, before {name} is first evaluated"
        fix = f"add values, its periods last {elapsed(windows[name])}{late}"
        value.report("data-too-short", what, fix)

    def span(self, expectation: YamlValue) -> Span | None:
        """Return when: at a time, within a duration of another, or throughout the drill."""
        if expectation.has("at"):
            at = self.only_at(expectation)
            return None if at is None else Span(first=at, last=at)
        origin, within = expectation.get("from"), expectation.get("within")
        if within is None:
            if origin is not None:
                what = "from says from when on within counts"
                origin.report("conflicting-keys", what, "add within, or remove from")
            return self.whole_drill
        first = self._time(origin) if origin else self.incident_begin
        seconds = within.seconds()
        if first is None or seconds is None:
            return None
        last = self.in_data(within, first - self.start + seconds)
        return None if last is None else Span(first=first, last=last)

    def only_at(self, expectation: YamlValue) -> float | None:
        """Return the time `at` which something is expected, in seconds since 1970."""
        for other in ("within", "from"):
            if child := expectation.get(other):
                what = f"at and {other} exclude each other"
                child.report("conflicting-keys", what, "keep one of them")
        at = expectation.get("at")
        return self._time(at) if at else None

    def in_data(self, value: YamlValue, seconds: float) -> float | None:
        """Return a time since the start in seconds since 1970, if there are data until then."""
        if seconds > self.seconds:
            what = f"{elapsed(seconds)} is after the end of the data, {elapsed(self.seconds)}"
            fix = "add values to the series, or expect something earlier"
            value.report("after-end", what, fix)
            return None
        return self.start + seconds

    def _time(self, value: YamlValue) -> float | None:
        seconds = value.seconds()
        return None if seconds is None else self.in_data(value, seconds)
