"""Finds names that would get one id in AWS although they differ."""

from collections.abc import Iterable, Iterator

from tocsin.diagnostics import KeyPath
from tocsin.viewpoint.finding import Finding, finding
from tocsin.viewpoint.part import slug
from tocsin.viewpoint.service import Service
from tocsin.viewpoint.viewpoint import Viewpoint

Group = tuple[KeyPath, Iterable[str]]


def doubled_ids(viewpoint: Viewpoint) -> Iterator[Finding]:
    """Yield a problem for each name that differs from another in case, spaces, - and _ only."""
    for path, names in _groups(viewpoint):
        seen: dict[str, str] = {}
        for name in names:
            first = seen.setdefault(slug(name), name)
            if first != name:
                what = f"{name!r} and {first!r} get the same id {slug(name)!r}"
                yield finding("same-id", (*path, name), what, "rename one of them", (*path, first))


def _groups(viewpoint: Viewpoint) -> Iterator[Group]:
    protection = viewpoint.data_protection
    yield ("services",), viewpoint.services
    yield ("contacts",), viewpoint.contacts
    yield ("on_call",), viewpoint.on_call
    yield ("maintenance",), viewpoint.maintenance
    yield ("tracing", "rules"), viewpoint.tracing.rules
    yield ("tracing", "groups"), viewpoint.tracing.groups
    yield ("data_protection", "schedules"), protection.schedules
    yield ("data_protection", "protected"), protection.protected
    yield ("data_protection", "restore_tests"), protection.restore_tests
    yield ("data_protection", "vaults"), protection.vaults
    yield ("data_protection", "copies"), protection.copies
    yield ("dashboards",), viewpoint.dashboards
    for name, service in viewpoint.services.items():
        yield from _groups_of_service(("services", name), service)


def _groups_of_service(path: KeyPath, service: Service) -> Iterator[Group]:
    for part in ("resources", "metrics", "alarms", "log_groups", "objectives"):
        yield (*path, part), getattr(service, part)
    for name, group in service.log_groups.items():
        yield (*path, "log_groups", name, "metric_filters"), group.metric_filters
        yield (*path, "log_groups", name, "queries"), group.queries
