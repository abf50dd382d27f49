"""The alarms on what is found in log groups, as the catalogue has them."""

from collections.abc import Iterator

from tocsin.catalogue import load_resource_type
from tocsin.diagnostics import KeyPath
from tocsin.plan.bound_resource import BoundResource
from tocsin.plan.log_groups.archive import archive_name
from tocsin.plan.log_groups.archive_alarm import ARCHIVE_BEHIND, archive_alarm
from tocsin.plan.log_groups.names import full_name
from tocsin.plan.resource_alarms import resource_alarms
from tocsin.plan.specs import AlarmSpec
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import LogGroup, Resource, Service

_TYPE = "cloudwatch_log_group"
_FORWARDED = ("subscription-delivery-errors", "subscription-delivery-throttled")
_FIREHOSE = "Firehose"
"""The destination's type in metrics of subscriptions."""
_PARTS = ("anomalies", "archive", "personal_data")
_ANOMALIES, _PERSONAL_DATA = "log-anomalies", "personal-data-found"


def log_group_alarms(context: StageContext, name: str, service: Service) -> Iterator[AlarmSpec]:
    """Yield the alarms that the log groups of a service bring along."""
    for group_name, group in service.log_groups.items():
        key_path = ("services", name, "log_groups", group_name)
        for there in context.in_each(service.regions, group.regions):
            yield from _alarms(there, key_path, service, group)


def _alarms(
    context: StageContext, key_path: KeyPath, service: Service, group: LogGroup
) -> Iterator[AlarmSpec]:
    wanted = _wanted(group)
    for changed in group.alarms:
        if changed not in wanted:
            path = (*key_path, "alarms", changed)
            thing = "alarm of this log group"
            rests_on = [(*key_path, part) for part in _PARTS]
            context.report_unknown("unknown-alarm", path, thing, changed, wanted, rests_on=rests_on)
    if wanted:
        yield from resource_alarms(context, _bound(context, key_path, service, group))
    if group.archive is not None:
        yield from archive_alarm(context, key_path, service, group)


def _bound(
    context: StageContext, key_path: KeyPath, service: Service, group: LogGroup
) -> BoundResource:
    """Return the log group as a resource that has the alarms it brings along, and no others."""
    kind = load_resource_type(_TYPE)
    opt_ins = ("data_protection",) if group.personal_data is not None else ()
    identifiers = {"log_group": context.fill_known(group.name)}
    if group.detector is not None:
        identifiers["anomaly_detector"] = full_name(context, key_path)
    if group.archive is not None:
        identifiers["destination_type"] = _FIREHOSE
        identifiers["subscription_filter"] = archive_name(context, key_path)
    wanted = _wanted(group)
    offered = kind.alarms_for(identifiers, opted_in=opt_ins, settings=kind.settings)
    changes: dict[str, object] = {each.id: "off" for each in offered if each.id not in wanted}
    known = kind.alarms.keys() & wanted
    changes |= {each: change for each, change in group.alarms.items() if each in known}
    return BoundResource(
        service=str(key_path[1]),
        owner=service.owner,
        name=str(key_path[-1]),
        type=kind,
        identifiers=identifiers,
        settings={},
        written=Resource.model_validate({"type": _TYPE, "opt_ins": opt_ins, "alarms": changes}),
        key_path=key_path,
    )


def _wanted(group: LogGroup) -> tuple[str, ...]:
    """Return the ids of the alarms that a log group brings along."""
    found: dict[str, object] = {
        _ANOMALIES: group.detector,
        _PERSONAL_DATA: group.personal_data,
        **dict.fromkeys((*_FORWARDED, ARCHIVE_BEHIND), group.archive),
    }
    return tuple(alarm for alarm, part in found.items() if part is not None)
