"""What only shows when the parts of a viewpoint are seen together: names that lead nowhere."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from tocsin.diagnostics import KeyPath, did_you_mean, format_duration, quoted
from tocsin.on_call import SEVERITIES
from tocsin.viewpoint.doubled_ids import doubled_ids
from tocsin.viewpoint.escalation import Tier
from tocsin.viewpoint.finding import Finding, finding
from tocsin.viewpoint.metric import Metric
from tocsin.viewpoint.region_references import check_regions
from tocsin.viewpoint.rotation import Rotation
from tocsin.viewpoint.service import Service
from tocsin.viewpoint.viewpoint import Viewpoint

Findings = Iterator[Finding]


def check_references(viewpoint: Viewpoint) -> tuple[Finding, ...]:
    """Return every dangling reference, doubled id, cycle and impossible period."""
    return (
        *doubled_ids(viewpoint),
        *_check_rotations(viewpoint),
        *_check_escalation(viewpoint),
        *(
            problem
            for name, service in viewpoint.services.items()
            for problem in _check_service(("services", name), service, viewpoint)
        ),
        *_check_data_protection(viewpoint),
        *_check_dashboards(viewpoint),
        *check_regions(viewpoint),
    )


def _unknown(
    path: KeyPath, thing: str, name: str, known: Iterable[str], *defined_at: KeyPath
) -> Finding:
    """Return the finding that *name* is not defined where it would have to be."""
    what = f"there is no {thing} {quoted(name)}"
    return finding("unknown-name", path, what, did_you_mean(name, known), *defined_at)


def _check_rotations(viewpoint: Viewpoint) -> Findings:
    rotations, contacts = viewpoint.on_call, viewpoint.contacts
    known = {**contacts, **rotations}
    yield from _check_contact_names(viewpoint)
    for name, rotation in rotations.items():
        for number, member in enumerate(rotation.members):
            if member not in known:
                path = ("on_call", name, "members", number)
                yield _unknown(path, "contact or rotation", member, known, *_reached_at(member))
        if rotation.shift.total_seconds() % 86_400 or not rotation.shift:
            what = f"{format_duration(rotation.shift)} is not a whole number of days"
            fix = "use 1d, 1w or another whole number of days"
            yield finding("shift-not-whole-days", ("on_call", name, "shift"), what, fix)
    for cycle in rotation_cycles(rotations):
        yield finding(
            "rotation-cycle",
            ("on_call", cycle[0], "members"),
            f"the rotation leads back to itself: {' → '.join(cycle)}",
            "end each chain of rotations in contacts",
            *(("on_call", name) for name in cycle),
        )


def rotation_cycles(rotations: Mapping[str, Rotation]) -> Iterator[tuple[str, ...]]:
    """Yield cycles, each as the names along it with the first one repeated at its end.

    Every rotation is entered once, so that the time grows with the number of members; without a
    cycle nothing is yielded, and with several at least one.
    """
    done: set[str] = set()
    for start in rotations:
        if start not in done:
            yield from _cycles_from(start, rotations, done)


def _cycles_from(
    start: str, rotations: Mapping[str, Rotation], done: set[str]
) -> Iterator[tuple[str, ...]]:
    way = {start: iter(rotations[start].members)}
    while way:
        last = next(reversed(way))
        member = next(way[last], None)
        if member is None:
            done.add(last)
            del way[last]
        elif member in way:
            names = list(way)
            yield (*names[names.index(member) :], member)
        elif member in rotations and member not in done:
            way[member] = iter(rotations[member].members)


def _reached_at(name: str, stage: str | None = None) -> tuple[KeyPath, ...]:
    """Return where a contact or a rotation called *name* would be defined."""
    of_stage: tuple[KeyPath, ...] = (("stages", stage, "contacts", name),) if stage else ()
    return (("contacts", name), ("on_call", name), *of_stage)


def _check_contact_names(viewpoint: Viewpoint) -> Findings:
    places: list[tuple[KeyPath, Iterable[str]]] = [((), viewpoint.contacts)]
    places += [(("stages", name), stage.contacts) for name, stage in viewpoint.stages.items()]
    for path, names in places:
        for name in names:
            if name in viewpoint.on_call:
                where = (*path, "contacts", name) if path else ("on_call", name)
                what = f"{name!r} is a contact as well as a rotation"
                fix = "rename one of them"
                yield finding("same-name", where, what, fix, *_reached_at(name))


def _check_escalation(viewpoint: Viewpoint) -> Findings:
    for severity in SEVERITIES:
        if severity not in viewpoint.escalation:
            what = f"nobody is named for {severity} alarms"
            fix = f"add {severity}: [{{page: NAME}}] with a contact or a rotation"
            yield finding("severity-without-anyone", ("escalation", severity), what, fix)
    shared = {**viewpoint.contacts, **viewpoint.on_call}.keys()
    for severity, tiers in viewpoint.escalation.items():
        yield from _check_tiers(("escalation", severity), tiers, shared)
    for name, stage in viewpoint.stages.items():
        known = dict.fromkeys((*shared, *stage.contacts)).keys()
        for severity, tiers in stage.escalation.items():
            path = ("stages", name, "escalation", severity)
            yield from _check_tiers(path, tiers, known, stage=name)


def _check_tiers(
    path: KeyPath, tiers: tuple[Tier, ...], known: Collection[str], stage: str | None = None
) -> Findings:
    previous = None
    for number, tier in enumerate(tiers):
        for recipient in tier.recipients:
            if recipient not in known:
                where = (*path, number, tier.kind)
                defined_at = _reached_at(recipient, stage)
                yield _unknown(where, "contact or rotation", recipient, known, *defined_at)
        if previous is not None and tier.after <= previous:
            yield finding(
                "tiers-out-of-order",
                (*path, number),
                f"the tier comes after {format_duration(tier.after)}, "
                f"and the one before it after {format_duration(previous)}",
                "let 'after' grow from tier to tier",
            )
        previous = tier.after
    if tiers and tiers[0].after:
        what = f"nobody is told in the first {format_duration(tiers[0].after)}"
        fix = "remove 'after' from the first tier"
        yield finding("first-tier-waits", (*path, 0, "after"), what, fix)


def _check_service(path: KeyPath, service: Service, viewpoint: Viewpoint) -> Findings:
    yield from _check_metrics((*path, "metrics"), service.metrics)
    for name, alarm in service.alarms.items():
        where = (*path, "alarms", name)
        if alarm.metric not in service.metrics:
            defined_at = (*path, "metrics", alarm.metric)
            yield _unknown((*where, "metric"), "metric", alarm.metric, service.metrics, defined_at)
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
                yield _unknown(where, "metric", counted, service.metrics, defined_at)


def _check_metrics(path: KeyPath, metrics: Mapping[str, Metric]) -> Findings:
    for name, metric in metrics.items():
        for word, other in metric.of.items():
            where = (*path, name, "of", word)
            if other not in metrics:
                yield _unknown(where, "metric", other, metrics, (*path, other))
            elif metrics[other].expression is not None:
                what = f"{other!r} is itself calculated"
                fix = "name metrics that are published, and write the whole expression here"
                yield finding("metric-of-calculated-metric", where, what, fix, (*path, other))


def _check_stage_names(path: KeyPath, stages: Iterable[str], viewpoint: Viewpoint) -> Findings:
    for stage in stages:
        if stage not in viewpoint.stages:
            where = (*path, "stages", stage)
            yield _unknown(where, "stage", stage, viewpoint.stages, ("stages", stage))


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
            yield _unknown((*path, "resource"), "resource", item.resource, resources, defined_at)
        for number, schedule in enumerate(item.schedules):
            if schedule not in protection.schedules:
                where = (*path, "schedules", number)
                defined_at = ("data_protection", "schedules", schedule)
                yield _unknown(where, "schedule", schedule, protection.schedules, defined_at)
        if not item.schedules and item.replicate_by is None:
            fix = "give it schedules, replicate_by or both"
            yield finding("not-protected", (*path, "schedules"), "nothing protects it", fix)
    for name, test in protection.restore_tests.items():
        for number, protected in enumerate(test.protected):
            if protected not in protection.protected:
                where = ("data_protection", "restore_tests", name, "protected", number)
                defined_at = ("data_protection", "protected", protected)
                known = protection.protected
                yield _unknown(where, "protected resource", protected, known, defined_at)
    if any(schedule.copy_retention for schedule in protection.schedules.values()):
        yield from _check_recovery_regions(viewpoint)


def _check_recovery_regions(viewpoint: Viewpoint) -> Findings:
    for name, stage in viewpoint.stages.items():
        if stage.recovery_region in {None, *stage.active_regions}:
            yield finding(
                "no-recovery-region",
                ("stages", name, "recovery_region"),
                "backups are copied to a recovery region, and the stage has none of its own",
                "add recovery_region with another Region, or remove copy_retention",
            )


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
                yield _unknown(where, "service", service, services, ("services", service))
        for number, metric in enumerate(dashboard.metrics):
            if metric not in metrics:
                where = ("dashboards", name, "metrics", number)
                defined_at = _defined_in_service(metric, "metrics")
                yield _unknown(where, "metric", metric, metrics, defined_at)


def _defined_in_service(reference: str, part: str) -> KeyPath:
    """Return where `service/name` would be defined; without a slash, in any service."""
    service, slash, name = reference.partition("/")
    return ("services", service, part, name) if slash else ("services",)
