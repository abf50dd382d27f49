"""The dashboard of what watching costs: what it is charged for, as far as CloudWatch counts that.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Usage-Metrics.html
"""

from collections.abc import Iterator, Mapping

from tocsin.plan.boards.board_parts import Board, board_spec, once
from tocsin.plan.boards.sources import Sources
from tocsin.plan.specs import (
    DashboardSpec,
    MetricSpec,
    PanelSpec,
    RowSpec,
    SeriesSpec,
    TextPanelSpec,
    partition,
)

_BILLING_REGION = "us-east-1"
_HOUR = 3_600
_DAY = 24 * _HOUR
_READING = {
    "GetMetricData": "Reads of metrics (GetMetricData)",
    "GetMetricStatistics": "Reads of statistics (GetMetricStatistics)",
    "ListMetrics": "Lists of metrics (ListMetrics)",
    "DescribeAlarmHistory": "Histories of alarms (DescribeAlarmHistory)",
}
_WRITING = {"PutMetricData": "Writes of metrics (PutMetricData)"}
_API = {"Class": "None", "Service": "CloudWatch", "Type": "API"}
_MOST_LOG_GROUPS = 6


def monitoring_cost_board(sources: Sources) -> DashboardSpec:
    """Return the dashboard of what monitoring is charged for."""
    system = sources.context.viewpoint.system
    logs = tuple(_logs(sources))
    return board_spec(
        sources,
        Board(
            name="monitoring cost",
            kind="monitoring-cost",
            means=f"What watching the account of {system} is charged for: calls, log data, and the "
            "bill as far as AWS publishes it as a metric.",
            services=(),
            rows=(
                RowSpec(title="Charges", panels=(*_charges(sources), _notes(sources))),
                RowSpec(title="Calls of the account", panels=tuple(_calls())),
                RowSpec(title="Logs", panels=logs),
            ),
            alarm_prefixes=(),
            refresh_seconds=_HOUR,
            range_seconds=7 * _DAY,
        ),
    )


def _charges(sources: Sources) -> Iterator[PanelSpec]:
    """Yield the bill: other partitions than that of AWS's public Regions have no such metric."""
    home = sources.context.stage.home
    if partition(home) != "aws":
        return
    region = None if home == _BILLING_REGION else _BILLING_REGION
    for title, service in (("Amazon CloudWatch", "AmazonCloudWatch"), ("All services", None)):
        dimensions = {"Currency": "USD", **({} if service is None else {"ServiceName": service})}
        yield PanelSpec(
            title=f"Estimated charges of this month: {title}",
            means="Added up a few times a day since the first of the month. It is empty until "
            "CloudWatch billing alerts are received (billing preferences of the account).",
            series=(
                _series(title, _metric("AWS/Billing", "EstimatedCharges", dimensions), region),
            ),
            alarms=(),
        )


def _notes(sources: Sources) -> TextPanelSpec:
    alarms = len(sources.alarms)
    return TextPanelSpec(
        title="What is charged",
        text=f"The stage has {alarms} alarms, of which each metric is charged by the month. "
        "Dashboards of Grafana cost what they read: GetMetricData is charged by metric and "
        "refresh, Logs Insights by the data that it scans, X-Ray by the traces that it reads.\n\n"
        "`AWS/Usage` counts calls of the whole account, whoever makes them. No metric counts "
        "alarms or metrics of one's own; the bill names both.",
    )


def _calls() -> Iterator[PanelSpec]:
    for title, calls in (("Calls that read", _READING), ("Calls that write", _WRITING)):
        yield PanelSpec(
            title=title,
            means="Calls of the account in each hour; one call of GetMetricData may ask for up to "
            "500 metrics, and each of them is charged.",
            series=tuple(
                _series(label, _metric("AWS/Usage", "CallCount", {**_API, "Resource": call}))
                for call, label in calls.items()
            ),
            alarms=(),
        )


def _logs(sources: Sources) -> Iterator[PanelSpec]:
    """Yield how much is written to the log groups of services, six in a chart."""
    home = sources.context.stage.home
    groups = once(each.name for each in sources.log_groups if each.region == home)
    for start in range(0, len(groups), _MOST_LOG_GROUPS):
        yield PanelSpec(
            title="Bytes written to log groups",
            means="CloudWatch Logs charges for what it takes in.",
            series=tuple(
                _series(name, _metric("AWS/Logs", "IncomingBytes", {"LogGroupName": name}))
                for name in groups[start : start + _MOST_LOG_GROUPS]
            ),
            alarms=(),
        )


def _series(label: str, metric: MetricSpec, region: str | None = None) -> SeriesSpec:
    is_bill = metric.namespace == "AWS/Billing"
    return SeriesSpec(
        label=label,
        expression=None,
        metrics=(metric,),
        period=6 * _HOUR if is_bill else _HOUR,
        unit=metric.unit,
        region=region,
    )


def _metric(namespace: str, name: str, dimensions: Mapping[str, str]) -> MetricSpec:
    is_bill = namespace == "AWS/Billing"
    return MetricSpec(
        id="value",
        namespace=namespace,
        name=name,
        dimensions=tuple(sorted(dimensions.items())),
        statistic="Maximum" if is_bill else "Sum",
        unit={"AWS/Billing": "USD", "AWS/Logs": "bytes"}.get(namespace, "count"),
    )
