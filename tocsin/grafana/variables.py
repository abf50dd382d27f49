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
    yield _region(spec.region)
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


def _reference(variable: ReferenceVariable) -> dashboard_builders.TextBoxVariable:
    return (
        dashboard_builders.TextBoxVariable(variable.name)
        .label(variable.path)
        .description(
            f"Value of {variable.path}, which is known only after the application is deployed: "
            f"aws ssm get-parameter --name {variable.path} --query Parameter.Value --output text"
        )
        .default_value("")
    )
