"""The row of logs: how many errors there are, and which."""

from tocsin.grafana.layout import COLUMNS
from tocsin.grafana.log_panel import log_panel
from tocsin.grafana.section import Section, Tile
from tocsin.plan import DashboardSpec, LogPanelSpec

_ERRORS = "filter @message like /(?i)(error|exception|fatal)/"
_NEWEST = f"fields @timestamp, @log, @message\n| {_ERRORS}\n| sort @timestamp desc\n| limit 100"


def log_section(spec: DashboardSpec) -> Section:
    """Return the row of logs; collapsed, because CloudWatch charges for what queries scan."""
    counts = LogPanelSpec(
        title="Errors in the logs",
        means="Events in 5 minutes that speak of errors.",
        query=f"{_ERRORS}\n| stats count(*) as errors by bin(5m)",
        log_groups=spec.log_groups,
        view="course",
        no_value="No data",
    )
    events = LogPanelSpec(
        title="Newest errors",
        means="The newest 100 events that speak of errors.",
        query=_NEWEST,
        log_groups=spec.log_groups,
        view="events",
        no_value="No data",
    )
    return Section(
        title="Logs",
        tiles=(
            Tile(panel=log_panel(counts), width=COLUMNS, height=6),
            Tile(panel=log_panel(events), width=COLUMNS, height=12),
        ),
        collapsed=True,
    )
