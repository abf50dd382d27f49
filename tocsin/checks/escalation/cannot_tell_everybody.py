"""A function of incidents that cannot tell everybody when all else fails."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.incident_parts import incident_parts
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem

_ID = "escalation/cannot-tell-everybody"


def _find(subject: Subject) -> Iterator[Verdict]:
    parts = subject.memo(incident_parts)
    for machine in parts.ways.machines:
        intakes = (each.function for each in parts.intakes_of(machine))
        others = (each.function for each in parts.other_ways_of(machine))
        for function in dict.fromkeys(
            (*intakes, *parts.pages_of(machine), *others, *parts.sweeps_of(machine))
        ):
            for why, obstacle in parts.telling_everybody(function, machine):
                found = function.resource if obstacle is None else obstacle.resource
                path = ("Environment",) if obstacle is None else obstacle.key_path
                at = found or function.resource
                yield Problem(
                    kind=_ID,
                    where=at.locate("Properties", *path) if path else at.locate(),
                    what=f"{function.logical_id} cannot tell everybody: {why}",
                    why="what it cannot make an incident or a page of, it tells everybody: that is "
                    "lost, and nobody hears of it before its alarm",
                    fix="give it the topic of everybody as FALLBACK_TOPIC, and let its role "
                    "publish there, with the key of the topic",
                )
                break


CHECK = Check(
    id=_ID,
    title="Each function on the way of a page can tell everybody when it fails.",
    severity="error",
    run=_find,
    sources=("https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html",),
)
