"""The CloudWatch dashboard that shows the state of every alarm of a stage, and what matters most.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from tocsin.plan.alarm_properties import result_id
from tocsin.plan.specs import (
    SEVERITIES,
    AlarmSpec,
    CompositeSpec,
    DashboardSpec,
    PanelSpec,
    SeriesSpec,
    partition,
    renamed,
    stored_paths,
)

Widget = dict[str, Any]
"""A widget as it stands in the body's JSON; until it is placed, without `x` and `y`."""

COLUMNS = 24
MOST_ALARMS_IN_A_WIDGET = 100

_ALARM_WIDTH = 8
_ALARM_HEIGHT = 4
_HEADLINE_WIDTH = 6
_HEADLINE_HEIGHT = 4
_HEADER_HEIGHT = 1


def alarm_dashboard_body(
    alarms: Sequence[AlarmSpec],
    dashboards: Iterable[DashboardSpec],
    *,
    account: str,
    composites: Iterable[CompositeSpec] = (),
) -> dict[str, Any]:
    """Return the body of the dashboard: what matters most, then alarms by severity and service.

    Args:
        alarms: All alarms of the stage.
        dashboards: Whose headline panels are shown.
        account: Id of the account that the alarms are in.
        composites: Its composite alarms, of which those that page are shown.
    """
    widgets: list[Widget] = []
    # Several dashboards have the same number on top.
    headlines = {panel.title: (panel, spec) for spec in dashboards for panel in _headlines(spec)}
    numbers = [_headline(*each) for each in headlines.values()]
    _add_section(widgets, "What matters most", numbers)
    paging = [alarm for alarm in composites if alarm.pages]
    down = [_arn(alarm, account) for alarm in paging if not alarm.needs_all]
    burning = [_arn(alarm, account) for alarm in paging if alarm.needs_all]
    _add_section(widgets, "Services", [*_in_widgets("down", down)])
    _add_section(widgets, "Objectives", [*_in_widgets("budgets that burn", burning)])
    for severity in SEVERITIES:
        of_severity = [alarm for alarm in alarms if alarm.severity == severity]
        _add_section(widgets, f"Alarms: {severity}", _alarm_widgets(of_severity, account))
    return {"start": "-PT3H", "periodOverride": "inherit", "widgets": widgets}


def _headlines(spec: DashboardSpec) -> list[PanelSpec]:
    return [panel for panel in spec.charts if panel.headline]


def _headline(panel: PanelSpec, spec: DashboardSpec) -> Widget:
    return {
        "type": "metric",
        "width": _HEADLINE_WIDTH,
        "height": _HEADLINE_HEIGHT,
        "properties": {
            "title": panel.title,
            "view": "singleValue",
            "sparkline": True,
            "region": spec.region,
            "period": panel.series[0].period,
            "metrics": [
                line
                for number, series in enumerate(_readable(panel, spec))
                for line in _metrics(series, number)
            ],
        },
    }


def _readable(panel: PanelSpec, spec: DashboardSpec) -> Iterator[SeriesSpec]:
    """Yield the series that the dashboard can name.

    Stored values are those of its own Region, and another one has others under the same paths.
    """
    for series in panel.series:
        if series.region in {None, spec.region} or not any(stored_paths(series.dimension_values)):
            yield series


def _metrics(series: SeriesSpec, number: int) -> list[list[Any]]:
    lines: list[list[Any]] = []
    place = {} if series.region is None else {"region": series.region}
    if series.expression is not None:
        names = {metric.id: f"{metric.id}_{number}" for metric in series.metrics}
        lines.append(
            [
                {
                    "id": f"{result_id(series)}_{number}",
                    "expression": renamed(series.expression, names),
                    "label": series.label,
                    **place,
                }
            ]
        )
    for metric in series.metrics:
        options: dict[str, Any] = {"stat": metric.statistic, "period": series.period, **place}
        if series.expression is None:
            options["label"] = series.label
        else:
            options |= {"id": f"{metric.id}_{number}", "visible": False}
        dimensions = [part for dimension in metric.dimensions for part in dimension]
        lines.append([metric.namespace, metric.name, *dimensions, options])
    return lines


def _alarm_widgets(alarms: Sequence[AlarmSpec], account: str) -> list[Widget]:
    ordered = sorted(alarms, key=lambda alarm: (alarm.service, alarm.name))
    return [
        widget
        for service, group in groupby(ordered, key=lambda alarm: alarm.service)
        for widget in _in_widgets(service, [_arn(alarm, account) for alarm in group])
    ]


def _in_widgets(title: str, arns: list[str]) -> Iterator[Widget]:
    for start in range(0, len(arns), MOST_ALARMS_IN_A_WIDGET):
        yield _alarm_widget(title, arns[start : start + MOST_ALARMS_IN_A_WIDGET])


def _alarm_widget(title: str, arns: list[str]) -> Widget:
    return {
        "type": "alarm",
        "width": _ALARM_WIDTH,
        "height": _ALARM_HEIGHT,
        "properties": {"title": title, "sortBy": "stateUpdatedTimestamp", "alarms": arns},
    }


def _arn(alarm: AlarmSpec | CompositeSpec, account: str) -> str:
    region = alarm.region
    return f"arn:{partition(region)}:cloudwatch:{region}:{account}:alarm:{alarm.name}"


def _add_section(widgets: list[Widget], title: str, section: list[Widget]) -> None:
    """Place a heading and the equally large widgets of *section* below *widgets*."""
    if not section:
        return
    top = max((widget["y"] + widget["height"] for widget in widgets), default=0)
    heading = {
        "type": "text",
        "x": 0,
        "y": top,
        "width": COLUMNS,
        "height": _HEADER_HEIGHT,
        "properties": {"markdown": f"## {title}"},
    }
    widgets.append(heading)
    for index, widget in enumerate(section):
        row, column = divmod(index, COLUMNS // widget["width"])
        position = {
            "x": column * widget["width"],
            "y": top + _HEADER_HEIGHT + row * widget["height"],
        }
        widgets.append({**widget, **position})
