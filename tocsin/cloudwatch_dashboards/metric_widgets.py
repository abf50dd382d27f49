"""Metrics on a dashboard, with the thresholds of their alarms."""

from collections.abc import Iterator, Sequence
from typing import Any

from tocsin.cloudwatch_dashboards.layout import Widget
from tocsin.cloudwatch_dashboards.shown_alarms import alarm_arn
from tocsin.plan import (
    AlarmSpec,
    DashboardSpec,
    PanelSpec,
    SeriesSpec,
    renamed,
    stored_paths,
)

COLOURS = {"critical": "#d13212", "warning": "#ff9900", "info": "#687078"}
"""Of thresholds, by severity."""

_WIDTH, _HEIGHT = 8, 6
_SMALL_WIDTH, _SMALL_HEIGHT = 6, 4


def metric_widgets(
    panel: PanelSpec, spec: DashboardSpec, *, account: str, width: int | None
) -> Iterator[Widget]:
    """Yield *panel* as a widget, and one for each alarm whose threshold cannot stand in it.

    Args:
        panel: The panel.
        spec: Its dashboard.
        account: Id of the account that its alarms are in.
        width: Of small panels beside each other; None for those that are as large as charts are.
    """
    is_small = panel.headline or width is not None
    readable = tuple(_readable(panel, spec))
    if readable:
        yield {
            "type": "metric",
            "width": width or (_SMALL_WIDTH if is_small else _WIDTH),
            "height": _SMALL_HEIGHT if is_small else _HEIGHT,
            "properties": _properties(panel, readable, spec, is_small=is_small),
        }
    if not is_small:
        drawn = panel.drawn_alarms if readable else ()
        yield from (_own(alarm, account) for alarm in panel.alarms if alarm not in drawn)


def metric_lines(series: SeriesSpec, number: int) -> Iterator[list[Any]]:
    """Yield the lines of a series; ids are made unique in the widget by its *number*."""
    place = {} if series.region is None else {"region": series.region}
    names = {metric.id: f"{metric.id}_{number}" for metric in series.metrics}
    if series.expression is not None:
        yield [
            {
                "id": _free(f"result_{number}", names.values()),
                "expression": renamed(series.expression, names),
                "label": series.label,
                "period": series.period,
                **place,
            }
        ]
    for metric in series.metrics:
        options: dict[str, Any] = {"stat": metric.statistic, "period": series.period, **place}
        if series.expression is None:
            options["label"] = series.label
        else:
            options |= {"id": names[metric.id], "visible": False}
        dimensions = [part for dimension in metric.dimensions for part in dimension]
        yield [metric.namespace, metric.name, *dimensions, options]


def _properties(
    panel: PanelSpec, readable: Sequence[SeriesSpec], spec: DashboardSpec, *, is_small: bool
) -> dict[str, Any]:
    found: dict[str, Any] = {
        "title": panel.title,
        "view": "singleValue" if is_small else "timeSeries",
        "region": _region(panel, spec),
        "period": readable[0].period,
        "metrics": [
            line for number, series in enumerate(readable) for line in metric_lines(series, number)
        ],
    }
    if is_small:
        return {**found, "sparkline": True}
    thresholds = [_threshold(alarm) for alarm in panel.drawn_alarms]
    if thresholds:
        found["annotations"] = {"horizontal": thresholds}
    return {
        **found,
        "stacked": False,
        "legend": {"position": "bottom"},
        "yAxis": {"left": {"label": panel.series[0].unit, "showUnits": False}},
    }


def _threshold(alarm: AlarmSpec) -> dict[str, Any]:
    return {
        "label": f"{alarm.severity}: {alarm.limit}",
        "value": alarm.threshold,
        "color": COLOURS[alarm.severity],
    }


def _own(alarm: AlarmSpec, account: str) -> Widget:
    """Return the chart of an alarm, as CloudWatch draws it: its metric, threshold or band."""
    return {
        "type": "metric",
        "width": _WIDTH,
        "height": _HEIGHT,
        "properties": {
            "title": alarm.title,
            "view": "timeSeries",
            "region": alarm.region,
            "annotations": {"alarms": [alarm_arn(alarm, account)]},
        },
    }


def _region(panel: PanelSpec, spec: DashboardSpec) -> str:
    """Return where the metrics of a panel are: alarms live where their metrics do."""
    elsewhere = {alarm.region for alarm in panel.alarms} - {spec.region}
    return min(elsewhere) if elsewhere else spec.region


def _readable(panel: PanelSpec, spec: DashboardSpec) -> Iterator[SeriesSpec]:
    """Yield the series that the dashboard can name.

    Stored values are those of its own Region, and another one has others under the same paths.
    """
    for series in panel.series:
        if series.region in {None, spec.region} or not any(stored_paths(series.dimension_values)):
            yield series


def _free(wanted: str, taken: Any) -> str:  # noqa: ANN401 - any values of a mapping
    while wanted in taken:
        wanted = f"{wanted}_"
    return wanted
