"""Which events of the catalogue a stage wants, and what it changes of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.catalogue import (
    DEFAULT_TYPES_OF_GROUPS,
    EVENTS_OF_GROUPS,
    OperationalEvent,
    load_event_group,
)
from tocsin.diagnostics import KeyPath
from tocsin.on_call import Severity
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import EventSetting

_AS_USUAL = EventSetting()


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedEvent:
    """An event of which people are told.

    Attributes:
        event: The event.
        setting: What the viewpoint changes of it.
        key_path: Where the viewpoint speaks of it, or could.
    """

    event: OperationalEvent
    setting: EventSetting
    key_path: KeyPath

    @property
    def severity(self) -> Severity:
        """How urgent it is."""
        return self.setting.severity or self.event.severity


def wanted_events(context: StageContext, types: frozenset[str]) -> tuple[WantedEvent, ...]:
    """Return the events that the stage wants; names that the catalogue does not have are reported.

    Args:
        context: The stage.
        types: The resource types that it uses.
    """
    said = context.viewpoint.events
    known = (*EVENTS_OF_GROUPS, *(event for each in EVENTS_OF_GROUPS.values() for event in each))
    for name in said:
        if name not in known:
            thing = "event or group of events"
            context.report_unknown("unknown-event", ("events", name), thing, name, known)
    return tuple(
        wanted
        for group, events in EVENTS_OF_GROUPS.items()
        if {group, *events} & said.keys() or DEFAULT_TYPES_OF_GROUPS.get(group, frozenset()) & types
        for wanted in _of_group(context, group, types)
    )


def _of_group(context: StageContext, group: str, types: frozenset[str]) -> Iterator[WantedEvent]:
    said = context.viewpoint.events
    for event in load_event_group(group).events.values():
        name = event.id if event.id in said else group
        setting = said.get(name)
        if setting is None:
            if event.is_default and types & event.of.keys():
                yield WantedEvent(event=event, setting=_AS_USUAL, key_path=("events",))
            continue
        if isinstance(setting, str):
            if setting == "on":
                yield WantedEvent(event=event, setting=_AS_USUAL, key_path=("events", name))
        elif setting.off is None:
            yield WantedEvent(event=event, setting=setting, key_path=("events", name))
