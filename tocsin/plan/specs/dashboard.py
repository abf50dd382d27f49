"""What is shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tocsin.plan.specs.alarm import AlarmSpec, SeriesSpec

DashboardKind = Literal[
    "overview",
    "service",
    "business",
    "objectives",
    "incident-response",
    "data-protection",
    "monitoring-cost",
    "operations",
]

LogView = Literal["table", "number", "course", "events"]
"""How the answer to a query is shown: as rows, as one number, over time, or as log events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelSpec:
    """Series on one pair of axes, with the alarms that watch them.

    Attributes:
        title: What it shows, in plain words.
        means: How to read it.
        series: What is drawn.
        alarms: Whose thresholds are drawn.
        range_seconds: How long it looks back, where that is not what the dashboard does.
        headline: Whether the newest value is what matters, rather than its course.
        opens: The uid of the dashboard that says more; None if this one says all.
        goes_below_zero: Whether values below zero say something, so that an axis may not end there.
    """

    title: str
    means: str
    series: tuple[SeriesSpec, ...]
    alarms: tuple[AlarmSpec, ...]
    range_seconds: int | None = None
    headline: bool = False
    opens: str | None = None
    goes_below_zero: bool = False

    @property
    def drawn_alarms(self) -> tuple[AlarmSpec, ...]:
        """The alarms whose thresholds mean something on its axis.

        That asks for the same unit, and for the same period, because a sum over five minutes cannot
        be compared with sums over one.
        """
        unit, periods = self.series[0].unit, {series.period for series in self.series}
        return tuple(
            alarm
            for alarm in self.alarms
            if alarm.series.unit == unit and alarm.series.period in periods and not alarm.is_band
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPanelSpec:
    """Words that ask for no data.

    Attributes:
        title: What they are about.
        text: Markdown.
        opens: The uid of the dashboard that says more; None if there is none.
    """

    title: str
    text: str
    opens: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPanelSpec:
    """The answer to a query of CloudWatch Logs Insights.

    Attributes:
        title: What it shows, in plain words.
        means: How to read it.
        query: In the language of Logs Insights.
        log_groups: Names of what is read.
        view: How the answer is shown.
        no_value: What stands there when nothing is found.
        is_bad: Whether any number above zero is; of a number alone.
        runbook: Where it is read what to do then; empty if nowhere.
        range_seconds: How long it looks back, where that is not what the dashboard does.
        region: Where the log groups are; None for the one that the viewer chooses.
        opens: The uid of the dashboard that says more; None if this one says all.
    """

    title: str
    means: str
    query: str
    log_groups: tuple[str, ...]
    view: LogView
    no_value: str = "None"
    is_bad: bool = False
    runbook: str = ""
    range_seconds: int | None = None
    region: str | None = None
    opens: str | None = None


AnyPanelSpec = PanelSpec | TextPanelSpec | LogPanelSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class RowSpec:
    """A row of panels.

    Attributes:
        title: What it shows.
        panels: In reading order.
        beside: How many small panels stand beside each other, line by line; None for panels that
            are as large as charts are.
        collapsed: Whether it is closed at first, so that it asks for no data.
    """

    title: str
    panels: tuple[AnyPanelSpec, ...]
    beside: int | None = None
    collapsed: bool = False

    @property
    def charts(self) -> tuple[PanelSpec, ...]:
        """Its panels of metrics."""
        return tuple(each for each in self.panels if isinstance(each, PanelSpec))


@dataclass(frozen=True, slots=True, kw_only=True)
class DashboardSpec:
    """A dashboard.

    Attributes:
        id: Stable id, from the viewpoint's name.
        uid: Its identity in Grafana: at most 40 characters.
        title: What people call it.
        means: What it is for.
        services: What it shows: pairs of service and owner.
        rows: From the most to the least important.
        log_groups: Names of the log groups of its services, in whichever Regions these are.
        trace_groups: Names of the trace groups of the stage.
        alarm_prefixes: What the names of its alarms begin with.
        refresh_seconds: How often it is read anew.
        range_seconds: How far it looks back.
        region: Where its metrics are, as far as their series and alarms do not say more.
        regions: The Regions of the stage, for logs and traces: these are read one at a time.
        kind: What it is about.
        system: The system, by which Grafana finds its other dashboards; empty if it has none.
        stage: The stage, likewise.
        deployments: What marks of deployments are tagged with, so that charts show these; nothing
            where none are drawn.
    """

    id: str
    uid: str
    title: str
    means: str
    services: tuple[tuple[str, str], ...]
    rows: tuple[RowSpec, ...]
    log_groups: tuple[str, ...]
    trace_groups: tuple[str, ...]
    alarm_prefixes: tuple[str, ...]
    refresh_seconds: int
    range_seconds: int
    region: str
    regions: tuple[str, ...]
    kind: DashboardKind = "overview"
    deployments: tuple[str, ...] = ()
    system: str = ""
    stage: str = ""

    @property
    def charts(self) -> Iterator[PanelSpec]:
        """Its panels of metrics."""
        return (panel for row in self.rows for panel in row.charts)
