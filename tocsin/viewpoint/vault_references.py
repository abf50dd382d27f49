"""Names of vaults and copies that lead nowhere, or to two things."""

from collections.abc import Iterator

from tocsin.diagnostics import KeyPath
from tocsin.viewpoint.copies import AIR_GAPPED
from tocsin.viewpoint.finding import Finding, finding, unknown_name
from tocsin.viewpoint.part import slug
from tocsin.viewpoint.viewpoint import Viewpoint


def check_vaults(viewpoint: Viewpoint) -> Iterator[Finding]:
    """Yield what is wrong with how schedules name vaults and copies."""
    protection = viewpoint.data_protection
    for key, names in (("vaults", protection.vaults), ("copies", protection.copies)):
        for name in names:
            if slug(name) == slug(AIR_GAPPED):
                taken: KeyPath = ("data_protection", key, name)
                what = f"{name!r} is taken by the logically air-gapped vault"
                yield finding("reserved-name", taken, what, "rename it")
    known = (*protection.copies, *([AIR_GAPPED] if protection.air_gapped is not None else []))
    for name, schedule in protection.schedules.items():
        if schedule.vault is not None and schedule.vault not in protection.vaults:
            path: KeyPath = ("data_protection", "schedules", name, "vault")
            defined_at = ("data_protection", "vaults", schedule.vault)
            yield unknown_name(path, "vault", schedule.vault, protection.vaults, defined_at)
        for number, copy in enumerate(schedule.also_copied_to):
            if copy not in known:
                path = ("data_protection", "schedules", name, "also_copied_to", number)
                yield unknown_name(path, "copy", copy, known, *_defined_at(copy))


def _defined_at(copy: str) -> tuple[KeyPath, ...]:
    if copy == AIR_GAPPED:
        return (("data_protection", AIR_GAPPED),)
    return (("data_protection", "copies", copy),)
