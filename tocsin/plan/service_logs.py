"""The log groups of the services."""

from collections.abc import Iterator

from tocsin.diagnostics import InvalidValueError, KeyPath, quoted
from tocsin.logs import (
    FilterPatternError,
    check_insights_query,
    check_value,
    compile_filter_pattern,
    ignored_terms,
)
from tocsin.plan.specs import LogGroupSpec, MetricFilterSpec, QuerySpec
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import LogGroup, slug

MOST_WITH_REGULAR_EXPRESSION = 5
"""Filters of a log group, of metrics and of subscriptions together.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html#regex-expressions
"""


def make_log_groups(context: StageContext) -> tuple[LogGroupSpec, ...]:
    """Return every log group of the stage, ordered by Region and id."""
    found = [
        _log_group(there, service_name, name, group)
        for service_name, service in context.viewpoint.services.items()
        for name, group in service.log_groups.items()
        for there in context.in_each(service.regions, group.regions)
    ]
    order = context.stage.active_regions.index
    return tuple(sorted(found, key=lambda group: (order(group.region), group.id)))


def _check_stages(context: StageContext, key_path: KeyPath, group: LogGroup) -> None:
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


def _check_filters(context: StageContext, key_path: KeyPath, group: LogGroup) -> None:
    """Report patterns and values that CloudWatch Logs would refuse, or read in another way."""
    with_expression = 0
    for name, settings in group.metric_filters.items():
        filter_path = (*key_path, "metric_filters", name)
        try:
            compile_filter_pattern(settings.pattern)
        except FilterPatternError as error:
            what = f"{quoted(error.pattern)}: {error.why}"
            context.report("wrong-filter-pattern", (*filter_path, "pattern"), what, error.fix)
            continue
        with_expression += "%" in settings.pattern
        try:
            check_value(settings.pattern, settings.value)
        except FilterPatternError as error:
            what = f"{quoted(error.pattern)}: {error.why}"
            fix = "write a number, or a field that the pattern reads"
            context.report("wrong-filter-value", (*filter_path, "value"), what, fix)
        if ignored := ignored_terms(settings.pattern):
            context.report(
                "ignored-terms",
                (*filter_path, "pattern"),
                f"CloudWatch Logs ignores {', '.join(ignored)} beside terms without ?",
                "write all terms with ?, or none",
            )
    if with_expression > MOST_WITH_REGULAR_EXPRESSION:
        context.report(
            "too-many-regular-expressions",
            (*key_path, "metric_filters"),
            f"{with_expression} filters have regular expressions, and a log group takes "
            f"{MOST_WITH_REGULAR_EXPRESSION}",
            "write some without",
        )


def _check_queries(context: StageContext, key_path: KeyPath, group: LogGroup) -> None:
    for name, settings in group.queries.items():
        try:
            check_insights_query(settings.query)
        except InvalidValueError as error:
            context.report(
                "wrong-query", (*key_path, "queries", name, "query"), error.what, error.fix
            )


def _log_group(context: StageContext, service: str, name: str, group: LogGroup) -> LogGroupSpec:
    key_path = ("services", service, "log_groups", name)
    _check_stages(context, key_path, group)
    _check_filters(context, key_path, group)
    _check_queries(context, key_path, group)
    identity = f"{slug(service)}-{slug(name)}"
    folder = f"{context.viewpoint.system}/{context.stage_name}/{service}"
    return LogGroupSpec(
        id=identity,
        name=context.fill((*key_path, "name"), group.name),
        service=service,
        region=context.region,
        retention_days=group.retention.days if group.retention else None,
        metric_filters=tuple(
            MetricFilterSpec(
                id=f"{identity}-{slug(filter_name)}",
                name=f"{context.viewpoint.system}-{context.stage_name}-{identity}-{slug(filter_name)}",
                pattern=settings.pattern,
                namespace=context.fill(
                    (*key_path, "metric_filters", filter_name, "namespace"), settings.namespace
                ),
                metric=settings.metric,
                value=settings.value,
                default=settings.default,
            )
            for filter_name, settings in group.metric_filters.items()
        ),
        queries=tuple(
            QuerySpec(
                id=f"{identity}-{slug(query_name)}",
                name=f"{folder}/{query_name}",
                query=settings.query.strip(),
            )
            for query_name, settings in group.queries.items()
        ),
    )
