"""What is shown."""

from dataclasses import dataclass

from tocsin.plan.specs.alarm import AlarmSpec, SeriesSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelSpec:
    """Series on one pair of axes, with the alarms that watch them.

    Attributes:
        title: What it shows.
        means: How to read it.
        series: What is drawn.
        alarms: Whose thresholds are drawn.
        range_seconds: How long it looks back, where that is not what the dashboard does.
        headline: Whether the newest value is what matters, rather than its course.
    """

    title: str
    means: str
    series: tuple[SeriesSpec, ...]
    alarms: tuple[AlarmSpec, ...]
    range_seconds: int | None = None
    headline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RowSpec:
    """A row of panels.

    Attributes:
        title: The service or resource that it shows.
        panels: In reading order.
    """

    title: str
    panels: tuple[PanelSpec, ...]


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
