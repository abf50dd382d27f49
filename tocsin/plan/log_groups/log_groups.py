"""The log groups of the services."""

from tocsin.plan.log_groups.anomalies import make_detector
from tocsin.plan.log_groups.archive import make_archive
from tocsin.plan.log_groups.filters import check_filters
from tocsin.plan.log_groups.names import full_name
from tocsin.plan.log_groups.personal_data import make_personal_data
from tocsin.plan.log_groups.queries import check_queries, query_path
from tocsin.plan.log_groups.shared import check_stages
from tocsin.plan.specs import LogGroupSpec, MetricFilterSpec, QuerySpec
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import LogGroup, slug


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


def _log_group(context: StageContext, service: str, name: str, group: LogGroup) -> LogGroupSpec:
    key_path = ("services", service, "log_groups", name)
    check_stages(context, key_path, group)
    check_filters(context, key_path, group)
    check_queries(context, key_path, group)
    identity = f"{slug(service)}-{slug(name)}"
    return LogGroupSpec(
        id=identity,
        name=context.fill((*key_path, "name"), group.name),
        service=service,
        region=context.region,
        retention_days=group.retention.days if group.retention else None,
        log_class=group.log_class.upper(),
        anomalies=make_detector(context, key_path, group),
        archive=make_archive(context, key_path, group),
        personal_data=make_personal_data(context, key_path, group),
        metric_filters=tuple(
            MetricFilterSpec(
                id=f"{identity}-{slug(filter_name)}",
                name=full_name(context, key_path, slug(filter_name)),
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
                name=query_path(context, service, query_name, settings),
                query=settings.query.strip(),
            )
            for query_name, settings in group.queries.items()
        ),
    )
