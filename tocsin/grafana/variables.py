"""What the viewer chooses at the top of a dashboard, in a fixed order."""

from collections.abc import Iterator

from tocsin.grafana.data_sources import (
    CLOUDWATCH_VARIABLE,
    REGION_VARIABLE,
    XRAY_PLUGIN,
    XRAY_VARIABLE,
    cloudwatch,
)
from tocsin.grafana.foundation import Builder, dashboard_builders, dashboard_models
from tocsin.grafana.references import ReferenceVariable, reference_variables
from tocsin.plan import DashboardSpec


def variables(spec: DashboardSpec) -> Iterator[Builder[dashboard_models.VariableModel]]:
    """Yield the variables of *spec*: data sources, region, and values from Systems Manager."""
    yield (
        dashboard_builders.DatasourceVariable(CLOUDWATCH_VARIABLE)
        .label("CloudWatch data source")
        .description("Where metrics, alarms and logs are read.")
        .type("cloudwatch")
    )
    if spec.trace_groups:
        yield (
            dashboard_builders.DatasourceVariable(XRAY_VARIABLE)
            .label("X-Ray data source")
            .description("Where traces are read.")
            .type(XRAY_PLUGIN)
        )
    if len(spec.regions) == 1:
        yield _region(spec.region)
    elif spec.trace_groups or spec.log_groups:
        yield _one_of(spec.regions)
    yield from (_reference(variable) for variable in reference_variables(spec))


def _region(region: str) -> dashboard_builders.QueryVariable:
    return (
        dashboard_builders.QueryVariable(REGION_VARIABLE)
        .label("Region")
        .description("Where the metrics are.")
        .datasource(cloudwatch())
        .refresh(dashboard_models.VariableRefresh.ON_TIME_RANGE_CHANGED)
        .query(
            {
                "queryType": "regions",
                "refId": "CloudWatchVariableQueryEditor-VariableQuery",
                "region": "default",
            }
        )
        .current(dashboard_models.VariableOption(selected=True, text=region, value=region))
    )


def _one_of(regions: tuple[str, ...]) -> dashboard_builders.CustomVariable:
    """Return the choice of a Region for what is read in one at a time; charts show all."""
    home = regions[0]
    return (
        dashboard_builders.CustomVariable(REGION_VARIABLE)
        .label("Region of logs and traces")
        .description("Where logs and traces are read; the charts show every Region.")
        .values(",".join(regions))
        .current(dashboard_models.VariableOption(selected=True, text=home, value=home))
        .options(
            [
                dashboard_models.VariableOption(selected=region == home, text=region, value=region)
                for region in regions
            ]
        )
    )


def _reference(variable: ReferenceVariable) -> dashboard_builders.TextBoxVariable:
    region = "" if variable.region is None else f" --region {variable.region}"
    return (
        dashboard_builders.TextBoxVariable(variable.name)
        .label(variable.place)
        .description(
            f"Value of {variable.place}, which is known only after the application is deployed: "
            f"aws ssm get-parameter --name {variable.path}{region} --query Parameter.Value "
            "--output text"
        )
        .default_value("")
    )
