"""The thresholds of alarms, as a panel draws them."""

from collections.abc import Iterable

from tocsin.grafana.foundation import dashboard_builders, dashboard_models
from tocsin.plan import AlarmSpec, PanelSpec

COLOURS = {"critical": "red", "warning": "#EAB839", "info": "text"}
"""By severity, the most urgent first; `text` is black or white, as the viewer's theme is."""

URGENCY = tuple(COLOURS)

FINE = "dark-blue"
"""What is well where a whole panel is coloured: not green, for red and green must not be all that
tells two states apart."""

NOT_BREACHED = "transparent"
"""Grafana draws the line of a step below a transparent one in the colour of the step before it,
so that the line of a threshold that must not be undercut has the colour of its severity."""

Step = tuple[float | None, str]
"""A value from which on a colour holds; None stands for minus infinity."""


def drawn_alarms(panel: PanelSpec) -> tuple[AlarmSpec, ...]:
    """Return the alarms of *panel* whose thresholds mean something on its axis."""
    return panel.drawn_alarms


def steps(alarms: Iterable[AlarmSpec], *, fine: str = NOT_BREACHED) -> tuple[Step, ...]:
    """Return the steps of the thresholds of *alarms*, ascending.

    Args:
        alarms: Alarms on one axis; of two with one threshold the more urgent gives the colour.
        fine: The colour of values that breach no threshold.
    """
    ordered = sorted(alarms, key=lambda alarm: -URGENCY.index(alarm.severity))
    lower = _colours(alarm for alarm in ordered if is_lower(alarm))
    upper = _colours(alarm for alarm in ordered if not is_lower(alarm))
    if lower and upper and max(lower) >= min(upper):
        # The ranges overlap, so no value is fine; only the lines themselves can be right.
        return ((None, fine), *sorted(_colours(ordered).items()))
    return (*_ascent(lower, fine), *sorted(upper.items()))


def thresholds_config(levels: Iterable[Step]) -> dashboard_builders.ThresholdsConfig:
    """Return *levels* as Grafana's configuration."""
    return (
        dashboard_builders.ThresholdsConfig()
        .mode(dashboard_models.ThresholdsMode.ABSOLUTE)
        .steps([dashboard_models.Threshold(value=value, color=colour) for value, colour in levels])
    )


def is_lower(alarm: AlarmSpec) -> bool:
    """Tell whether small values breach."""
    return alarm.comparison.startswith("Less")


def _colours(alarms: Iterable[AlarmSpec]) -> dict[float, str]:
    return {alarm.threshold: COLOURS[alarm.severity] for alarm in alarms}


def _ascent(lower: dict[float, str], fine: str) -> list[Step]:
    """Return steps in which each colour holds below its threshold, and *fine* above the last."""
    levels = sorted(lower)
    colours = [*(lower[level] for level in levels), fine]
    return list(zip([None, *levels], colours, strict=True))
