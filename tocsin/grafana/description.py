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
    drawn = {id(alarm) for alarm in drawn_alarms(panel)}
    alarms = (_alarm(alarm, is_drawn=id(alarm) in drawn) for alarm in panel.alarms)
    # An alarm that stands in several Regions says the same in each.
    paragraphs = [panel.means, *dict.fromkeys(alarms)]
    paragraphs += [
        f"Needs the value of {variable.place} in the variable {variable.name}."
        for variable in references
        if any(variable.is_in(series) for series in panel.series)
    ]
    return "\n\n".join(paragraphs)


def _alarm(alarm: AlarmSpec, *, is_drawn: bool) -> str:
    drawn = (
        "" if is_drawn else " Its threshold is not drawn, because it has another unit or period."
    )
    return (
        f"**{alarm.severity}**: {alarm.condition}.{drawn} {alarm.what_happened} "
        f"[Runbook: {alarm.title}]({alarm.runbook})"
    )
