"""Reads drills on events: what happens, and who has to be told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tocsin.assembly import Environment
from tocsin.catalogue import EVENTS_OF_GROUPS, load_event, sample_event
from tocsin.diagnostics import YamlValue, did_you_mean, quoted
from tocsin.drills.drill import Drill
from tocsin.drills.expectations import (
    EventPaged,
    EventReceived,
    Expectation,
    MessageSays,
    NobodyTold,
    RulesMatch,
)
from tocsin.drills.formatting import short_reference
from tocsin.drills.reading import keys
from tocsin.drills.reading.acknowledgement import read_answers
from tocsin.drills.reading.contacts import addresses_in_templates
from tocsin.drills.reading.time_after_event import read_span_after_event, refuse_times
from tocsin.evaluation import OK, MetricData
from tocsin.on_call import Escalation
from tocsin.simulation import AlarmSet

_START = 1_772_614_013.0
_TIME = "2026-03-04T08:46:53Z"
_ACCOUNT = "111122223333"
_REGION = "us-east-1"
_NEEDED = ("source", "detail-type", "detail")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDrillReader:
    """Reads one drill on an event.

    Attributes:
        value: The drill as it is written.
        alarms: What is deployed.
        endpoints: Whom the templates can reach, as drills write it.
        escalation: The escalation policies, if there is a viewpoint.
    """

    value: YamlValue
    alarms: AlarmSet
    endpoints: frozenset[str]
    escalation: Escalation | None

    def read(self, name: str) -> Drill | None:
        """Return the drill; None if what happens cannot be read."""
        problems = self.value.collector.problems
        before = len(problems)
        for key in keys.DRILL:
            if key not in keys.EVENT_DRILL and (child := self.value.get(key)):
                what = f"{key} is about metric data, and the drill has an event"
                child.report("conflicting-keys", what, f"remove {key}, or event")
        written = self.value.get("event")
        event = None if written is None else self._event(written)
        if event is None or len(problems) > before:
            return None
        expectations = tuple(self._expectations())
        if not expectations and len(problems) == before:
            fix = "add expect, or kind: quiet"
            self.value.report("no-expectation", "the drill expects nothing", fix)
        return Drill(
            name=name,
            where=self.value.location,
            start=_START,
            end=_START,
            previous_state=OK,
            data=MetricData(),
            metric_alarms=frozenset(),
            expectations=expectations,
            event=event,
            acknowledged=read_answers(self.value.get("acknowledged"), self.alarms),
        )

    def _event(self, written: YamlValue) -> Mapping[str, Any] | None:
        if isinstance(written.value, str):
            return self._sample(written, {})
        if not written.keys(keys.EVENT):
            return None
        if (sample := written.get("sample")) is not None:
            return self._sample(sample, written.value)
        for key in _NEEDED:
            if not written.has(key):
                fix = f"add {key}, or sample with an event of `tocsin catalogue --events`"
                written.report("missing-key", f"an event has {key}", fix)
        place = self._place()
        return {
            "version": "0",
            "id": "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
            "account": place.account or _ACCOUNT,
            "region": place.region or _REGION,
            "time": _TIME,
            "resources": [],
            **written.value,
        }

    def _sample(self, named: YamlValue, changes: Mapping[str, Any]) -> Mapping[str, Any] | None:
        name = named.text()
        known = [event for events in EVENTS_OF_GROUPS.values() for event in events]
        if name is not None and name not in known:
            fix = did_you_mean(name, known)
            named.report("unknown-event", f"there is no event {quoted(name)}", fix)
        if name not in known or name is None:
            return None
        place = self._place()
        region = load_event(name).arrives_in or place.region or _REGION
        sample = sample_event(
            name,
            account=str(changes.get("account") or place.account or _ACCOUNT),
            region=str(changes.get("region") or region),
            time=str(changes.get("time") or _TIME),
        )
        written = {key: value for key, value in changes.items() if key != "sample"}
        changed: Mapping[str, Any] = _changed(sample, written)
        return changed

    def _place(self) -> Environment:
        """Return where an event happens that does not say it: where the first rule is."""
        rules = self.alarms.event_rules.by_name.values()
        places = (rule.stack.environment for rule in rules)
        return next(places, Environment(account=None, region=None))

    def _expectations(self) -> Iterator[Expectation]:
        kind = self.value.get("kind")
        if kind is not None and kind.choice(("quiet",)):
            yield NobodyTold(where=self.value.location)
        listed = self.value.get("expect")
        for item in listed.elements("expectation") if listed else ():
            found = self._expectation(item) if item.keys(keys.EVENT_EXPECTATION) else None
            if found is not None:
                yield found

    def _expectation(self, item: YamlValue) -> Expectation | None:
        subjects = [key for key in keys.EVENT_SUBJECTS if item.has(key)]
        if len(subjects) != 1:
            what = f"the expectation says {', '.join(subjects) or 'nothing'}"
            fix = f"write one of {', '.join(keys.EVENT_SUBJECTS)}"
            item.report("several-subjects" if subjects else "no-subject", what, fix)
            return None
        written = item.get(subjects[0])
        assert written is not None
        if subjects[0] != "paged":
            refuse_times(item, subjects[0])
        match subjects[0]:
            case "paged":
                return self._paged(item, written)
            case "received":
                names = _names(written, self.endpoints, nothing="nobody", thing="recipient")
                if names is None:
                    return None
                return EventReceived(where=item.location, endpoints=names.found)
            case "rules":
                known = frozenset(self.alarms.event_rules.by_name)
                rules = _names(written, known, nothing="none", thing="rule")
                return None if rules is None else RulesMatch(where=item.location, rules=rules.found)
            case _:
                text = written.text()
                return None if text is None else MessageSays(where=item.location, text=text)

    def _paged(self, item: YamlValue, written: YamlValue) -> Expectation | None:
        declared = self.escalation.contacts if self.escalation else {}
        contacts = {**declared, **addresses_in_templates(self.alarms)}
        known = self.endpoints | frozenset(contacts)
        names = _names(written, known, nothing="nobody", thing="recipient")
        if names is None:
            return None
        span = read_span_after_event(item)
        if not names.found:
            return NobodyTold(where=item.location, span=span)
        return EventPaged(
            where=item.location,
            span=span,
            endpoints=tuple(name for name in names.found if name in self.endpoints),
            contacts={name: contacts[name] for name in names.found if name not in self.endpoints},
        )


@dataclass(frozen=True, slots=True)
class _Names:
    found: tuple[str, ...]


def _names(written: YamlValue, known: frozenset[str], *, nothing: str, thing: str) -> _Names | None:
    """Return names that are known, none for the word that means none; None for unknown ones."""
    if written.value == nothing:
        return _Names(())
    found: list[str] = []
    for item in written.items():
        name = item.text()
        if name is None:
            continue
        if short_reference(name) in known:
            found.append(short_reference(name))
        else:
            what = f"there is no {thing} {quoted(name)}"
            item.report(f"unknown-{thing}", what, did_you_mean(name, [*sorted(known), nothing]))
    if not found and written.value == []:
        written.report("empty-list", "the list is empty", f"write {nothing} if that is meant")
    return _Names(tuple(found)) if found else None


def _changed(sample: Any, changes: Any) -> Any:  # noqa: ANN401 - any YAML value
    """Return a sample with changes: mappings are merged, and null takes a key out."""
    if not isinstance(sample, Mapping) or not isinstance(changes, Mapping):
        return changes
    merged = {**sample, **{key: _changed(sample.get(key), each) for key, each in changes.items()}}
    return {
        key: each for key, each in merged.items() if not (key in changes and changes[key] is None)
    }
