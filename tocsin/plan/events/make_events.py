"""Rules for the operational events that a stage wants, in the Regions where these arrive."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tocsin.catalogue import OperationalEvent
from tocsin.diagnostics import KeyPath
from tocsin.events import EventPatternError, read_event_pattern
from tocsin.plan.bound_resource import BoundResource
from tocsin.plan.event_message import event_message, undelivered_queue
from tocsin.plan.events.narrowing import Pattern, merged, narrowed
from tocsin.plan.events.never_matching import check_where
from tocsin.plan.events.wanted import WantedEvent, wanted_events
from tocsin.plan.specs import (
    LONGEST_RULE_NAME,
    EventRuleSpec,
    EventsSpec,
    partition,
    qualified,
    runbook_path,
    shortened,
)
from tocsin.plan.stage_context import StageContext

EVENT_RUNBOOKS = "events"
"""The folder of the runbooks of operational events."""

Located = Sequence[tuple[str, BoundResource]]
"""Resources, each with the Region where it is."""


def make_events(context: StageContext, resources: Located) -> tuple[EventsSpec, ...]:
    """Return what people are told of in each Region.

    Args:
        context: The stage.
        resources: What the stage watches.
    """
    types = frozenset(resource.type.name for _, resource in resources)
    wanted = wanted_events(context, types)
    for each in wanted:
        check_where(context, (*each.key_path, "where"), each.setting.where)
    rules: dict[str, list[EventRuleSpec]] = {}
    for each in wanted:
        for region, patterns in _places(context, each, resources):
            rules.setdefault(region, []).extend(_rules(context.at(region), each, patterns))
    return tuple(
        EventsSpec(region=region, rules=tuple(found)) for region, found in rules.items() if found
    )


def _places(
    context: StageContext, wanted: WantedEvent, resources: Located
) -> Iterator[tuple[str, list[Pattern]]]:
    """Yield the Regions where an event arrives, and the patterns of its rules there."""
    event = wanted.event
    about = [
        (event.arrives_in or region, resource)
        for region, resource in resources
        if wanted.setting.scope == "resources" and resource.type.name in event.of
    ]
    if about:
        for region in dict.fromkeys(region for region, _ in about):
            there = [resource for at, resource in about if at == region]
            yield region, list(narrowed(event, there))
        return
    for region in _regions(context, wanted, resources):
        yield region, [event.pattern]


def _regions(context: StageContext, wanted: WantedEvent, resources: Located) -> Mapping[str, None]:
    """Return where an event arrives that is not of certain resources."""
    event, home = wanted.event, context.stage.home
    if event.arrives_in is None:
        also = (
            resource.type.region or at
            for at, resource in resources
            if resource.type.name in event.also_for
        )
        return dict.fromkeys((*context.stage.active_regions, *also))
    if partition(event.arrives_in) != partition(home):
        context.report(
            "event-elsewhere",
            wanted.key_path,
            f"{event.id} arrives only in {event.arrives_in}, which the partition of {home} does "
            "not have",
            f"write {event.id}: off",
            rests_on=[context.stage_path],
        )
        return {}
    return {event.arrives_in: None}


def _rules(
    context: StageContext, wanted: WantedEvent, patterns: Sequence[Pattern]
) -> Iterator[EventRuleSpec]:
    where = _filled(context, (*wanted.key_path, "where"), wanted.setting.where)
    for number, pattern in enumerate(patterns, start=1):
        asked = merged(pattern, where)
        try:
            read_event_pattern(dict(asked))
        except EventPatternError as error:
            for fault in error.faults:
                path = (*wanted.key_path, "where") if wanted.setting.where else wanted.key_path
                field = ".".join(fault.path) or "the pattern"
                what = f"EventBridge refuses the pattern of {wanted.event.id}: {field} {fault.what}"
                context.report("refused-pattern", path, what, fault.fix)
            continue
        suffix = "" if number == 1 else f"-{number}"
        yield _rule(context, wanted, asked, f"{wanted.event.id}{suffix}")


def _rule(
    context: StageContext, wanted: WantedEvent, pattern: Pattern, rule_id: str
) -> EventRuleSpec:
    event, severity = wanted.event, wanted.severity
    system, stage = context.viewpoint.system, context.stage_name
    path = runbook_path(EVENT_RUNBOOKS, event.id)
    runbook = f"{context.viewpoint.runbooks}/{path}"
    at_once = f"{event.first_action[:1].lower()}{event.first_action[1:]}"
    state = " (<state>)" if "state" in event.names else ""
    return EventRuleSpec(
        id=rule_id,
        name=shortened(qualified(system, stage, rule_id), LONGEST_RULE_NAME),
        title=event.title,
        severity=severity,
        dead_letter_queue=undelivered_queue(context, severity),
        runbook_path=path,
        needs=tuple(_needs(event)),
        is_recorded=event.via == "cloudtrail",
        pattern=dict(pattern),
        variables=dict(event.names),
        message=event_message(
            title=f"{system} {stage}: {event.title}{state}",
            text=f"{event.what_happened} {event.why_it_matters}",
            severity=severity,
            resource=f"<{event.resource}>",
            thread=f"<{event.resource}>",
            steps=(
                f"First, {at_once}: {_in_region(event.command, context.region)}",
                f"Runbook: {runbook}",
            ),
            facts={
                "owner": context.viewpoint.owner,
                "runbook": runbook,
                **{name: f"<{name}>" for name in event.names},
            },
        ),
    )


def _needs(event: OperationalEvent) -> Iterator[str]:
    if event.via == "cloudtrail":
        yield "a trail of AWS CloudTrail that logs management events"
    if event.needs is not None:
        yield event.needs


def _filled(context: StageContext, key_path: KeyPath, value: Any) -> Any:  # noqa: ANN401 - of a pattern
    if isinstance(value, Mapping):
        return {key: _filled(context, (*key_path, key), each) for key, each in value.items()}
    if isinstance(value, list):
        return [_filled(context, (*key_path, at), each) for at, each in enumerate(value)]
    return context.fill(key_path, value) if isinstance(value, str) else value


def _in_region(command: str, region: str) -> str:
    return command if "--region" in command else f"{command} --region {region}"
