"""Critical alarms that nobody would answer."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from tocsin import on_call
from tocsin.viewpoint.calendar import shown_span
from tocsin.viewpoint.escalation import Tier
from tocsin.viewpoint.finding import Finding, finding
from tocsin.viewpoint.turns import rotations_of
from tocsin.viewpoint.viewpoint import Viewpoint

_YEAR = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
"""A year in which policies are watched: synthesis must not depend on today's date.

What overrides of other years leave open is not seen.
"""

_EVERYBODY = ""
"""Stands for all recipients of a policy: it is not a name that a rotation could have."""


def check_critical(viewpoint: Viewpoint) -> Iterator[Finding]:
    """Yield a finding if at some time nobody of all tiers of the critical policy is on call."""
    if not all(each.members or each.shifts for each in viewpoint.on_call.values()):
        return  # who answers is open until these have members, which is said of them
    rotations = rotations_of(viewpoint)
    if tiers := viewpoint.escalation.get("critical"):
        span = _first_unanswered(viewpoint, tiers, rotations)
        if span is not None:
            zones = {shift.time_zone for each in rotations.values() for shift in each.shifts}
            yield finding(
                "critical-unanswered",
                ("escalation", "critical"),
                f"critical alarms page nobody from {shown_span(span, zones)}, when all tiers are "
                "uncovered",
                "add a tier with somebody who is always on call, or name who is with otherwise",
                ("on_call",),
                ("contacts",),
            )


def _first_unanswered(
    viewpoint: Viewpoint, tiers: Sequence[Tier], rotations: Mapping[str, on_call.Rotation]
) -> tuple[datetime, datetime] | None:
    """Return the first time of a year at which nobody of all tiers is on call."""
    names = tuple(dict.fromkeys(name for tier in tiers for name in tier.recipients))

    def answers(name: str) -> bool:
        met = (viewpoint.on_call.get(each) for each in on_call.leads_to(name, rotations))
        return not any(rotation is not None and rotation.uncovered for rotation in met)

    if any(map(answers, names)):
        return None
    between_them = [
        shift
        for name in names
        for shift in rotations[name].shifts
        if all(map(answers, shift.members))
    ]
    is_overridden = any(rotation.overrides for rotation in rotations.values())
    if not is_overridden and on_call.first_uncovered(between_them) is None:
        return None
    everybody = on_call.Rotation(shifts=tuple(on_call.Shift(members=(name,)) for name in names))
    known = {**rotations, _EVERYBODY: everybody}
    for stretch in on_call.stretches(_EVERYBODY, known, *_YEAR):
        # What begins before the year would be shown from the year's begin on.
        if not stretch.contacts and stretch.begins > _YEAR[0]:
            return stretch.begins, stretch.ends
    return None
