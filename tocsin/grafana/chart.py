"""Charts: series over time, with the thresholds of their alarms."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from tocsin.diagnostics import plain_number
from tocsin.grafana.data_sources import cloudwatch
from tocsin.grafana.description import describe_panel
from tocsin.grafana.foundation import (
    common_builders,
    common_models,
    dashboard_builders,
    dashboard_models,
    time_series_builders,
)
from tocsin.grafana.metric_queries import QueryContext, metric_queries
from tocsin.grafana.panel_range import look_back
from tocsin.grafana.thresholds import drawn_alarms, is_lower, steps, thresholds_config
from tocsin.grafana.units import PERCENT, PLAIN, grafana_unit
from tocsin.plan import AlarmSpec, PanelSpec, SeriesSpec

MOST_SERIES = 6
"""In one chart: more cannot be told apart."""

NO_DATA = "No data"

_COLOURS = ("blue", "purple", "orange", "super-light-blue", "dark-purple", "green")
"""No red and no yellow: these belong to thresholds."""

_DASHES: tuple[list[float], ...] = ([], [8, 4], [2, 4], [12, 4, 2, 4], [16, 8], [4, 8])
"""Each series has its own, for those who cannot tell the colours apart."""

_HALF = 50


def charts(panel: PanelSpec) -> Iterator[PanelSpec]:
    """Return *panel* as charts: several when it has too many series for one.

    An alarm whose threshold cannot stand on the panel's axis gets a chart of its own.
    """
    if len(panel.series) <= MOST_SERIES:
        fitting = panel.drawn_alarms
        yield panel if fitting == panel.alarms else replace(panel, alarms=fitting)
    else:
        parts = list(_parts(panel))
        fitting = parts[0].drawn_alarms
        yield from parts
    known = {id(alarm) for alarm in fitting}
    yield from (_own(panel, alarm) for alarm in panel.alarms if id(alarm) not in known)


def _parts(panel: PanelSpec) -> Iterator[PanelSpec]:
    total = -(-len(panel.series) // MOST_SERIES)
    for number in range(total):
        part = panel.series[number * MOST_SERIES : (number + 1) * MOST_SERIES]
        title = f"{panel.title} ({number + 1} of {total})"
        drawn = replace(panel, series=part).drawn_alarms
        yield replace(panel, title=title, series=part, alarms=drawn)


def _own(panel: PanelSpec, alarm: AlarmSpec) -> PanelSpec:
    """Return a chart of one alarm, which says its Region where others show the same of theirs."""
    series = alarm.series
    title = f"{panel.title}, {_apart(panel, alarm)}"
    if panel.series[0].region is not None:
        title = f"{title} ({alarm.region})"
        series = replace(series, region=alarm.region)
    drawn = (series, _band(alarm, series)) if alarm.is_band else (series,)
    return replace(panel, title=title, series=drawn, alarms=(alarm,), range_seconds=None)


def _apart(panel: PanelSpec, alarm: AlarmSpec) -> str:
    """Return in which respect the axis of an alarm differs from that of the panel."""
    if alarm.is_band:
        return "and what is usual"
    if alarm.series.period not in {each.period for each in panel.series}:
        return f"each {alarm.period_text}"
    return f"as {alarm.series.unit}"


def _band(alarm: AlarmSpec, series: SeriesSpec) -> SeriesSpec:
    """Return the band that CloudWatch has learnt: Grafana draws its two ends."""
    read = series.metrics[0].id if series.expression is None else f"({series.expression})"
    width = plain_number(alarm.threshold)
    expression = f"ANOMALY_DETECTION_BAND({read}, {width})"
    return replace(series, label=f"Usual {series.label}", expression=expression)


def chart(panel: PanelSpec, context: QueryContext) -> dashboard_models.Panel:
    """Return a chart of at most six series."""
    drawn = drawn_alarms(panel)
    unit = grafana_unit(panel.series[0].unit)
    labels = [series.label for series in panel.series]
    built = (
        time_series_builders.Panel()
        .title(panel.title)
        .description(describe_panel(panel, context.references))
        .datasource(cloudwatch())
        .targets(list(metric_queries(panel.series, labels=labels, context=context)))
        .unit(unit)
        .no_value(NO_DATA)
        .thresholds(thresholds_config(steps(drawn)))
        .thresholds_style(_threshold_style(is_drawn=bool(drawn)))
        .legend(_legend(has_lower=any(is_lower(alarm) for alarm in drawn)))
        .tooltip(_tooltip())
        .line_width(2)
        .fill_opacity(8)
        .show_points(common_models.VisibilityMode.AUTO)
        .span_nulls(span_nulls=False)
        .color_scheme(_fixed(_COLOURS[0]))
    )
    if panel.range_seconds is not None:
        built.time_from(look_back(panel.range_seconds))
    _scale(built, panel, unit)
    _tell_apart(built, panel)
    return built.build()


# What all charts have is built once: they only read it.
@cache
def _threshold_style(*, is_drawn: bool) -> common_builders.GraphThresholdsStyleConfig:
    mode = common_models.GraphThresholdsStyleMode
    return common_builders.GraphThresholdsStyleConfig().mode(mode.DASHED if is_drawn else mode.OFF)


@cache
def _tooltip() -> common_builders.VizTooltipOptions:
    return common_builders.VizTooltipOptions().mode(common_models.TooltipDisplayMode.MULTI)


@cache
def _legend(*, has_lower: bool) -> common_builders.VizLegendOptions:
    return (
        common_builders.VizLegendOptions()
        .display_mode(common_models.LegendDisplayMode.TABLE)
        .placement(common_models.LegendPlacement.BOTTOM)
        .show_legend(show_legend=True)
        .calcs(["lastNotNull", "max", *(["min"] if has_lower else [])])
    )


def _scale(built: time_series_builders.Panel, panel: PanelSpec, unit: str) -> None:
    """Begin the axis at 0, and end that of a share at 100 unless only small shares matter."""
    levels = [alarm.threshold for alarm in drawn_alarms(panel)]
    if unit != PLAIN and min(levels, default=0) >= 0 and not panel.goes_below_zero:
        built.min(0)
    if unit == PERCENT and max(levels, default=100) >= _HALF:
        built.axis_soft_max(100)


def _tell_apart(built: time_series_builders.Panel, panel: PanelSpec) -> None:
    first = panel.series[0]
    for number, series in enumerate(panel.series[1:], start=1):
        properties = [
            dashboard_models.DynamicConfigValue(
                id_val="color", value=_fixed(_COLOURS[number]).build()
            ),
            dashboard_models.DynamicConfigValue(
                id_val="custom.lineStyle",
                value=common_models.LineStyle(fill="dash", dash=_DASHES[number]),
            ),
        ]
        if series.unit != first.unit:
            properties += [
                dashboard_models.DynamicConfigValue(id_val="unit", value=grafana_unit(series.unit)),
                dashboard_models.DynamicConfigValue(id_val="custom.axisPlacement", value="right"),
            ]
        built.override_by_name(series.label, properties)


@cache
def _fixed(colour: str) -> dashboard_builders.FieldColor:
    return (
        dashboard_builders.FieldColor()
        .mode(dashboard_models.FieldColorModeId.FIXED)
        .fixed_color(colour)
    )
