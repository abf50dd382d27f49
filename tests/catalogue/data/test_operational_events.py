import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from yaml import CSafeLoader, load

from tests.support.aws_command import commands, mistakes, only_reads, query_gaps
from tocsin.catalogue import (
    DEFAULT_TYPES_OF_GROUPS,
    EVENTS_OF_GROUPS,
    OperationalEvent,
    load_event,
    load_event_group,
    load_resource_type,
    resource_types,
    sample_event,
)
from tocsin.events import read_event_pattern, read_target_input

NEAR_MISSES = load(Path(__file__).with_name("near_misses.yaml").read_text(), Loader=CSafeLoader)
FOLDER = Path(__file__).parents[3] / "tocsin/catalogue"
EVENTS = [load_event(event) for events in EVENTS_OF_GROUPS.values() for event in events]
BY_ID = pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.id)

LONGEST_TITLE = 60


def _sample(event: OperationalEvent) -> dict[str, Any]:
    region = event.arrives_in or "eu-west-1"
    return sample_event(
        event.id, account="111122223333", region=region, time="2026-03-04T09:26:53Z"
    )


def _changed(sample: object, changes: object) -> object:
    if not isinstance(sample, Mapping) or not isinstance(changes, Mapping):
        return changes
    merged = {**sample, **{key: _changed(sample.get(key), each) for key, each in changes.items()}}
    return {key: each for key, each in merged.items() if each is not None or key not in changes}


def _said(event: OperationalEvent) -> Iterator[str]:
    yield from (event.what_happened, event.why_it_matters, event.first_action, event.command)


def test_there_are_enough() -> None:
    """What a system wants to know of is there."""
    assert len(EVENTS) >= 60


def test_the_index_is_that_of_the_files() -> None:
    """Which group an event is in is known without reading its file."""
    files = {path.stem for path in (FOLDER / "events").glob("*.yaml")}
    assert files == EVENTS_OF_GROUPS.keys()
    for name, events in EVENTS_OF_GROUPS.items():
        group = load_event_group(name)
        assert group.id == name
        assert tuple(group.events) == events
        types = {kind for event in group.events.values() if event.is_default for kind in event.of}
        assert DEFAULT_TYPES_OF_GROUPS.get(name, frozenset()) == types


def test_no_event_is_in_two_groups() -> None:
    """The name of an event is enough; no group and no event share one."""
    names = [event.id for event in EVENTS]
    assert len({*names, *EVENTS_OF_GROUPS}) == len(names) + len(EVENTS_OF_GROUPS)


@BY_ID
def test_an_event_is_matched(event: OperationalEvent) -> None:
    """The pattern matches an event in the documented shape."""
    pattern = read_event_pattern(dict(event.pattern))
    assert pattern.matches(_sample(event)) is True


@BY_ID
def test_a_near_miss_is_not_matched(event: OperationalEvent) -> None:
    """The pattern does not match what the service sends when all is well, or nearly so."""
    near_miss = _changed(_sample(event), NEAR_MISSES[event.id])
    assert isinstance(near_miss, dict)
    assert near_miss != _sample(event)
    assert read_event_pattern(dict(event.pattern)).matches(near_miss) is False


@BY_ID
def test_every_value_is_there(event: OperationalEvent) -> None:
    """What a text names is a text or a number of the event, and breaks no JSON."""
    for name in event.names:
        template = json.dumps({"value": f"<{name}>"})
        transformer = {"InputPathsMap": dict(event.names), "InputTemplate": template}
        sent = json.loads(read_target_input({"InputTransformer": transformer}).of(_sample(event)))
        assert sent["value"], name
        assert "In its words" not in sent["value"], name


@BY_ID
def test_texts_name_what_is_known(event: OperationalEvent) -> None:
    """Each name in a text has a value."""
    named = {name for text in _said(event) for name in re.findall(r"<([a-z]+)>", text)}
    assert named <= event.names.keys()
    assert event.resource in event.names


@BY_ID
def test_texts_are_sentences(event: OperationalEvent) -> None:
    """What a person reads by night begins and ends as a sentence does, and is short."""
    assert event.what_happened.endswith(".")
    assert event.why_it_matters.endswith(".")
    assert not event.first_action.endswith(".")
    assert not event.title.endswith(".")
    assert len(event.title) <= LONGEST_TITLE
    assert all('"' not in text for text in (event.what_happened, event.why_it_matters))
    assert event.source.startswith("https://docs.aws.amazon.com/")


@BY_ID
def test_the_first_command_only_reads(event: OperationalEvent) -> None:
    """The command is one of AWS's, asks for what there is, and changes nothing."""
    written = re.sub(r"<([a-z]+)>", lambda match: match[1].upper(), event.command)
    found = list(commands(f"```sh\n{written}\n```"))
    assert len(found) == 1
    assert [each for command in found for each in mistakes(command)] == []
    assert [each for command in found for each in query_gaps(command)] == []
    assert all(only_reads(command) for command in found)


@BY_ID
def test_it_can_be_narrowed_to_a_resource(event: OperationalEvent) -> None:
    """What leaves one resource of a type is a pattern, and names identifiers of the type."""
    for name, part in event.of.items():
        read_event_pattern(dict(part))
        assert name in resource_types()
        identifiers = load_resource_type(name).identifiers
        assert set(re.findall(r"\{([a-z_]+)\}", json.dumps(part))) <= identifiers.keys()


def test_samples_have_no_events_of_their_own() -> None:
    """Each sample is one of an event."""
    for name, events in EVENTS_OF_GROUPS.items():
        text = (FOLDER / "event_samples" / f"{name}.yaml").read_text()
        assert tuple(load(text, Loader=CSafeLoader)) == events
