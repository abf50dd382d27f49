"""Names of vaults that lead nowhere."""

from collections.abc import Iterator

from tocsin.viewpoint.finding import Finding, unknown_name
from tocsin.viewpoint.viewpoint import Viewpoint


def check_vaults(viewpoint: Viewpoint) -> Iterator[Finding]:
    """Yield each schedule that is to fill a vault which is not there."""
    protection = viewpoint.data_protection
    for name, schedule in protection.schedules.items():
        if schedule.vault is not None and schedule.vault not in protection.vaults:
            path = ("data_protection", "schedules", name, "vault")
            defined_at = ("data_protection", "vaults", schedule.vault)
            yield unknown_name(path, "vault", schedule.vault, protection.vaults, defined_at)
