"""Which data sources panels read: never a fixed one, always the one chosen on the dashboard."""

from functools import cache

from tocsin.grafana.foundation import common_models

XRAY_PLUGIN = "grafana-x-ray-datasource"

CLOUDWATCH_VARIABLE = "cloudwatch"
XRAY_VARIABLE = "xray"
REGION_VARIABLE = "region"


@cache
def cloudwatch() -> common_models.DataSourceRef:
    """Return the reference to the CloudWatch data source that the viewer chose."""
    return common_models.DataSourceRef(type_val="cloudwatch", uid=f"${{{CLOUDWATCH_VARIABLE}}}")


@cache
def xray() -> common_models.DataSourceRef:
    """Return the reference to the X-Ray data source that the viewer chose."""
    return common_models.DataSourceRef(type_val=XRAY_PLUGIN, uid=f"${{{XRAY_VARIABLE}}}")
