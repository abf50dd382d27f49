"""What a stage takes out is also gone where the viewpoint names it, as far as that is no loss.

A service that a stage does not have need not be shown there, and data that it does not have need
not be protected. Whom an alarm reaches is never less for it: that is a problem instead.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from tocsin.diagnostics import KeyPath
from tocsin.viewpoint.dashboard import Dashboard
from tocsin.viewpoint.data_protection import DataProtection, ProtectedResource
from tocsin.viewpoint.maintenance import Maintenance
from tocsin.viewpoint.restore_test import RestoreTest
from tocsin.viewpoint.service import Service

Part = TypeVar("Part")
Decides = Callable[[KeyPath], bool]
"""Tells whether a stage decides what stands at a place; what it says itself, stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The parts of a viewpoint that name others.

    Attributes:
        services: Its services.
        maintenance: When they are worked on.
        protection: Its data protection.
        dashboards: Its dashboards.
    """

    services: Mapping[str, Service]
    maintenance: Mapping[str, Maintenance]
    protection: DataProtection
    dashboards: Mapping[str, Dashboard]

    @property
    def resources(self) -> set[str]:
        """Its resources, as `checkout/orders`."""
        return {f"{name}/{each}" for name, it in self.services.items() for each in it.resources}

    @property
    def metrics(self) -> set[str]:
        """Its metrics, as `checkout/orders placed`."""
        return {f"{name}/{each}" for name, it in self.services.items() for each in it.metrics}


def without_taken_out(parts: Parts, before: Parts, decides: Decides) -> Parts:
    """Return *parts* without what names something that was there *before* and is taken out."""
    protection = _protection(parts, before, decides)
    gone = set(before.services) - set(parts.services)
    services = {
        name: each.model_copy(
            update=_still(each, "depends_on", gone, _at(decides, "services", name))
        )
        for name, each in parts.services.items()
    }
    maintenance = {
        name: window
        for name, each in parts.maintenance.items()
        if (window := _maintenance(each, gone, _at(decides, "maintenance", name)))
    }
    dashboards = {
        name: board
        for name, each in parts.dashboards.items()
        if (board := _dashboard(each, parts, before, _at(decides, "dashboards", name)))
    }
    return Parts(
        services=services, maintenance=maintenance, protection=protection, dashboards=dashboards
    )


def _at(decides: Decides, *above: str) -> Decides:
    return lambda path: decides((*above, *path))


def _still(part: object, key: str, gone: set[str], decides: Decides) -> dict[str, tuple[str, ...]]:
    """Return what *key* of a part still names, if that is less."""
    names: tuple[str, ...] = getattr(part, key)
    still = tuple(name for name in names if name not in gone)
    return {} if still == names or decides((key,)) else {key: still}


def _maintenance(window: Maintenance, gone: set[str], decides: Decides) -> Maintenance | None:
    """Return a window without services that are taken out; None if it was for these alone."""
    if window.services is None:
        return window
    less = _still(window, "services", gone, decides)
    return window.model_copy(update=less) if not less or less["services"] else None


def _protection(parts: Parts, before: Parts, decides: Decides) -> DataProtection:
    protection = parts.protection
    resources = before.resources - parts.resources
    schedules = before.protection.schedules.keys() - protection.schedules.keys()

    def protected() -> Iterator[tuple[str, ProtectedResource]]:
        for name, each in protection.protected.items():
            at = _at(decides, "data_protection", "protected", name)
            if each.resource in resources and not at(("resource",)):
                continue
            less = _still(each, "schedules", set(schedules), at)
            if not less or less["schedules"] or each.mechanisms:
                yield name, each.model_copy(update=less)

    found = dict(protected())
    gone = before.protection.protected.keys() - found.keys()

    def restore_tests() -> Iterator[tuple[str, RestoreTest]]:
        for name, each in protection.restore_tests.items():
            at = _at(decides, "data_protection", "restore_tests", name)
            less = _still(each, "protected", set(gone), at)
            if not less or less["protected"]:
                yield name, each.model_copy(update=less)

    return protection.model_copy(
        update={"protected": found, "restore_tests": dict(restore_tests())}
    )


def _dashboard(board: Dashboard, parts: Parts, before: Parts, decides: Decides) -> Dashboard | None:
    """Return a dashboard without what is taken out; None if that is all that it was to show."""
    services = _still(board, "services", set(before.services) - set(parts.services), decides)
    metrics = _still(board, "metrics", before.metrics - parts.metrics, decides)
    if services and not services["services"]:
        return None
    return board.model_copy(update={**services, **metrics})
