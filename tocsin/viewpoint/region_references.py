"""Finds Regions in which a part of the system cannot be."""

from collections.abc import Iterator

from tocsin.diagnostics import KeyPath, did_you_mean, quoted
from tocsin.viewpoint.finding import Finding, finding
from tocsin.viewpoint.metric import Metric
from tocsin.viewpoint.service import Service
from tocsin.viewpoint.viewpoint import Viewpoint

Findings = Iterator[Finding]
Places = tuple[str, ...]

_STAGES: KeyPath = ("stages",)


def check_regions(viewpoint: Viewpoint) -> Findings:
    """Yield a problem for each Region that no stage has, or that what a part rests on is not in."""
    active = tuple(
        dict.fromkeys(
            region for stage in viewpoint.stages.values() for region in stage.active_regions
        )
    )
    for name, service in viewpoint.services.items():
        path: KeyPath = ("services", name)
        yield from _check(path, service.regions, active, "stage")
        yield from _check_service(path, service, service.regions or active)
    for name, item in viewpoint.data_protection.protected.items():
        path = ("data_protection", "protected", name)
        yield from _check(path, item.regions, _regions_of(viewpoint, item.resource, active), "data")


def _check_service(path: KeyPath, service: Service, around: Places) -> Findings:
    for name, resource in service.resources.items():
        where = (*path, "resources", name)
        yield from _check(where, resource.regions, around, "service")
    for name, group in service.log_groups.items():
        yield from _check((*path, "log_groups", name), group.regions, around, "service")
    for name, metric in service.metrics.items():
        where = (*path, "metrics", name)
        yield from _check(where, metric.regions, around, "service")
        yield from _check_calculated(where, service, metric, around)
    for name, alarm in service.alarms.items():
        published = _published(service, alarm.metric, around)
        if published:
            yield from _check((*path, "alarms", name), alarm.regions, published, "metric")


_AROUND = {
    "stage": "no stage is active there",
    "service": "its service is not there",
    "metric": "its metric is not there",
    "data": "the data is not there",
}


def _check(path: KeyPath, regions: Places | None, around: Places, thing: str) -> Findings:
    """Yield a problem for each of *regions* that is not *around* them, by what is missing there."""
    for number, region in enumerate(regions or ()):
        if region not in around:
            where = (*path, "regions", number)
            what = f"{_AROUND[thing]}: {quoted(region)}"
            yield finding("unknown-region", where, what, did_you_mean(region, around), _STAGES)


def _check_calculated(path: KeyPath, service: Service, metric: Metric, around: Places) -> Findings:
    """Yield a problem if what a metric is calculated from is nowhere published together."""
    inputs = [service.metrics[name] for name in metric.of.values() if name in service.metrics]
    if inputs and not _common(inputs, around):
        what = "it is calculated from metrics that are not published in one Region"
        fix = "give these metrics a Region in common: CloudWatch calculates within one"
        others = [(*path[:-1], name) for name in metric.of.values()]
        yield finding("metrics-apart", (*path, "of"), what, fix, *others, _STAGES)


def _published(service: Service, name: str, around: Places) -> Places:
    """Return the Regions of a metric; none if there is no such metric."""
    metric = service.metrics.get(name)
    if metric is None:
        return ()
    inputs = [service.metrics[each] for each in metric.of.values() if each in service.metrics]
    return _common([metric, *inputs], around)


def _common(metrics: list[Metric], around: Places) -> Places:
    return tuple(
        region
        for region in around
        if all(metric.regions is None or region in metric.regions for metric in metrics)
    )


def _regions_of(viewpoint: Viewpoint, reference: str | None, active: Places) -> Places:
    """Return the Regions of the resource that *reference* names; all where it names none."""
    service_name, _, name = (reference or "").partition("/")
    service = viewpoint.services.get(service_name)
    resource = service.resources.get(name) if service is not None else None
    if service is None or resource is None:
        return active
    return resource.regions or service.regions or active
