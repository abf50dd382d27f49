"""The answers of CloudWatch Logs Insights."""

from tocsin.grafana.data_sources import cloudwatch
from tocsin.grafana.drill_down import drill_down
from tocsin.grafana.foundation import (
    cloudwatch_builders,
    cloudwatch_models,
    common_builders,
    common_models,
    dashboard_models,
    logs_builders,
    stat_builders,
    table_builders,
    time_series_builders,
    units,
)
from tocsin.grafana.panel_range import look_back
from tocsin.grafana.regions import REGION
from tocsin.grafana.thresholds import COLOURS, FINE, Step, thresholds_config
from tocsin.plan import LogPanelSpec

MOST_LOG_GROUPS = 50
"""That one query reads.

https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html
"""

LogBuilder = (
    logs_builders.Panel | stat_builders.Panel | table_builders.Panel | time_series_builders.Panel
)


def log_panel(panel: LogPanelSpec) -> dashboard_models.Panel:
    """Return *panel* as a panel of Grafana that shows the answer as it asks for."""
    built = (
        _builder(panel)
        .title(panel.title)
        .description(_description(panel))
        .datasource(cloudwatch())
        .with_target(_query(panel))
        .no_value(panel.no_value)
    )
    if panel.opens is not None:
        built.links([drill_down(panel.opens)])
    if panel.range_seconds is not None:
        built.time_from(look_back(panel.range_seconds))
    return built.build()


def _builder(panel: LogPanelSpec) -> LogBuilder:
    if panel.view == "number":
        return _number(panel)
    if panel.view == "course":
        return _course()
    return table_builders.Panel() if panel.view == "table" else _events()


def _number(panel: LogPanelSpec) -> stat_builders.Panel:
    bad: list[Step] = [(1, COLOURS["critical"])] if panel.is_bad else []
    return (
        stat_builders.Panel()
        .unit(units.Short)
        .thresholds(thresholds_config([(None, FINE), *bad]))
        .color_mode(common_models.BigValueColorMode.BACKGROUND)
        .graph_mode(common_models.BigValueGraphMode.NONE)
        .text_mode(common_models.BigValueTextMode.VALUE)
        .reduce_options(
            common_builders.ReduceDataOptions().calcs(["lastNotNull"]).values(values=False)
        )
    )


def _course() -> time_series_builders.Panel:
    return (
        time_series_builders.Panel()
        .unit(units.Short)
        .min(0)
        .draw_style(common_models.GraphDrawStyle.BARS)
        .fill_opacity(60)
    )


def _events() -> logs_builders.Panel:
    return (
        logs_builders.Panel()
        .show_time(show_time=True)
        .wrap_log_message(wrap_log_message=True)
        .enable_log_details(enable_log_details=True)
        .sort_order(common_models.LogsSortOrder.DESCENDING)
    )


def _query(panel: LogPanelSpec) -> cloudwatch_builders.LogsQuery:
    """Return the query.

    Log groups are given by name: in an Amazon Resource Name an account id would stand.
    """
    query = (
        cloudwatch_builders.LogsQuery()
        .query_mode(cloudwatch_models.QueryMode.LOGS)
        .query_language(cloudwatch_models.LogsQueryLanguage.CWLI)
        .ref_id("A")
        .id("")
        .region(panel.region or REGION)
        .expression(panel.query)
        .log_group_names(list(panel.log_groups[:MOST_LOG_GROUPS]))
        .datasource(cloudwatch())
    )
    return query.stats_groups(["bin(5m)"]) if panel.view == "course" else query


def _description(panel: LogPanelSpec) -> str:
    names = ", ".join(f"`{group}`" for group in panel.log_groups[:MOST_LOG_GROUPS])
    rest = len(panel.log_groups) - MOST_LOG_GROUPS
    read = f"Read in {names}" + (f"; {rest} more log groups are not read." if rest > 0 else ".")
    paragraphs = [panel.means, read]
    if panel.runbook:
        paragraphs.append(f"[Runbook]({panel.runbook})")
    return "\n\n".join(paragraphs)
