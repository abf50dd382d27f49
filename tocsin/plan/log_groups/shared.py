"""What two stages of one account and Region would both do to a log group, or to a metric."""

from collections.abc import Iterator

from tocsin.diagnostics import KeyPath
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import LogGroup


def check_stages(context: StageContext, key_path: KeyPath, group: LogGroup) -> None:
    """Report what two stages of one account and region would both build, or count in common."""
    for other in context.of_same_region():
        theirs = list(_log_groups(other))
        first, second = (each.stage_name for each in context.in_order(other))
        made = {other.fill_known(each.name) for each in theirs if each.create}
        counted = {
            (other.fill_known(each.namespace), each.metric)
            for one in theirs
            for each in one.metric_filters.values()
        }
        if group.create and context.fill_known(group.name) in made:
            context.report(
                "shared-log-group",
                (*key_path, "name"),
                f"the stages {first} and {second} would both create {group.name!r}",
                "write {stage} in its name, or make it elsewhere: remove create and retention",
                rests_on=other.changed("services"),
            )
        looked_at = {other.fill_known(each.name) for each in theirs if each.detector is not None}
        if group.detector is not None and context.fill_known(group.name) in looked_at:
            context.report(
                "shared-detector",
                (*key_path, "anomalies"),
                f"the stages {first} and {second} would both look for anomalies in {group.name!r}",
                "write {stage} in its name, or let one of them look",
                rests_on=other.changed("services"),
            )
        for filter_name, settings in group.metric_filters.items():
            if (context.fill_known(settings.namespace), settings.metric) in counted:
                context.report(
                    "shared-metric",
                    (*key_path, "metric_filters", filter_name, "namespace"),
                    f"the stages {first} and {second} would count in one metric",
                    "write {stage} in the namespace",
                    rests_on=other.changed("services"),
                )


def _log_groups(context: StageContext) -> Iterator[LogGroup]:
    """Yield the log groups of a stage in the Region."""
    for service in context.viewpoint.services.values():
        for group in service.log_groups.values():
            if any(
                there.region == context.region
                for there in context.in_each(service.regions, group.regions)
            ):
                yield group
