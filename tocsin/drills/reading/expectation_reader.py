"""Reads what a drill expects."""

from collections.abc import Iterable
from dataclasses import dataclass
from re import compile as pattern

from tocsin.diagnostics import InvalidValueError, YamlValue, did_you_mean, parse_duration, quoted
from tocsin.drills.expectations import (
    ActionsRun,
    Expectation,
    Never,
    NobodyPaged,
    Paged,
    Span,
    StateAt,
    StateTimeline,
    StateWithin,
)
from tocsin.drills.formatting import arn_name, elapsed, short_reference
from tocsin.drills.reading.alarm_lookup import find_alarm
from tocsin.drills.reading.series_reader import read_seconds
from tocsin.evaluation import ALARM, STATES, MetricAlarm, State
from tocsin.on_call import Escalation
from tocsin.simulation import AlarmSet, DeployedAlarm

NOBODY = "nobody"
NONE = "none"
_SUBJECTS = ("state", "never", "timeline", "actions", "paged")
_KEYS = ("alarm", *_SUBJECTS, "at", "within", "from")
_STEP = pattern(r"(?P<state>[A-Z_]+)(?: at (?P<at>\w+))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectationReader:
    """Reads the expectations of one drill.

    Attributes:
        alarms: All alarms.
        evaluated: The names of those that the data of the drill reach.
        alarm: The alarm that the drill is about, for expectations that name none.
        escalation: The escalation policies, if there is a viewpoint.
        start: When the drill's data begin, in seconds since 1970.
        seconds: How long they are.
        begins: Seconds from the start from which `within` counts unless `from` says otherwise.
        starts_after_first_window: Whether alarms are first evaluated when the data fill their
            periods.
    """

    alarms: AlarmSet
    evaluated: frozenset[str]
    alarm: DeployedAlarm | None
    escalation: Escalation | None
    start: float
    seconds: float
    begins: float
    starts_after_first_window: bool = True

    def read(self, node: YamlValue) -> Expectation | None:
        """Return an expectation, or None after adding what is wrong with it."""
        if not node.keys(_KEYS):
            return None
        subjects = [key for key in _SUBJECTS if node.has(key)]
        if len(subjects) > 1 or (not subjects and not node.has("within")):
            fix = f"write one of {', '.join(_SUBJECTS)}, or within"
            node.fail(
                "the expectation says nothing"
                if not subjects
                else f"the expectation says several things: {', '.join(subjects)}",
                fix,
            )
            return None
        return self._read(node, subjects[0] if subjects else "state")

    def _read(self, node: YamlValue, subject: str) -> Expectation | None:
        if subject == "paged":
            return self._paged(node)
        alarm = self._alarm(node)
        if alarm is None:
            return None
        match subject:
            case "never":
                return self._never(node, alarm)
            case "timeline":
                return self._timeline(node, alarm)
            case "actions":
                return self._actions(node, alarm)
            case _:
                return self._state(node, alarm)

    def _alarm(self, node: YamlValue) -> DeployedAlarm | None:
        named = node.get("alarm")
        alarm = self.alarm if named is None else find_alarm(named, self.alarms)
        if alarm is None:
            if named is None:
                node.fail("the expectation is about no alarm", "add alarm")
            return None
        if alarm.name not in self.evaluated:
            what = f"no series of this drill is read by {alarm.name}"
            (named or node).fail(what, "add a series that it reads")
            return None
        self.filled((alarm,), named or node)
        return alarm

    def filled(self, alarms: Iterable[DeployedAlarm], node: YamlValue) -> None:
        """Add a problem if the data fill the periods of none of some alarms.

        An alarm that is never evaluated keeps its state, and proves nothing.

        Args:
            alarms: The alarms; composite ones are not looked at.
            node: What is about them.
        """
        needed = [
            (each.definition.period * each.definition.evaluation_periods, each.name)
            for each in alarms
            if isinstance(each.definition, MetricAlarm)
        ]
        if not self.starts_after_first_window or not needed or min(needed)[0] <= self.seconds:
            return
        window, name = min(needed)
        what = f"the data end at {elapsed(self.seconds)}, before {name} is first evaluated"
        node.fail(what, f"add values, its periods last {elapsed(window)}")

    def _state(self, node: YamlValue, alarm: DeployedAlarm) -> Expectation | None:
        state = self._state_name(node.get("state"))
        if node.has("at"):
            at = self._only_at(node)
            if at is None or state is None:
                return None
            return StateAt(position=node.position, alarm=alarm.name, state=state, at=at)
        span = self._span(node)
        if state is None or span is None:
            return None
        if not node.has("within"):
            node.fail("the expectation has no time", "add at or within")
            return None
        return StateWithin(position=node.position, alarm=alarm.name, state=state, span=span)

    def _never(self, node: YamlValue, alarm: DeployedAlarm) -> Expectation | None:
        state = self._state_name(node.get("never"))
        self._without_times(node, "never")
        return (
            None if state is None else Never(position=node.position, alarm=alarm.name, state=state)
        )

    def _timeline(self, node: YamlValue, alarm: DeployedAlarm) -> Expectation | None:
        self._without_times(node, "timeline")
        listed = node.get("timeline")
        assert listed is not None
        steps = [self._step(item) for item in listed.items()]
        sound = [step for step in steps if step is not None]
        if len(sound) < len(steps):
            return None
        if not sound or sound[0][0] is not None:
            listed.fail("the timeline has no state at the start", "begin with a state, as [OK]")
            return None
        times = [at for at, _ in sound if at is not None]
        if times != sorted(set(times)):
            listed.fail("the times of the timeline do not ascend", "put them in order")
            return None
        return StateTimeline(
            position=node.position, alarm=alarm.name, initial=sound[0][1], changes=tuple(sound[1:])
        )

    def _step(self, node: YamlValue) -> tuple[float | None, State] | None:
        match = _STEP.fullmatch(str(node.value))
        if match is None:
            node.fail(f"{quoted(node.value)} is no step of a timeline", "write OK or ALARM at 13m")
            return None
        state = _known_state(match["state"])
        if state is None:
            node.fail(f"{match['state']} is no state", did_you_mean(match["state"], STATES))
            return None
        if match["at"] is None:
            return None, state
        try:
            seconds = parse_duration(match["at"]).total_seconds()
        except InvalidValueError as error:
            node.fail(error.what, error.fix)
            return None
        at = self._in_data(node, seconds)
        return None if at is None else (at, state)

    def _actions(self, node: YamlValue, alarm: DeployedAlarm) -> Expectation | None:
        listed, span = node.get("actions"), self._span(node)
        assert listed is not None
        declared = alarm.template_alarm
        every = (*declared.alarm_actions, *declared.ok_actions, *declared.insufficient_data_actions)
        known = {name for action in every for name in (action.arn, arn_name(action.arn))}
        names = self._names(listed, known, NONE, f"{alarm.name} has no action")
        if names is None or span is None:
            return None
        return ActionsRun(position=node.position, alarm=alarm.name, actions=names, span=span)

    def _paged(self, node: YamlValue) -> Expectation | None:
        listed, span = node.get("paged"), self._span(node)
        assert listed is not None
        about = self._alarm(node) if node.has("alarm") else None
        contacts = self.escalation.contacts if self.escalation else frozenset[str]()
        endpoints = {short_reference(endpoint) for endpoint in self.alarms.routes.endpoints}
        names = self._names(listed, endpoints | contacts, NOBODY, "nobody is known as")
        if names is None or span is None or (about is None and node.has("alarm")):
            return None
        alarm = None if about is None else about.name
        if not names:
            return NobodyPaged(position=node.position, alarm=alarm, span=span)
        return Paged(
            position=node.position,
            alarm=alarm,
            endpoints=tuple(name for name in names if name in endpoints),
            contacts=tuple(name for name in names if name not in endpoints),
            span=span,
        )

    def _names(
        self, listed: YamlValue, known: Iterable[str], nothing: str, unknown: str
    ) -> tuple[str, ...] | None:
        """Return names that are known; empty for the word that means none of them."""
        if listed.value == nothing:
            return ()
        allowed = set(known)
        names = []
        for item in listed.items():
            name = item.text()
            if name is not None and short_reference(name) in allowed:
                names.append(short_reference(name))
            elif name is not None:
                item.fail(
                    f"{unknown} {quoted(name)}", did_you_mean(name, [*sorted(allowed), nothing])
                )
        if not names:
            if listed.value == []:
                listed.fail("the list is empty", f"write {nothing} if that is meant")
            return None
        return tuple(names)

    def _span(self, node: YamlValue) -> Span | None:
        """Return when: at a time, within a duration of another, or throughout the drill."""
        if node.has("at"):
            at = self._only_at(node)
            return None if at is None else Span(first=at, last=at)
        if not node.has("within"):
            if origin := node.get("from"):
                origin.fail("from says from when on within counts", "add within, or remove from")
            return Span(first=self.start, last=self.start + self.seconds)
        first = self._time(node, "from") if node.has("from") else self.start + self.begins
        within = node.get("within")
        seconds = read_seconds(within, least=0) if within else None
        if within is None or first is None or seconds is None:
            return None
        last = self._in_data(within, first - self.start + seconds)
        return None if last is None else Span(first=first, last=last)

    def _only_at(self, node: YamlValue) -> float | None:
        for other in ("within", "from"):
            if child := node.get(other):
                child.fail(f"at and {other} exclude each other", "keep one of them")
        return self._time(node, "at")

    def _without_times(self, node: YamlValue, subject: str) -> None:
        for key in ("at", "within", "from"):
            if child := node.get(key):
                child.fail(f"{subject} is about the whole drill", f"remove {key}")

    def _time(self, node: YamlValue, key: str) -> float | None:
        child = node.get(key)
        seconds = read_seconds(child, least=0) if child else None
        return None if child is None or seconds is None else self._in_data(child, seconds)

    def _in_data(self, node: YamlValue, seconds: float) -> float | None:
        if seconds > self.seconds:
            what = f"{elapsed(seconds)} is after the end of the data, {elapsed(self.seconds)}"
            node.fail(what, "add values to the series, or expect something earlier")
            return None
        return self.start + seconds

    @staticmethod
    def _state_name(node: YamlValue | None) -> State | None:
        if node is None:
            return ALARM
        return _known_state(node.choice(STATES))


def _known_state(name: str | None) -> State | None:
    for state in STATES:
        if state == name:
            return state
    return None
