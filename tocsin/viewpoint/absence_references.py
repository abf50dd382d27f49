"""What is wrong with absences and business days, by themselves and with what they name."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import pairwise

from tocsin import on_call
from tocsin.viewpoint.calendar import shown_span
from tocsin.viewpoint.finding import Finding, finding, unknown_name
from tocsin.viewpoint.on_call_references import rotation_cycles
from tocsin.viewpoint.turns import absences_of, rotations_of
from tocsin.viewpoint.viewpoint import Viewpoint

Findings = Iterator[Finding]

_EVERYBODY = ""
"""Stands for all recipients of a policy: it is not a name that a rotation could have."""


def check_absences(viewpoint: Viewpoint) -> Findings:
    """Yield what is wrong with absences: unknown contacts, times that are none, and gaps."""
    known = viewpoint.contacts
    for contact in viewpoint.absences:
        if contact not in known:
            where = ("absences", contact)
            yield unknown_name(where, "contact", contact, known, ("contacts", contact))
    absences = absences_of(viewpoint)
    wrong = [each for contact, away in absences.items() for each in _wrong_times(contact, away)]
    yield from wrong
    is_sound = all(each.members or each.shifts for each in viewpoint.on_call.values())
    if not wrong and is_sound and not any(rotation_cycles(viewpoint.on_call)):
        yield from _left_open(viewpoint, absences)


def _wrong_times(contact: str, absences: tuple[on_call.Absence, ...]) -> Findings:
    in_order = sorted(enumerate(absences), key=lambda each: each[1].begins)
    for number, absence in in_order:
        if absence.begins >= absence.ends:
            where = ("absences", contact, number, "ends")
            yield finding(
                "absence-never",
                where,
                "the absence ends before it begins",
                "let it end later",
                where[:-1],
            )
    for (_, before), (number, absence) in pairwise(in_order):
        if absence.begins < before.ends:
            where = ("absences", contact, number, "begins")
            yield finding(
                "absences-overlap",
                where,
                "the absence begins before another one of the contact ends",
                "make one absence of the two",
                where[:2],
            )


def _left_open(viewpoint: Viewpoint, absences: on_call.Absences) -> Findings:
    """Yield a finding for each absence that leaves a rotation or a policy with nobody.

    And for each override that would have somebody who is away.
    """
    rotations = rotations_of(viewpoint)
    for name, rotation in rotations.items():
        fix = f"add an override of {name} with somebody who is there, or a member"
        yield from _open_at(name, f"all of {name} are away", fix, rotations, absences)
        yield from _absent_overrides(name, rotation, absences)
    for severity, tiers in viewpoint.escalation.items():
        names = dict.fromkeys(name for tier in tiers for name in tier.page or ())
        # A policy of rotations alone is left open where they are, which is said of them; and who
        # is told is open until all names are known.
        if names.keys() <= rotations.keys() or not names.keys() <= {
            *viewpoint.contacts,
            *rotations,
        }:
            continue
        # One shift for each: whoever of them is there is on call.
        everybody = on_call.Rotation(shifts=tuple(on_call.Shift(members=(each,)) for each in names))
        what = f"everybody whom {severity} alarms page is away"
        fix = "add a tier with somebody who is there"
        known = {**rotations, _EVERYBODY: everybody}
        yield from _open_at(_EVERYBODY, what, fix, known, absences)


def _open_at(
    name: str,
    what: str,
    fix: str,
    rotations: Mapping[str, on_call.Rotation],
    absences: on_call.Absences,
) -> Findings:
    """Yield a finding at each absence that leaves a rotation with nobody."""
    zones = {
        shift.time_zone
        for each in on_call.leads_to(name, rotations)
        if each in rotations and each != _EVERYBODY
        for shift in rotations[each].shifts
    }
    for contact in on_call.leads_to(name, rotations):
        for number, absence in enumerate(absences.get(contact, ())):
            span = _gap(name, rotations, absence, absences)
            if span is not None:
                yield finding(
                    "absences-leave-nobody",
                    ("absences", contact, number),
                    f"with it {what}, and nobody is on call from {shown_span(span, zones)}",
                    fix,
                    ("absences",),
                    ("on_call",),
                    # Somebody may be ill at any time: pages go to the next tier, or wider.
                    severity="warning",
                    is_bearable=True,
                )


def _gap(
    name: str,
    rotations: Mapping[str, on_call.Rotation],
    absence: on_call.Absence,
    absences: on_call.Absences,
) -> tuple[datetime, datetime] | None:
    """Return the first time in an absence with nobody on call, if somebody was without it.

    It is found at the absence that closes the gap, so that it is told once.
    """
    for stretch in on_call.stretches(name, rotations, absence.begins, absence.ends, absences):
        if not stretch.contacts and on_call.on_call(name, rotations, stretch.begins):
            begun_by = [
                each.begins
                for contact in on_call.leads_to(name, rotations)
                for each in absences.get(contact, ())
                if each.begins <= stretch.begins < each.ends
            ]
            if max(begun_by) == absence.begins:
                return stretch.begins, stretch.ends
    return None


def _absent_overrides(
    name: str, rotation: on_call.Rotation, absences: on_call.Absences
) -> Findings:
    for number, override in enumerate(rotation.overrides):
        for absence in absences.get(override.name, ()):
            if absence.begins < override.ends and override.begins < absence.ends:
                yield finding(
                    "override-of-absent",
                    ("on_call", name, "overrides", number, "on_call"),
                    f"{override.name} is away for a part of it, and passed over",
                    "name somebody who is there, or change the absence",
                    ("absences", override.name),
                )


def check_business_days(viewpoint: Viewpoint) -> Findings:
    """Yield what business days lack, or say without effect."""
    found = viewpoint.business_days
    if found is None:
        return
    if found.holidays is not None and found.years is None:
        what = "holidays are built in for years that are written down"
        fix = "add the first and the last of them, as years: 2026-2028"
        where = ("business_days", "holidays")
        yield finding("holidays-without-years", where, what, fix, ("business_days", "years"))
    if found.years is not None and found.holidays is None:
        what = "years says nothing without holidays"
        fix = "add holidays: {country: DE}, or remove it"
        where = ("business_days", "years")
        yield finding("key-without-effect", where, what, fix, ("business_days", "holidays"))
