"""What a dashboard is for, who answers for it, and where to go from it."""

from collections.abc import Collection, Iterator

from tocsin.cloudwatch_dashboards.layout import Widget
from tocsin.cloudwatch_dashboards.shown_alarms import shown_alarms
from tocsin.cloudwatch_dashboards.text_widgets import text
from tocsin.dashboard_bodies import COLUMNS
from tocsin.plan import DashboardSpec

MOST_RUNBOOKS = 30
"""More are not read."""

_HEIGHT = 8


def about(spec: DashboardSpec, siblings: Collection[str]) -> Widget:
    """Return the first widget of the dashboard *spec*."""
    return text("\n".join(_lines(spec, siblings)), width=COLUMNS, height=_HEIGHT)


def _lines(spec: DashboardSpec, siblings: Collection[str]) -> Iterator[str]:
    yield from (f"# {spec.title}", "", spec.means, "")
    yield "It is made from the viewpoint; what is changed here is lost at the next deployment."
    others = [f"[{name}](#dashboards:name={name})" for name in siblings if name != spec.uid]
    if others:
        yield from ("", f"Others: {' · '.join(others)}")
    if spec.trace_groups:
        groups = ", ".join(f"`{group}`" for group in spec.trace_groups)
        yield from ("", f"[Who calls whom](#xray:service-map/map): choose the group {groups}.")
    if spec.services:
        yield from ("", "| Service | Owner |", "|---|---|")
        yield from (f"| {service} | {owner} |" for service, owner in spec.services)
    runbooks = [
        *dict.fromkeys(
            f"- {alarm.severity}, {alarm.service}: [{alarm.title}]({alarm.runbook})"
            for alarm in shown_alarms(spec)
        )
    ]
    if runbooks:
        yield from ("", "**Runbooks**", "", *runbooks[:MOST_RUNBOOKS])
    if len(runbooks) > MOST_RUNBOOKS:
        yield f"- and {len(runbooks) - MOST_RUNBOOKS} more"
