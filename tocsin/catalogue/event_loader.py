"""Reads the files of operational events, a group each and only those that are asked for.

The files are the project's own and are checked by its tests, so that reading trusts them.
"""

from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from yaml import CSafeLoader, load

from tocsin.catalogue.event_index import EVENTS_OF_GROUPS
from tocsin.catalogue.operational_event import EventGroup, OperationalEvent

_EVENTS = files("tocsin.catalogue").joinpath("events")
_SAMPLES = files("tocsin.catalogue").joinpath("event_samples")
_GROUP_OF = {event: group for group, events in EVENTS_OF_GROUPS.items() for event in events}


@cache
def load_event_group(name: str) -> EventGroup:
    """Return the group called *name*; the file is read once.

    Raises:
        KeyError: There is no such group.
    """
    if name not in EVENTS_OF_GROUPS:
        raise KeyError(name)
    data = _read(f"events/{name}.yaml")
    events = {id_: _event(id_, name, each) for id_, each in data["events"].items()}
    return EventGroup(
        id=name, title=data["title"], about=data["about"], events=MappingProxyType(events)
    )


def load_event(name: str) -> OperationalEvent:
    """Return the event called *name*.

    Raises:
        KeyError: There is no such event.
    """
    return load_event_group(_GROUP_OF[name]).events[name]


@cache
def _samples(group: str) -> dict[str, Any]:
    return _read(f"event_samples/{group}.yaml")


def sample_event(name: str, *, account: str, region: str, time: str) -> dict[str, Any]:
    """Return an event called *name* as its service sends it, with values that are made up.

    Args:
        name: The event's name.
        account: The account where it happens.
        region: The Region where it happens.
        time: When it happens, as `2026-03-14T09:26:53Z`.

    Raises:
        KeyError: There is no such event.
    """
    written = _samples(_GROUP_OF[name])[name]
    event = load_event(name)
    return {
        "version": "0",
        "id": "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
        "detail-type": written.get("detail-type", event.pattern["detail-type"][0]),
        "source": written.get("source", next(iter(event.pattern.get("source", ())), "aws.iam")),
        "account": account,
        "time": time,
        "region": region,
        **_filled(
            {"resources": written.get("resources", []), "detail": written["detail"]},
            {"%ACCOUNT%": account, "%REGION%": region, "%TIME%": time},
        ),
    }


def _filled(value: Any, values: dict[str, str]) -> Any:  # noqa: ANN401 - any YAML value
    if isinstance(value, dict):
        return {key: _filled(each, values) for key, each in value.items()}
    if isinstance(value, list):
        return [_filled(each, values) for each in value]
    if isinstance(value, str):
        for name, said in values.items():
            value = value.replace(name, said)
    return value


def _read(path: str) -> dict[str, Any]:
    folder = _EVENTS if path.startswith("events/") else _SAMPLES
    text = folder.joinpath(path.partition("/")[2]).read_text(encoding="utf-8")
    data: dict[str, Any] = load(text, Loader=CSafeLoader)
    return data


def _event(name: str, group: str, data: dict[str, Any]) -> OperationalEvent:
    return OperationalEvent(
        id=name,
        group=group,
        title=data["title"],
        severity=data["severity"],
        pattern=MappingProxyType(data["pattern"]),
        names=MappingProxyType(data["names"]),
        resource=data["resource"],
        what_happened=data["what_happened"],
        why_it_matters=data["why_it_matters"],
        first_action=data["first_action"],
        command=data["command"],
        via=data.get("via", "service"),
        delivery=data.get("delivery", "best_effort"),
        arrives_in=data.get("arrives_in"),
        needs=data.get("needs"),
        of=MappingProxyType(data.get("of", {})),
        is_default=data.get("is_default", "of" in data and data.get("via") != "cloudtrail"),
        also_for=tuple(data.get("also_for", ())),
        source=data["source"],
    )
