"""The row of logs: how many errors there are, and which."""

from tocsin.grafana.chart import NO_DATA
from tocsin.grafana.data_sources import cloudwatch
from tocsin.grafana.foundation import (
    cloudwatch_builders,
    cloudwatch_models,
    common_models,
    dashboard_models,
    logs_builders,
    time_series_builders,
    units,
)
from tocsin.grafana.layout import COLUMNS
from tocsin.grafana.regions import REGION
from tocsin.grafana.section import Section, Tile
from tocsin.plan import DashboardSpec

MOST_LOG_GROUPS = 50
"""That one query reads.

https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html
"""

_ERRORS = "filter @message like /(?i)(error|exception|fatal)/"


def log_section(spec: DashboardSpec) -> Section:
    """Return the row of logs; collapsed, because CloudWatch charges for what queries scan."""
    groups = list(spec.log_groups)
    return Section(
        title="Logs",
        tiles=(
            Tile(panel=_counts(groups), width=COLUMNS, height=6),
            Tile(panel=_events(groups), width=COLUMNS, height=12),
        ),
        collapsed=True,
    )


def _counts(groups: list[str]) -> dashboard_models.Panel:
    query = f"{_ERRORS}\n| stats count(*) as errors by bin(5m)"
    return (
        time_series_builders.Panel()
        .title("Errors in the logs")
        .description(f"Events in 5 minutes that speak of errors, in {_listed(groups)}.")
        .datasource(cloudwatch())
        .with_target(_query(query, groups).stats_groups(["bin(5m)"]))
        .unit(units.Short)
        .min(0)
        .no_value(NO_DATA)
        .draw_style(common_models.GraphDrawStyle.BARS)
        .fill_opacity(60)
        .build()
    )


def _events(groups: list[str]) -> dashboard_models.Panel:
    query = f"fields @timestamp, @log, @message\n| {_ERRORS}\n| sort @timestamp desc\n| limit 100"
    return (
        logs_builders.Panel()
        .title("Newest errors")
        .description(f"The newest 100 events that speak of errors, in {_listed(groups)}.")
        .datasource(cloudwatch())
        .with_target(_query(query, groups))
        .no_value(NO_DATA)
        .show_time(show_time=True)
        .wrap_log_message(wrap_log_message=True)
        .enable_log_details(enable_log_details=True)
        .sort_order(common_models.LogsSortOrder.DESCENDING)
        .build()
    )


def _query(expression: str, groups: list[str]) -> cloudwatch_builders.LogsQuery:
    """Return a Logs Insights query over *groups*.

    They are given by name and not by Amazon Resource Name, in which an account id would stand.
    """
    return (
        cloudwatch_builders.LogsQuery()
        .query_mode(cloudwatch_models.QueryMode.LOGS)
        .query_language(cloudwatch_models.LogsQueryLanguage.CWLI)
        .ref_id("A")
        .id("")
        .region(REGION)
        .expression(expression)
        .log_group_names(groups[:MOST_LOG_GROUPS])
        .datasource(cloudwatch())
    )


def _listed(groups: list[str]) -> str:
    """Return the names of *groups*, and how many are beyond what one query reads."""
    names = ", ".join(f"`{group}`" for group in groups[:MOST_LOG_GROUPS])
    rest = len(groups) - MOST_LOG_GROUPS
    return f"{names}; {rest} more log groups are not read" if rest > 0 else names
