"""From a panel to the dashboard that says more, at the same time and with the same values."""

from tocsin.grafana.foundation import dashboard_builders, dashboard_models

_KEPT = "?${__url_time_range}&${__all_variables}"
"""https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/create-dashboard-url-variables/"""


def drill_down(uid: str) -> dashboard_builders.DashboardLink:
    """Return the link of a panel that opens the dashboard *uid*."""
    return (
        dashboard_builders.DashboardLink("More of this")
        .type(dashboard_models.DashboardLinkType.LINK)
        .url(address(uid))
        .keep_time(keep_time=True)
        .include_vars(include_vars=True)
    )


def address(uid: str) -> str:
    """Return the address of the dashboard *uid* in the same Grafana."""
    return f"/d/{uid}{_KEPT}"
