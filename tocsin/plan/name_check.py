"""Reports names that two things of one stage would share."""

from collections.abc import Iterable, Sequence

from tocsin.plan.specs import AlarmSpec, BackupSpec, LogGroupSpec
from tocsin.plan.stage_context import KeyPath, StageContext


def check_names(
    context: StageContext,
    *,
    alarms: Sequence[AlarmSpec],
    log_groups: Sequence[LogGroupSpec],
    backup: BackupSpec | None,
) -> None:
    """Report ids that occur twice, and log groups that are described twice."""
    _check_once(context, "alarm", [(("services", each.service), each.id) for each in alarms])
    paths = [(("services", group.service, "log_groups"), group) for group in log_groups]
    _check_once(context, "log group", [(path, group.id) for path, group in paths])
    _check_once(context, "log group", [(path, group.name) for path, group in paths])
    filters = [(path, each.id) for path, group in paths for each in group.metric_filters]
    _check_once(context, "metric filter", filters)
    queries = [(path, each.id) for path, group in paths for each in group.queries]
    _check_once(context, "saved query", queries)
    plans = backup.plans if backup is not None else ()
    place = ("data_protection", "schedules")
    _check_once(context, "backup plan", [(place, plan.id) for plan in plans])


def _check_once(context: StageContext, kind: str, found: Iterable[tuple[KeyPath, str]]) -> None:
    seen: set[str] = set()
    for path, name in found:
        if name in seen:
            context.report(
                path,
                f"two things would be the {kind} {name!r}",
                "rename one of them; blanks, - and _ count as the same",
            )
        seen.add(name)
