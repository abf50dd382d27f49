"""A rule for events that arrive in another Region."""

from collections.abc import Iterator
from itertools import product

from tocsin.assembly import DEFAULT_BUS
from tocsin.checks.check import Check, Undecided, Verdict
from tocsin.checks.event.aws_events import aws_events
from tocsin.checks.event.written_pattern import WrittenPattern, written_patterns
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem

_ID = "event/other-region"
_PARTITION = "aws"
"""Where the Regions of global services are those that are known here."""


def _find(subject: Subject) -> Iterator[Verdict]:
    for pattern in subject.memo(written_patterns):
        region, place = _only_region(pattern), pattern.rule.stack.environment
        if region is None or pattern.rule.bus != DEFAULT_BUS or place.partition != _PARTITION:
            continue
        source = pattern.texts("source")[0]
        if place.region is None:
            yield Undecided(
                check=_ID,
                where=pattern.where("source"),
                why=f"whether events of {source} arrive, which come in {region} alone: the Region "
                "of the stack is not known",
                fix="give the Region (--region), or check the cdk.out",
            )
        elif place.region != region:
            yield Problem(
                kind=_ID,
                where=pattern.where("source"),
                what=f"events of {source} arrive in {region} alone, and the rule is in "
                f"{place.region}",
                why="the rule never matches one",
                fix=f"make the rule in {region}; there, a bus of {place.region} can be its target",
            )


def _only_region(pattern: WrittenPattern) -> str | None:
    """Return the one Region where all events that are asked for arrive, if there is one."""
    sources, kinds = pattern.texts("source"), pattern.texts("detail-type")
    if not sources:
        return None
    known = aws_events()
    asked = product(sources, kinds) if kinds else ()
    pairs = [*asked] or [
        (source, kind) for source in sources for kind in known.kinds.get(source, ("",))
    ]
    found = {known.region_of(source, kind) for source, kind in pairs}
    return found.pop() if len(found) == 1 else None


CHECK = Check(
    id=_ID,
    title="Rules for events of global services are in the Region where these arrive.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html",
        "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html",
    ),
)
