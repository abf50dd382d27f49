"""What only shows when the parts of a viewpoint are seen together: names that lead nowhere."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial

from tocsin.diagnostics import KeyPath, Problem, format_duration
from tocsin.on_call import SEVERITIES
from tocsin.viewpoint.absence_references import check_absences, check_business_days
from tocsin.viewpoint.claims_of_before import check_claims_of_before
from tocsin.viewpoint.dependencies import check_dependencies
from tocsin.viewpoint.doubled_ids import doubled_ids
from tocsin.viewpoint.escalation import Tier
from tocsin.viewpoint.finding import Finding, finding, unknown_name
from tocsin.viewpoint.metric import Metric
from tocsin.viewpoint.on_call_references import check_on_call, reached_at
from tocsin.viewpoint.recovery import check_recovery_region
from tocsin.viewpoint.region_references import check_regions
from tocsin.viewpoint.service import Service
from tocsin.viewpoint.unanswered import check_critical
from tocsin.viewpoint.vault_references import check_vaults
from tocsin.viewpoint.viewpoint import Viewpoint

Findings = Iterator[Finding]


def check_references(viewpoint: Viewpoint) -> tuple[Finding, ...]:
    """Return every dangling reference, doubled id, cycle and impossible period.

    What a stage's changes break is found where they are written; or, if nothing of it is written
    there, where the viewpoint says what no longer holds in the stage.
    """
    general = _check(viewpoint)
    known = {each.problem for each in general}
    found = dict.fromkeys(general)
    for name in viewpoint.stages:
        view = viewpoint.of_stage(name)
        if view is not viewpoint:
            at = partial(viewpoint.located, name)
            own = (each for each in _check(view) if not _is_repeated(each, known, at))
            found.update(dict.fromkeys(each.in_stage(name, at) for each in own))
        found.update(dict.fromkeys(check_recovery_region(view, name)))
    return tuple(found)


def _is_repeated(
    each: Finding, known: Collection[Problem], at: Callable[[KeyPath], KeyPath]
) -> bool:
    """Tell whether the viewpoint itself has the finding, and the stage says nothing there."""
    path = each.problem.where.key_path
    return each.problem in known and at(path) == path


def _check(viewpoint: Viewpoint) -> tuple[Finding, ...]:
    return (
        *doubled_ids(viewpoint),
        *check_on_call(viewpoint),
        *check_absences(viewpoint),
        *check_business_days(viewpoint),
        *_check_escalation(viewpoint),
        *check_critical(viewpoint),
        *(
            problem
            for name, service in viewpoint.services.items()
            for problem in _check_service(("services", name), service, viewpoint)
        ),
        *check_dependencies(viewpoint),
        *_check_maintenance(viewpoint),
        *_check_data_protection(viewpoint),
        *check_vaults(viewpoint),
        *check_claims_of_before(viewpoint),
        *_check_dashboards(viewpoint),
        *check_regions(viewpoint),
    )


def _check_escalation(viewpoint: Viewpoint) -> Findings:
    for severity in SEVERITIES:
        if severity not in viewpoint.escalation:
            what = f"nobody is named for {severity} alarms"
            fix = f"add {severity}: [{{page: NAME}}] with a contact or a rotation"
            yield finding("severity-without-anyone", ("escalation", severity), what, fix)
    known = {**viewpoint.contacts, **viewpoint.on_call}.keys()
    for severity, tiers in viewpoint.escalation.items():
        yield from _check_tiers(("escalation", severity), tiers, known)


def _check_tiers(path: KeyPath, tiers: tuple[Tier, ...], known: Collection[str]) -> Findings:
    previous = None
    for number, tier in enumerate(tiers):
        for recipient in tier.recipients:
            if recipient not in known:
                where = (*path, number, tier.kind)
                defined_at = reached_at(recipient)
                yield unknown_name(where, "contact or rotation", recipient, known, *defined_at)
        if previous is not None and tier.after <= previous:
            yield finding(
                "tiers-out-of-order",
                (*path, number),
                f"the tier comes after {format_duration(tier.after)}, "
                f"and the one before it after {format_duration(previous)}",
                "let 'after' grow from tier to tier",
                is_bearable=True,
            )
        previous = tier.after
    if tiers and tiers[0].after:
        what = f"nobody is told in the first {format_duration(tiers[0].after)}"
        fix = "remove 'after' from the first tier"
        yield finding("first-tier-waits", (*path, 0, "after"), what, fix, is_bearable=True)


def _check_service(path: KeyPath, service: Service, viewpoint: Viewpoint) -> Findings:
    yield from _check_metrics((*path, "metrics"), service.metrics)
    for name, alarm in service.alarms.items():
        where = (*path, "alarms", name)
        if alarm.metric not in service.metrics:
            defined_at = (*path, "metrics", alarm.metric)
            yield unknown_name(
                (*where, "metric"), "metric", alarm.metric, service.metrics, defined_at
            )
        yield from _check_stage_names(where, alarm.stages, viewpoint)
    for name, resource in service.resources.items():
        for alarm_id, change in resource.alarms.items():
            if change != "off":
                where = (*path, "resources", name, "alarms", alarm_id)
                yield from _check_stage_names(where, change.stages, viewpoint)
    for name, objective in service.objectives.items():
        for part, counted in (("bad", objective.bad), ("total", objective.total)):
            if counted not in service.metrics:
                where = (*path, "objectives", name, part)
                defined_at = (*path, "metrics", counted)
                yield unknown_name(where, "metric", counted, service.metrics, defined_at)


def _check_metrics(path: KeyPath, metrics: Mapping[str, Metric]) -> Findings:
    for name, metric in metrics.items():
        if metric.for_each is not None and metric.for_each.metric not in metrics:
            other = metric.for_each.metric
            where = (*path, name, "for_each", "metric")
            yield unknown_name(where, "metric", other, metrics, (*path, other))
        for word, other in metric.of.items():
            where = (*path, name, "of", word)
            if other not in metrics:
                yield unknown_name(where, "metric", other, metrics, (*path, other))
            elif metrics[other].expression is not None:
                what = f"{other!r} is itself calculated"
                fix = "name metrics that are published, and write the whole expression here"
                yield finding("metric-of-calculated-metric", where, what, fix, (*path, other))


def _check_stage_names(path: KeyPath, stages: Iterable[str], viewpoint: Viewpoint) -> Findings:
    for stage in stages:
        if stage not in viewpoint.stages:
            where = (*path, "stages", stage)
            yield unknown_name(where, "stage", stage, viewpoint.stages, ("stages", stage))


def _check_maintenance(viewpoint: Viewpoint) -> Findings:
    services = viewpoint.services
    for name, window in viewpoint.maintenance.items():
        for number, service in enumerate(window.services or ()):
            if service not in services:
                where = ("maintenance", name, "services", number)
                yield unknown_name(where, "service", service, services, ("services", service))


def _check_data_protection(viewpoint: Viewpoint) -> Findings:
    protection = viewpoint.data_protection
    resources = {
        f"{service}/{resource}": resource
        for service, settings in viewpoint.services.items()
        for resource in settings.resources
    }
    for name, item in protection.protected.items():
        path = ("data_protection", "protected", name)
        if item.resource is not None and item.resource not in resources:
            defined_at = _defined_in_service(item.resource, "resources")
            yield unknown_name(
                (*path, "resource"), "resource", item.resource, resources, defined_at
            )
        for number, schedule in enumerate(item.schedules):
            if schedule not in protection.schedules:
                where = (*path, "schedules", number)
                defined_at = ("data_protection", "schedules", schedule)
                yield unknown_name(where, "schedule", schedule, protection.schedules, defined_at)
        if not item.schedules and not item.mechanisms:
            fix = "give it schedules, mechanisms or both"
            what = "nothing protects it"
            yield finding("not-protected", (*path, "schedules"), what, fix, is_bearable=True)
    for name, test in protection.restore_tests.items():
        for number, protected in enumerate(test.protected):
            if protected not in protection.protected:
                where = ("data_protection", "restore_tests", name, "protected", number)
                defined_at = ("data_protection", "protected", protected)
                known = protection.protected
                yield unknown_name(where, "protected resource", protected, known, defined_at)


def _check_dashboards(viewpoint: Viewpoint) -> Findings:
    metrics = {
        f"{service}/{metric}": metric
        for service, settings in viewpoint.services.items()
        for metric in settings.metrics
    }
    for name, dashboard in viewpoint.dashboards.items():
        for number, service in enumerate(dashboard.services):
            if service not in viewpoint.services:
                where = ("dashboards", name, "services", number)
                services = viewpoint.services
                yield unknown_name(where, "service", service, services, ("services", service))
        for number, metric in enumerate(dashboard.metrics):
            if metric not in metrics:
                where = ("dashboards", name, "metrics", number)
                defined_at = _defined_in_service(metric, "metrics")
                yield unknown_name(where, "metric", metric, metrics, defined_at)


def _defined_in_service(reference: str, part: str) -> KeyPath:
    """Return where `service/name` would be defined; without a slash, in any service."""
    service, slash, name = reference.partition("/")
    return ("services", service, part, name) if slash else ("services",)
