"""The body of a dashboard.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tocsin.cloudwatch_dashboards.about import about
from tocsin.cloudwatch_dashboards.alarm_widgets import alarm_widgets
from tocsin.cloudwatch_dashboards.layout import Widget, bottom, flow
from tocsin.cloudwatch_dashboards.log_widgets import error_widgets, log_widget
from tocsin.cloudwatch_dashboards.metric_widgets import metric_widgets
from tocsin.cloudwatch_dashboards.shown_alarms import AnyAlarm
from tocsin.cloudwatch_dashboards.text_widgets import heading, text_widget
from tocsin.dashboard_bodies import COLUMNS, MOST_METRICS, MOST_WIDGETS, body_problems
from tocsin.diagnostics import InvalidInputError
from tocsin.plan import (
    AnyPanelSpec,
    DashboardSpec,
    LogPanelSpec,
    PanelSpec,
    RowSpec,
)

_MINUTE, _DAY = 60, 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    title: str
    widgets: tuple[Widget, ...]

    @property
    def metrics(self) -> int:
        return sum(len(each["properties"].get("metrics", ())) for each in self.widgets)


def dashboard_body(
    spec: DashboardSpec,
    *,
    account: str,
    alarms: Iterable[AnyAlarm] = (),
    siblings: Collection[str] = (),
) -> dict[str, Any]:
    """Return the body of the dashboard *spec* in CloudWatch.

    It shows the same rows as that of Grafana, as far as CloudWatch can, and says which are left out
    because it takes no more.

    Args:
        spec: The dashboard.
        account: Id of the account that its alarms are in.
        alarms: All of the stage, of which those that it is about are listed.
        siblings: Names of dashboards of the stage that are there too, to which it links.

    Raises:
        InvalidInputError: CloudWatch would refuse it.
    """
    widgets: list[Widget] = []
    left_out: list[str] = []
    metrics = 0
    for section in _sections(spec, account, alarms, siblings):
        if not section.widgets:
            continue
        metrics += section.metrics
        # One for its title, and one for what says what is left out.
        count = len(widgets) + len(section.widgets) + 2
        if left_out or count > MOST_WIDGETS or metrics > MOST_METRICS:
            left_out.append(section.title)
            continue
        _place(widgets, section)
    if left_out:
        text = f"Left out, because CloudWatch takes no more: {', '.join(left_out)}"
        widgets.append({**heading(text), "x": 0, "y": bottom(widgets)})
    body = {"start": _start(spec.range_seconds), "periodOverride": "inherit", "widgets": widgets}
    if problems := body_problems(body, name=spec.uid):
        raise InvalidInputError(problems)
    return body


def _sections(
    spec: DashboardSpec, account: str, alarms: Iterable[AnyAlarm], siblings: Collection[str]
) -> Iterator[_Section]:
    yield _Section(title=spec.title, widgets=(about(spec, siblings),))
    yield _Section(title="Alarms", widgets=tuple(alarm_widgets(spec, alarms, account)))
    for row in spec.rows:
        yield _Section(title=row.title, widgets=tuple(_row(row, spec, account, siblings)))
    if spec.log_groups:
        yield _Section(title="Logs", widgets=tuple(error_widgets(spec)))


def _row(
    row: RowSpec, spec: DashboardSpec, account: str, siblings: Collection[str]
) -> Iterator[Widget]:
    width = COLUMNS // row.beside if row.beside else None
    for panel in row.panels:
        yield from _panel(panel, spec, account, siblings, width)


def _panel(
    panel: AnyPanelSpec,
    spec: DashboardSpec,
    account: str,
    siblings: Collection[str],
    width: int | None,
) -> Iterable[Widget]:
    if isinstance(panel, PanelSpec):
        return metric_widgets(panel, spec, account=account, width=width)
    if isinstance(panel, LogPanelSpec):
        return log_widget(panel, spec, width=width)
    return [text_widget(panel, siblings, width=width)]


def _place(widgets: list[Widget], section: _Section) -> None:
    top = bottom(widgets)
    if widgets:
        widgets.append({**heading(section.title), "x": 0, "y": top})
        top += 1
    for widget, (x, y) in zip(section.widgets, flow(section.widgets), strict=True):
        widgets.append({**widget, "x": x, "y": top + y})


def _start(seconds: int) -> str:
    """Return how far it looks back, as CloudWatch writes it: `-PT3H`, `-P7D`."""
    if seconds % _DAY == 0:
        return f"-P{seconds // _DAY}D"
    minutes = max(1, seconds // _MINUTE)
    return f"-PT{minutes // 60}H" if minutes % 60 == 0 else f"-PT{minutes}M"
