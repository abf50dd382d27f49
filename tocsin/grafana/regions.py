"""In which region a panel's metrics are."""

from tocsin.grafana.data_sources import REGION_VARIABLE
from tocsin.plan import DashboardSpec, PanelSpec

REGION = f"${REGION_VARIABLE}"


def region_of(panel: PanelSpec, spec: DashboardSpec) -> str:
    """Return the variable that the viewer chooses, or the fixed region of the panel's metrics.

    Amazon CloudFront and others publish in one region, wherever the system is. Their alarms know
    it, because alarms live where their metrics are.
    """
    elsewhere = {alarm.region for alarm in panel.alarms} - {spec.region}
    if elsewhere:
        return min(elsewhere)
    # Where there are several, the viewer chooses that of logs and traces alone.
    return REGION if len(spec.regions) == 1 else spec.region


def other_regions(spec: DashboardSpec) -> tuple[str, ...]:
    """Return the regions of alarms that are not in the region of the dashboard, sorted."""
    regions = {alarm.region for panel in spec.charts for alarm in panel.alarms}
    return tuple(sorted(regions - {spec.region}))
