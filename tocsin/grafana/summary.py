"""The text of a dashboard: what it is for, who answers for it, where the runbooks are."""

from collections.abc import Iterable, Iterator

from tocsin.grafana.foundation import dashboard_models, text_builders, text_models
from tocsin.grafana.references import ReferenceVariable
from tocsin.grafana.thresholds import URGENCY
from tocsin.plan import AlarmSpec, DashboardSpec

MOST_RUNBOOKS = 30
"""More are not read; each panel links its own anyway."""


def summary(
    spec: DashboardSpec, references: Iterable[ReferenceVariable], *, cost: str
) -> dashboard_models.Panel:
    """Return the text panel of the dashboard *spec*, with a sentence on what it costs."""
    return (
        text_builders.Panel()
        .title("About this dashboard")
        .mode(text_models.TextMode.MARKDOWN)
        .content("\n".join((*_lines(spec, references), "", cost)))
        .build()
    )


def alarms_of(spec: DashboardSpec) -> tuple[AlarmSpec, ...]:
    """Return each alarm that a panel of *spec* shows, the most urgent first."""
    found = {alarm.id: alarm for panel in spec.charts for alarm in panel.alarms}
    return tuple(
        sorted(found.values(), key=lambda alarm: (URGENCY.index(alarm.severity), alarm.id))
    )


def _lines(spec: DashboardSpec, references: Iterable[ReferenceVariable]) -> Iterator[str]:
    yield spec.means
    if spec.services:
        yield from ("", "| Service | Owner |", "|---|---|")
        yield from (f"| {service} | {owner} |" for service, owner in spec.services)
    names = [f"`{variable.name}` ({variable.place})" for variable in references]
    if names:
        yield from ("", f"Fill in at the top, from Systems Manager: {', '.join(names)}.")
    # An alarm that stands in several Regions has one runbook.
    runbooks = [*dict.fromkeys(_runbook(alarm) for alarm in alarms_of(spec))]
    if runbooks:
        yield from ("", "**Runbooks**", "")
        yield from runbooks[:MOST_RUNBOOKS]
    if len(runbooks) > MOST_RUNBOOKS:
        rest = len(runbooks) - MOST_RUNBOOKS
        yield f"- and {rest} more: the description of each panel links its own"


def _runbook(alarm: AlarmSpec) -> str:
    return f"- {alarm.severity}, {alarm.service}: [{alarm.title}]({alarm.runbook})"
