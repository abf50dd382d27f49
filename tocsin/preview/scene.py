"""Data for dashboards: what a drill or a recording has for each panel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tocsin.backtest import BackTest
from tocsin.drills import Outcome
from tocsin.preview.alarm_spans import AlarmSpan, alarm_spans
from tocsin.preview.dashboard import Dashboard
from tocsin.preview.drill_source import DrillSource
from tocsin.preview.metric_source import MetricSource
from tocsin.preview.panel_data import PanelData, panel_data
from tocsin.preview.recorded_source import RecordedSource
from tocsin.preview.variables import Variables
from tocsin.recorded import RecordedData
from tocsin.simulation import Simulation


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What dashboards show of one drill, or of a recording.

    Attributes:
        name: What it is called.
        start: In seconds since 1970.
        end: In seconds since 1970.
        data: By uid of the dashboard, then by id of the panel; panels that have nothing are absent.
        alarms: By uid of the dashboard, when alarms were in ALARM.
    """

    name: str
    start: float
    end: float
    data: Mapping[str, Mapping[str, PanelData]]
    alarms: Mapping[str, Sequence[AlarmSpan]]


def drill_scene(outcome: Outcome, dashboards: Sequence[Dashboard]) -> Scene:
    """Return what *dashboards* show of a drill that was run."""
    drill = outcome.drill
    source = DrillSource(drill, outcome.simulation.alarms)
    times = (drill.start, drill.end)
    return _scene(drill.name, source, outcome.simulation, times, dashboards)


def recorded_scene(
    name: str,
    test: BackTest,
    recorded: RecordedData,
    resolved: Mapping[str, str],
    dashboards: Sequence[Dashboard],
) -> Scene:
    """Return what *dashboards* show of recorded data that were replayed through alarms."""
    source = RecordedSource(recorded, resolved)
    return _scene(name, source, test.simulation, (test.start, test.end), dashboards)


def _scene(
    name: str,
    source: MetricSource,
    simulation: Simulation,
    times: tuple[float, float],
    dashboards: Sequence[Dashboard],
) -> Scene:
    start, end = times
    return Scene(
        name=name,
        start=start,
        end=end,
        data={each.uid: _data(each, source, start, end) for each in dashboards},
        alarms={each.uid: alarm_spans(each, Variables.of(each), simulation) for each in dashboards},
    )


def _data(
    dashboard: Dashboard, source: MetricSource, start: float, end: float
) -> Mapping[str, PanelData]:
    variables = Variables.of(dashboard)
    found = {
        str(panel.get("id")): panel_data(panel, variables, source, start=start, end=end)
        for panel in dashboard.panels
    }
    return {number: data for number, data in found.items() if data.series or data.notes}
