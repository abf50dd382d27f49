"""When alarms changed their state, drawn into every chart."""

from collections.abc import Iterator

from tocsin.grafana.annotation_marks import GRAFANA_ITSELF, TaggedMarks
from tocsin.grafana.data_sources import cloudwatch
from tocsin.grafana.foundation import cloudwatch_builders, cloudwatch_models, dashboard_builders
from tocsin.grafana.regions import REGION, other_regions
from tocsin.plan import DashboardSpec


def annotations(spec: DashboardSpec) -> Iterator[dashboard_builders.AnnotationQuery]:
    """Yield the history of the alarms of *spec*, for each region that has some, and deployments."""
    # The viewer chooses the Region only of a system that is in one.
    home = ("Alarms", REGION) if len(spec.regions) == 1 else _called(spec.region)
    for name, region in (home, *map(_called, other_regions(spec))):
        for number, prefix in enumerate(spec.alarm_prefixes):
            yield _history(f"{name}: {prefix}" if number else name, region, prefix)
    if spec.deployments:
        yield _deployments(spec.deployments)


def _deployments(tags: tuple[str, ...]) -> dashboard_builders.AnnotationQuery:
    """Return the marks that whoever deploys leaves in Grafana itself, by their tags.

    CloudWatch's data source draws changes of alarms and nothing else: it turns any other query of
    an annotation into one of these.
    https://github.com/grafana/grafana/blob/main/public/app/plugins/datasource/cloudwatch/annotationSupport.ts
    """
    return (
        dashboard_builders.AnnotationQuery()
        .name("Deployments")
        .datasource(GRAFANA_ITSELF)
        .enable(enable=True)
        .icon_color("blue")
        .target(TaggedMarks(tags=tags))
    )


def _called(region: str) -> tuple[str, str]:
    return f"Alarms in {region}", region


def _history(name: str, region: str, prefix: str) -> dashboard_builders.AnnotationQuery:
    return (
        dashboard_builders.AnnotationQuery()
        .name(name)
        .datasource(cloudwatch())
        .enable(enable=True)
        .icon_color("red")
        .target(
            cloudwatch_builders.AnnotationQuery()
            .query_mode(cloudwatch_models.QueryMode.ANNOTATIONS)
            .ref_id("Anno")
            .region(region)
            .prefix_matching(prefix_matching=True)
            .alarm_name_prefix(prefix)
            # CloudWatch refuses an empty prefix; all actions of alarms begin with this one.
            .action_prefix("arn:")
            .namespace("")
            .metric_name("")
            .statistic("")
            .period("")
            .dimensions({})
            .datasource(cloudwatch())
        )
    )
