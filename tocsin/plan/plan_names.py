"""Names that two things of a stage would share, and those that are ours."""

from collections.abc import Callable, Iterable, Sequence

from tocsin.catalogue import resource_types
from tocsin.diagnostics import KeyPath
from tocsin.plan.backups import BACKUP_SERVICE
from tocsin.plan.events import EVENT_RUNBOOKS
from tocsin.plan.insight_events import TRACING_RUNBOOKS
from tocsin.plan.specs import (
    PAGING_SERVICE,
    AlarmSpec,
    BackupSpec,
    CompositeSpec,
    LogGroupSpec,
    construct_id,
)
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import slug

RESERVED_NAMES = frozenset(
    {PAGING_SERVICE, BACKUP_SERVICE, EVENT_RUNBOOKS, TRACING_RUNBOOKS, *map(slug, resource_types())}
)
"""Names of folders of runbooks, which no service has."""


def check_names(
    context: StageContext,
    *,
    alarms: Sequence[AlarmSpec | CompositeSpec],
    log_groups: Sequence[LogGroupSpec],
    backup: BackupSpec | None,
) -> None:
    """Report services that take a name of ours, and names that two things would share."""
    for name in context.viewpoint.services:
        if slug(name) in RESERVED_NAMES | set(map(slug, context.own_types)):
            context.report(
                "reserved-name",
                ("services", name),
                f"{name!r} is taken: alarms and runbooks of Tocsin's own have this name",
                "rename it",
            )
    _check_alarm_names(context, alarms)
    by_stack: dict[tuple[str, str, int], list[AlarmSpec | CompositeSpec]] = {}
    for alarm in alarms:
        by_stack.setdefault((alarm.service, alarm.region, alarm.stack), []).append(alarm)
    for (service, *_), members in by_stack.items():
        _check_logical_ids(context, ("services", service), (each.id for each in members))
    for region in context.stage.active_regions:
        _check_log_groups(context, [group for group in log_groups if group.region == region])
    schedules = ("data_protection", "schedules")
    for each in backup.regions if backup is not None else ():
        _check_once(context, "backup plan", [(schedules, plan.id) for plan in each.plans])


def _check_alarm_names(context: StageContext, alarms: Sequence[AlarmSpec | CompositeSpec]) -> None:
    ours = {each.id for each in alarms if isinstance(each, CompositeSpec)}
    _check_once(
        context,
        "alarm",
        [(("services", each.service), each.id) for each in alarms],
        note=lambda name: ", of which Tocsin names one after the service" if name in ours else "",
    )


def _check_log_groups(context: StageContext, log_groups: Sequence[LogGroupSpec]) -> None:
    groups = [(("services", group.service, "log_groups"), group) for group in log_groups]
    _check_logical_ids(context, ("services",), (group.id for group in log_groups))
    _check_once(context, "log group", [(key_path, group.id) for key_path, group in groups])
    _check_once(context, "log group", [(key_path, group.name) for key_path, group in groups])
    filters = [(key_path, each.id) for key_path, group in groups for each in group.metric_filters]
    _check_once(context, "metric filter", filters)
    queries = [(key_path, each.id) for key_path, group in groups for each in group.queries]
    _check_once(context, "saved query", queries)


def _check_logical_ids(context: StageContext, key_path: KeyPath, ids: Iterable[str]) -> None:
    """Report what would have one id in a template although names differ: `queue 1`, `queue1`."""
    seen: dict[str, str] = {}
    for name in ids:
        first = seen.setdefault(construct_id(name), name)
        if first != name:
            context.report(
                "same-logical-id",
                key_path,
                f"{first!r} and {name!r} would have one id {construct_id(name)!r} in a template",
                "rename one of them by more than a hyphen before a digit",
            )


def _check_once(
    context: StageContext,
    kind: str,
    found: Iterable[tuple[KeyPath, str]],
    *,
    note: Callable[[str], str] = lambda _name: "",
) -> None:
    seen: set[str] = set()
    for key_path, name in found:
        if name in seen:
            context.report(
                "same-name",
                key_path,
                f"two things would be the {kind} {name!r}{note(name)}",
                "rename one of them; blanks, - and _ count as the same",
            )
        seen.add(name)
