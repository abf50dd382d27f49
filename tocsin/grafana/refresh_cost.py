"""What it costs to keep a dashboard open."""

from collections.abc import Iterable

from tocsin.diagnostics import quantity_text
from tocsin.grafana.foundation import cloudwatch_models
from tocsin.grafana.section import Tile
from tocsin.plan import DashboardSpec

_USD_A_THOUSAND_METRICS = 0.01
"""Of GetMetricData in us-east-1: https://aws.amazon.com/cloudwatch/pricing/"""

_HOUR = 3_600
_LEAST = 0.001


def cost_of(spec: DashboardSpec, opened: Iterable[Tile]) -> str:
    """Return a sentence on what a viewer asks for in an hour, and what CloudWatch charges for it.

    Args:
        spec: The dashboard.
        opened: What is seen, and so asks for data, when it is opened.
    """
    queries = [target for tile in opened for target in tile.panel.targets or ()]
    metrics = sum(
        isinstance(each, cloudwatch_models.MetricsQuery) and not each.expression for each in queries
    )
    logs = sum(isinstance(each, cloudwatch_models.LogsQuery) for each in queries)
    an_hour = metrics * _HOUR / spec.refresh_seconds / 1_000 * _USD_A_THOUSAND_METRICS
    read = [quantity_text(metrics, "metrics")]
    read += [f"{quantity_text(logs, 'queries')} of logs, charged by what they scan"] if logs else []
    cost = f"about {an_hour:.3f}" if an_hour >= _LEAST else f"less than {_LEAST}"
    return (
        f"Each refresh asks for {' and '.join(read)}: {cost} US dollars an hour for each viewer "
        "by the metrics. Rows that are closed ask for nothing."
    )
