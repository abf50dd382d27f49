"""The functions that keep incidents and page people, with what each is told."""

import json
from collections.abc import Sequence
from typing import Any

from tocsin.plan.incidents.answer_ways import CHAT_FUNCTION, LINK_FUNCTION
from tocsin.plan.incidents.names import PROBE, function_arn, function_name, incident_name
from tocsin.plan.incidents.policies import FALLBACK, topic_arn
from tocsin.plan.specs import ChatTopicSpec, DigestSpec, FunctionSpec, MachineSpec
from tocsin.plan.stage_context import StageContext

TIMEOUT = 30
"""Seconds that a function may take."""

_TIMEOUTS = {"digest": 300}
"""Alarms that flap through a weekend make thousands of items, which are removed one by one."""

_MOST_AT_ONCE = {LINK_FUNCTION: 5}
"""Whoever asks an address of the internet without end uses up nothing that pages need."""

_WHAT = {
    "intake": "Makes incidents of notifications, and starts the machines that page.",
    "page": "Pages who is on call at a tier of an escalation policy.",
    "deadline": "Tells everybody of critical alarms about which nobody was paged in time.",
    "digest": "Tells what can wait when the next business day begins.",
    "sweep": "Compares open incidents with their alarms, and sends a probe through the path.",
    LINK_FUNCTION: "Shows whoever opens the link of a page what happened, and takes the answer.",
    CHAT_FUNCTION: "Takes the answer to a page by the button of a chat.",
}
_ONLY_THE_TABLE = ("digest", LINK_FUNCTION, CHAT_FUNCTION)


def make_functions(
    context: StageContext,
    *,
    machines: Sequence[MachineSpec],
    digests: Sequence[DigestSpec],
    chats: Sequence[ChatTopicSpec],
    has_deadline: bool,
    has_links: bool,
) -> tuple[FunctionSpec, ...]:
    """Return the functions of a Region, in the order in which a notification meets them."""
    there = dict.fromkeys(_WHAT, True) | {
        "deadline": has_deadline,
        "digest": bool(digests),
        LINK_FUNCTION: has_links,
        CHAT_FUNCTION: bool(chats),
    }
    return tuple(
        FunctionSpec(
            id=function,
            name=function_name(context, function),
            arn=function_arn(context, function),
            description=_WHAT[function],
            timeout=_TIMEOUTS.get(function, TIMEOUT),
            environment=_environment(context, function, machines, digests, chats),
            most_at_once=_MOST_AT_ONCE.get(function),
        )
        for function, is_there in there.items()
        if is_there
    )


def _environment(
    context: StageContext,
    function: str,
    machines: Sequence[MachineSpec],
    digests: Sequence[DigestSpec],
    chats: Sequence[ChatTopicSpec],
) -> dict[str, str]:
    table = {"TABLE": incident_name(context, "incidents")}
    if function in _ONLY_THE_TABLE:
        return table
    if function == "deadline":
        # What is less urgent may be paged later than it looks.
        machines, digests = machines[:1], ()
    told = {
        "FALLBACK_TOPIC": topic_arn(context, FALLBACK),
        "REOPEN_WITHIN": _reopen_within(context),
        "ROUTES": json.dumps(_routes(context, function, machines, digests, chats)),
        **table,
    }
    if function == "intake" and chats:
        told["CHAT_FUNCTION"] = function_name(context, CHAT_FUNCTION)
    if function == "sweep":
        told |= {
            "PROBE_TOPIC": topic_arn(context, *PROBE),
            "STAGE": context.stage_name,
            "SYSTEM": context.viewpoint.system,
        }
    return told


def _routes(
    context: StageContext,
    function: str,
    machines: Sequence[MachineSpec],
    digests: Sequence[DigestSpec],
    chats: Sequence[ChatTopicSpec],
) -> dict[str, dict[str, Any]]:
    routes: dict[str, dict[str, Any]] = {
        topic_arn(context, each.severity): {"severity": each.severity, "machine": each.arn}
        for each in machines
    }
    for digest in digests:
        topic = topic_arn(context, digest.severity)
        route = routes.setdefault(topic, {"severity": digest.severity, "machine": None})
        route["digest"] = True
    if function == "intake":
        for chat in chats:
            routes[topic_arn(context, chat.severity)]["chat"] = chat.arn
    return routes


def _reopen_within(context: StageContext) -> str:
    settings = context.viewpoint.kept_incidents
    assert settings is not None
    return f"{settings.reopen_within.total_seconds():g}"
