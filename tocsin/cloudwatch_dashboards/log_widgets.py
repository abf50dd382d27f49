"""Answers of CloudWatch Logs Insights on a dashboard."""

from collections.abc import Iterator, Sequence

from tocsin.cloudwatch_dashboards.layout import Widget
from tocsin.dashboard_bodies import COLUMNS, MOST_LOG_GROUPS
from tocsin.plan import DashboardSpec, LogPanelSpec, LogView

_VIEWS: dict[LogView, str] = {
    "course": "timeSeries",
    "events": "table",
    "number": "table",
    "table": "table",
}
_WIDTH, _HEIGHT = 12, 6
_ERRORS = "filter @message like /(?i)(error|exception|fatal)/"
_COUNT = f"{_ERRORS}\n| stats count(*) as errors by bin(5m)"
_NEWEST = f"fields @timestamp, @log, @message\n| {_ERRORS}\n| sort @timestamp desc\n| limit 100"


def log_widget(panel: LogPanelSpec, spec: DashboardSpec, *, width: int | None) -> Iterator[Widget]:
    """Yield *panel* as a widget, one for each Region that it reads."""
    regions = spec.regions if panel.region is None else (panel.region,)
    for region in regions:
        title = panel.title if len(regions) == 1 else f"{panel.title} ({region})"
        yield _widget(
            title,
            panel.query,
            panel.log_groups,
            region=region,
            view=_VIEWS[panel.view],
            width=width or _WIDTH,
            height=4 if width else _HEIGHT,
        )


def error_widgets(spec: DashboardSpec) -> Iterator[Widget]:
    """Yield how many errors the logs of *spec* have, and the newest of them."""
    for region in spec.regions:
        of = "" if len(spec.regions) == 1 else f" ({region})"
        yield _widget(
            f"Errors in the logs{of}",
            _COUNT,
            spec.log_groups,
            region=region,
            view="timeSeries",
            width=COLUMNS,
            height=_HEIGHT,
        )
        yield _widget(
            f"Newest errors{of}",
            _NEWEST,
            spec.log_groups,
            region=region,
            view="table",
            width=COLUMNS,
            height=2 * _HEIGHT,
        )


def _widget(
    title: str,
    query: str,
    log_groups: Sequence[str],
    *,
    region: str,
    view: str,
    width: int,
    height: int,
) -> Widget:
    sources = " | ".join(f"SOURCE '{group}'" for group in log_groups[:MOST_LOG_GROUPS])
    return {
        "type": "log",
        "width": width,
        "height": height,
        "properties": {
            "title": title,
            "query": f"{sources}\n| {query}",
            "region": region,
            "view": view,
            "stacked": False,
        },
    }
