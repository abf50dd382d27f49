"""What only shows when the parts of a viewpoint are seen together: names that lead nowhere."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from tocsin.diagnostics import ViewpointProblem, did_you_mean, format_duration, shown
from tocsin.on_call import SEVERITIES
from tocsin.viewpoint.doubled_ids import doubled_ids
from tocsin.viewpoint.escalation import Tier
from tocsin.viewpoint.metric import Metric
from tocsin.viewpoint.rotation_cycles import rotation_cycles
from tocsin.viewpoint.service import Service
from tocsin.viewpoint.viewpoint import Viewpoint

Path = tuple[str | int, ...]
Problems = Iterator[ViewpointProblem]


def check_references(viewpoint: Viewpoint) -> tuple[ViewpointProblem, ...]:
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
    )


def _unknown(path: Path, kind: str, name: str, known: Iterable[str]) -> ViewpointProblem:
    return ViewpointProblem(
        path=path, what=f"there is no {kind} {shown(name)}", fix=did_you_mean(name, known)
    )


def _check_rotations(viewpoint: Viewpoint) -> Problems:
    rotations, contacts = viewpoint.on_call, viewpoint.contacts
    known = {**contacts, **rotations}
    yield from _check_contact_names(viewpoint)
    for name, rotation in rotations.items():
        for number, member in enumerate(rotation.members):
            if member not in known:
                path = ("on_call", name, "members", number)
                yield _unknown(path, "contact or rotation", member, known)
        if rotation.shift.total_seconds() % 86_400 or not rotation.shift:
            yield ViewpointProblem(
                path=("on_call", name, "shift"),
                what=f"{format_duration(rotation.shift)} is not a whole number of days",
                fix="use 1d, 1w or another whole number of days",
            )
    for cycle in rotation_cycles(rotations):
        yield ViewpointProblem(
            path=("on_call", cycle[0], "members"),
            what=f"the rotation leads back to itself: {' → '.join(cycle)}",
            fix="end each chain of rotations in contacts",
        )


def _check_contact_names(viewpoint: Viewpoint) -> Problems:
    places: list[tuple[Path, Iterable[str]]] = [((), viewpoint.contacts)]
    places += [(("stages", name), stage.contacts) for name, stage in viewpoint.stages.items()]
    for path, names in places:
        for name in names:
            if name in viewpoint.on_call:
                yield ViewpointProblem(
                    path=(*path, "contacts", name) if path else ("on_call", name),
                    what=f"{name!r} is a contact as well as a rotation",
                    fix="rename one of them",
                )


def _check_escalation(viewpoint: Viewpoint) -> Problems:
    for severity in SEVERITIES:
        if severity not in viewpoint.escalation:
            yield ViewpointProblem(
                path=("escalation", severity),
                what=f"nobody is named for {severity} alarms",
                fix=f"add {severity}: [{{page: NAME}}] with a contact or a rotation",
            )
    shared = {**viewpoint.contacts, **viewpoint.on_call}.keys()
    for severity, tiers in viewpoint.escalation.items():
        yield from _check_tiers(("escalation", severity), tiers, shared)
    for name, stage in viewpoint.stages.items():
        known = dict.fromkeys((*shared, *stage.contacts)).keys()
        for severity, tiers in stage.escalation.items():
            yield from _check_tiers(("stages", name, "escalation", severity), tiers, known)


def _check_tiers(path: Path, tiers: tuple[Tier, ...], known: Collection[str]) -> Problems:
    previous = None
    for number, tier in enumerate(tiers):
        for recipient in tier.recipients:
            if recipient not in known:
                where = (*path, number, tier.kind)
                yield _unknown(where, "contact or rotation", recipient, known)
        if previous is not None and tier.after <= previous:
            yield ViewpointProblem(
                path=(*path, number),
                what=f"the tier comes after {format_duration(tier.after)}, "
                f"and the one before it after {format_duration(previous)}",
                fix="let 'after' grow from tier to tier",
            )
        previous = tier.after
    if tiers and tiers[0].after:
        yield ViewpointProblem(
            path=(*path, 0, "after"),
            what=f"nobody is told in the first {format_duration(tiers[0].after)}",
            fix="remove 'after' from the first tier",
        )


def _check_service(path: Path, service: Service, viewpoint: Viewpoint) -> Problems:
    yield from _check_metrics((*path, "metrics"), service.metrics)
    for name, alarm in service.alarms.items():
        where = (*path, "alarms", name)
        if alarm.metric not in service.metrics:
            yield _unknown((*where, "metric"), "metric", alarm.metric, service.metrics)
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
                yield _unknown(where, "metric", counted, service.metrics)


def _check_metrics(path: Path, metrics: Mapping[str, Metric]) -> Problems:
    for name, metric in metrics.items():
        for word, other in metric.of.items():
            where = (*path, name, "of", word)
            if other not in metrics:
                yield _unknown(where, "metric", other, metrics)
            elif metrics[other].expression is not None:
                yield ViewpointProblem(
                    path=where,
                    what=f"{other!r} is itself calculated",
                    fix="name metrics that are published, and write the whole expression here",
                )


def _check_stage_names(path: Path, stages: Iterable[str], viewpoint: Viewpoint) -> Problems:
    for stage in stages:
        if stage not in viewpoint.stages:
            yield _unknown((*path, "stages", stage), "stage", stage, viewpoint.stages)


def _check_data_protection(viewpoint: Viewpoint) -> Problems:
    protection = viewpoint.data_protection
    resources = {
        f"{service}/{resource}": resource
        for service, settings in viewpoint.services.items()
        for resource in settings.resources
    }
    for name, item in protection.protected.items():
        path = ("data_protection", "protected", name)
        if item.resource is not None and item.resource not in resources:
            yield _unknown((*path, "resource"), "resource", item.resource, resources)
        for number, schedule in enumerate(item.schedules):
            if schedule not in protection.schedules:
                where = (*path, "schedules", number)
                yield _unknown(where, "schedule", schedule, protection.schedules)
        if not item.schedules and item.replicate_by is None:
            yield ViewpointProblem(
                path=(*path, "schedules"),
                what="nothing protects it",
                fix="give it schedules, replicate_by or both",
            )
    for name, test in protection.restore_tests.items():
        for number, protected in enumerate(test.protected):
            if protected not in protection.protected:
                where = ("data_protection", "restore_tests", name, "protected", number)
                yield _unknown(where, "protected resource", protected, protection.protected)
    if any(schedule.copy_retention for schedule in protection.schedules.values()):
        yield from _check_recovery_regions(viewpoint)


def _check_recovery_regions(viewpoint: Viewpoint) -> Problems:
    for name, stage in viewpoint.stages.items():
        if stage.recovery_region in {None, stage.region}:
            yield ViewpointProblem(
                path=("stages", name, "recovery_region"),
                what="backups are copied to a recovery region, and the stage has none of its own",
                fix="add recovery_region with another Region, or remove copy_retention",
            )


def _check_dashboards(viewpoint: Viewpoint) -> Problems:
    metrics = {
        f"{service}/{metric}": metric
        for service, settings in viewpoint.services.items()
        for metric in settings.metrics
    }
    for name, dashboard in viewpoint.dashboards.items():
        for number, service in enumerate(dashboard.services):
            if service not in viewpoint.services:
                where = ("dashboards", name, "services", number)
                yield _unknown(where, "service", service, viewpoint.services)
        for number, metric in enumerate(dashboard.metrics):
            if metric not in metrics:
                yield _unknown(("dashboards", name, "metrics", number), "metric", metric, metrics)
