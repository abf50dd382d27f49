"""Headlines: the newest value, large, with the colour of the threshold that it breaches."""

from tocsin.grafana.chart import NO_DATA
from tocsin.grafana.data_sources import cloudwatch
from tocsin.grafana.description import describe_panel
from tocsin.grafana.drill_down import drill_down
from tocsin.grafana.foundation import (
    common_builders,
    common_models,
    dashboard_models,
    stat_builders,
)
from tocsin.grafana.metric_queries import QueryContext, metric_queries
from tocsin.grafana.panel_range import look_back
from tocsin.grafana.thresholds import FINE, URGENCY, drawn_alarms, steps, thresholds_config
from tocsin.grafana.units import grafana_unit
from tocsin.plan import AlarmSpec, PanelSpec


def headline(panel: PanelSpec, context: QueryContext) -> dashboard_models.Panel:
    """Return *panel* as large numbers.

    Under a number stands when it is bad, so that nobody depends on the colour alone.
    """
    drawn = drawn_alarms(panel)
    mode = common_models.BigValueColorMode
    built = (
        stat_builders.Panel()
        .title(panel.title)
        .description(describe_panel(panel, context.references))
        .datasource(cloudwatch())
        .targets(list(metric_queries(panel.series, labels=_labels(panel, drawn), context=context)))
        .unit(grafana_unit(panel.series[0].unit))
        .no_value(NO_DATA)
        .thresholds(thresholds_config(steps(drawn, fine=FINE)))
        .color_mode(mode.BACKGROUND if drawn else mode.NONE)
        .graph_mode(common_models.BigValueGraphMode.AREA)
        .text_mode(common_models.BigValueTextMode.VALUE_AND_NAME)
        .reduce_options(
            common_builders.ReduceDataOptions().calcs(["lastNotNull"]).values(values=False)
        )
    )
    if panel.range_seconds is not None:
        built.time_from(look_back(panel.range_seconds))
    if panel.opens is not None:
        built.links([drill_down(panel.opens)])
    return built.build()


def _labels(panel: PanelSpec, drawn: tuple[AlarmSpec, ...]) -> list[str]:
    if len(panel.series) > 1 or not drawn:
        return [series.label for series in panel.series]
    ordered = sorted(drawn, key=lambda alarm: URGENCY.index(alarm.severity))
    return [", ".join(_bad(alarm) for alarm in ordered)]


def _bad(alarm: AlarmSpec) -> str:
    return f"{alarm.severity} {alarm.limit}"
