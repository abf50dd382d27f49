"""What stands behind the i of a panel: how to read it, and what its alarms ask of it."""

from collections.abc import Iterable

from tocsin.grafana.references import ReferenceVariable
from tocsin.grafana.thresholds import drawn_alarms
from tocsin.plan import AlarmSpec, PanelSpec


def describe_panel(panel: PanelSpec, references: Iterable[ReferenceVariable]) -> str:
    """Return the description of *panel* as Markdown.

    Args:
        panel: The panel.
        references: All variables of the dashboard that stand for dynamic references.
    """
    drawn = drawn_alarms(panel)
    paragraphs = [panel.means, *(_alarm(alarm, is_drawn=alarm in drawn) for alarm in panel.alarms)]
    paragraphs += [
        f"Needs the value of {variable.path} in the variable {variable.name}."
        for variable in references
        if _uses(panel, variable)
    ]
    return "\n\n".join(paragraphs)


def _alarm(alarm: AlarmSpec, *, is_drawn: bool) -> str:
    drawn = (
        "" if is_drawn else " Its threshold is not drawn, because it has another unit or period."
    )
    return (
        f"**{alarm.severity}**: {alarm.condition}.{drawn} [Runbook: {alarm.title}]({alarm.runbook})"
    )


def _uses(panel: PanelSpec, variable: ReferenceVariable) -> bool:
    return any(
        variable.reference in value
        for series in panel.series
        for metric in series.metrics
        for _, value in metric.dimensions
    )
