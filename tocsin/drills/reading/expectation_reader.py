"""Reads an item of `expect`: one thing that has to be true of the alarms."""

import re
from collections.abc import Callable, Collection, Mapping

from tocsin.diagnostics import InvalidValueError, YamlValue, did_you_mean, parse_duration, quoted
from tocsin.drills.expectations import (
    ActionsRun,
    Expectation,
    Never,
    NobodyPaged,
    Paged,
    Received,
    StateAt,
    StateTimeline,
    StateWithin,
)
from tocsin.drills.formatting import arn_name, short_reference
from tocsin.drills.reading import keys
from tocsin.drills.reading.contacts import contacts_of, read_contacts
from tocsin.drills.reading.drill_context import DrillContext
from tocsin.evaluation import ALARM, STATES, State
from tocsin.simulation import DeployedAlarm

_STEP = re.compile(r"(?P<state>[A-Z_]+)(?: at (?P<at>\w+))?")


def read_expectation(value: YamlValue, context: DrillContext) -> Expectation | None:
    """Return an expectation, or None after reporting what is wrong with it.

    Args:
        value: The expectation as it is written.
        context: The data of the drill and the alarms around them.
    """
    subject = _subject(value) if value.keys(keys.EXPECTATION) else None
    if subject in _OF_ALL_ALARMS:
        return _OF_ALL_ALARMS[subject](value, context)
    if subject is None or (alarm := context.expected_alarm(value)) is None:
        return None
    return _OF_ONE_ALARM[subject](value, alarm, context)


def _subject(value: YamlValue) -> str | None:
    """Return the key that says what is expected; a mere `within` stands for the state."""
    subjects = [key for key in keys.SUBJECTS if value.has(key)]
    fix = f"write one of {', '.join(keys.SUBJECTS)}, or within"
    if len(subjects) > 1:
        what = f"the expectation says several things: {', '.join(subjects)}"
        value.report("several-subjects", what, fix)
        return None
    if not subjects and not value.has("within"):
        value.report("no-subject", "the expectation says nothing", fix)
        return None
    return subjects[0] if subjects else "state"


def _state(value: YamlValue, alarm: DeployedAlarm, context: DrillContext) -> Expectation | None:
    named = value.get("state")
    state = named.choice(STATES) if named else ALARM
    if value.has("at"):
        at = context.only_at(value)
        if at is None or state is None:
            return None
        return StateAt(where=value.location, alarm=alarm.name, state=state, at=at)
    span = context.span(value)
    if state is None or span is None:
        return None
    if not value.has("within"):
        value.report("no-time", "the expectation has no time", "add at or within")
        return None
    return StateWithin(where=value.location, alarm=alarm.name, state=state, span=span)


def _never(value: YamlValue, alarm: DeployedAlarm, _: DrillContext) -> Expectation | None:
    named = value.get("never")
    state = named.choice(STATES) if named else None
    _refuse_times(value, "never")
    return None if state is None else Never(where=value.location, alarm=alarm.name, state=state)


def _timeline(value: YamlValue, alarm: DeployedAlarm, context: DrillContext) -> Expectation | None:
    _refuse_times(value, "timeline")
    listed = value.get("timeline")
    assert listed is not None
    steps = [_step(item, context) for item in listed.items()]
    sound = [step for step in steps if step is not None]
    if len(sound) < len(steps):
        return None
    if not sound or sound[0][0] is not None:
        what = "the timeline has no state at the start"
        listed.report("no-initial-state", what, "begin with a state, as [OK]")
        return None
    times = [at for at, _ in sound if at is not None]
    if times != sorted(set(times)):
        what = "the times of the timeline do not ascend"
        listed.report("times-not-ascending", what, "put them in order")
        return None
    (_, initial), *changes = sound
    return StateTimeline(
        where=value.location, alarm=alarm.name, initial=initial, changes=tuple(changes)
    )


def _step(value: YamlValue, context: DrillContext) -> tuple[float | None, State] | None:
    """Return the state in a step of a timeline, and when it begins in seconds since 1970."""
    match = _STEP.fullmatch(str(value.value))
    if match is None:
        what = f"{quoted(value.value)} is not a step of a timeline"
        value.report("invalid-step", what, "write OK or ALARM at 13m")
        return None
    state = next((each for each in STATES if each == match["state"]), None)
    if state is None:
        what = f"{match['state']} is not a state"
        value.report("unknown-state", what, did_you_mean(match["state"], STATES))
        return None
    if match["at"] is None:
        return None, state
    try:
        seconds = parse_duration(match["at"]).total_seconds()
    except InvalidValueError as error:
        value.report("invalid-duration", error.what, error.fix)
        return None
    at = context.in_data(value, seconds)
    return None if at is None else (at, state)


def _actions(value: YamlValue, alarm: DeployedAlarm, context: DrillContext) -> Expectation | None:
    listed, span = value.get("actions"), context.span(value)
    assert listed is not None
    template = alarm.template_alarm
    every = (*template.alarm_actions, *template.ok_actions, *template.insufficient_data_actions)
    known = {name for action in every for name in (action.arn, arn_name(action.arn))}
    unknown = f"{alarm.name} has no action"
    names = _names(listed, known, nothing="none", kind="unknown-action", unknown=unknown)
    if names is None or span is None:
        return None
    return ActionsRun(where=value.location, alarm=alarm.name, actions=names, span=span)


def _paged(value: YamlValue, context: DrillContext) -> Expectation | None:
    endpoints = context.endpoints
    known = endpoints | contacts_of(context)
    names, span = _recipients(value, "paged", known), context.span(value)
    about = context.expected_alarm(value) if value.has("alarm") else None
    if names is None or span is None or (about is None and value.has("alarm")):
        return None
    alarm = None if about is None else about.name
    if not names:
        return NobodyPaged(
            where=value.location, alarm=alarm, span=span, through=context.above(about)
        )
    named = [name for name in names if name not in endpoints]
    contacts = read_contacts(value, named, about, context)
    if contacts is None:
        return None
    return Paged(
        where=value.location,
        alarm=alarm,
        endpoints=tuple(name for name in names if name in endpoints),
        contacts=contacts,
        span=span,
        through=context.above(about),
    )


def _received(value: YamlValue, context: DrillContext) -> Expectation | None:
    names, span = _recipients(value, "received", context.endpoints), context.span(value)
    about: DeployedAlarm | None = None
    if value.has("alarm") or context.alarm is not None:
        about = context.expected_alarm(value)
        if about is None:
            return None
    else:
        context.check_length([context.alarms[name] for name in sorted(context.evaluated)], value)
    if names is None or span is None:
        return None
    alarm = None if about is None else about.name
    return Received(
        where=value.location,
        alarm=alarm,
        endpoints=names,
        span=span,
        through=context.above(about),
    )


def _recipients(value: YamlValue, key: str, known: frozenset[str]) -> tuple[str, ...] | None:
    """Return who stands under a key; empty for nobody, and None if somebody is not known."""
    listed = value.get(key)
    assert listed is not None
    unknown = "nobody is known as"
    return _names(listed, known, nothing="nobody", kind="unknown-recipient", unknown=unknown)


def _refuse_times(value: YamlValue, subject: str) -> None:
    for key in ("at", "within", "from"):
        if child := value.get(key):
            what = f"{subject} is about the whole drill"
            child.report("conflicting-keys", what, f"remove {key}")


def _names(
    listed: YamlValue, known: Collection[str], *, nothing: str, kind: str, unknown: str
) -> tuple[str, ...] | None:
    """Return names that are known; empty for the word that means none of them.

    Args:
        listed: A name, or a list of names.
        known: The names that are allowed.
        nothing: The word that means none of them.
        kind: The kind of the problem that a name is unknown.
        unknown: The words before an unknown name.
    """
    if listed.value == nothing:
        return ()
    names = []
    for item in listed.items():
        name = item.text()
        if name is None:
            continue
        if short_reference(name) in known:
            names.append(short_reference(name))
        else:
            fix = did_you_mean(name, [*sorted(known), nothing])
            item.report(kind, f"{unknown} {quoted(name)}", fix)
    if not names and listed.value == []:
        listed.report("empty-list", "the list is empty", f"write {nothing} if that is meant")
    return tuple(names) or None


_OF_ONE_ALARM: Mapping[
    str, Callable[[YamlValue, DeployedAlarm, DrillContext], Expectation | None]
] = {
    "state": _state,
    "never": _never,
    "timeline": _timeline,
    "actions": _actions,
}

_OF_ALL_ALARMS: Mapping[str | None, Callable[[YamlValue, DrillContext], Expectation | None]] = {
    "paged": _paged,
    "received": _received,
}
