"""Which dashboards there are, where they are, and which of them shows a service best."""

from tocsin.plan.specs import BACKUP_SERVICE, LONGEST_UID, qualified, shortened
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import AutomaticDashboard, slug


def dashboard_uid(context: StageContext, name: str) -> str:
    """Return the identity of a dashboard in Grafana."""
    prefix = qualified(context.viewpoint.system, context.stage_name)
    return shortened(f"{prefix}-{slug(name)}", LONGEST_UID)


def is_made(context: StageContext, name: AutomaticDashboard) -> bool:
    """Say whether a dashboard is made unasked: the viewpoint has no other, and wants it."""
    viewpoint = context.viewpoint
    taken = {slug(each) for each in viewpoint.dashboards}
    return name not in taken and name not in viewpoint.dashboards_left_out


def dashboard_link(context: StageContext, service: str) -> str:
    """Return the address of the dashboard that shows a service, and as little else as can be.

    Returns:
        The address; empty where it is not said where Grafana is, or nothing shows the service.
    """
    base = context.viewpoint.grafana_url
    name = None if base is None else _shown_by(context, service)
    return "" if name is None else f"{base}/d/{dashboard_uid(context, name)}"


def _shown_by(context: StageContext, service: str) -> str | None:
    viewpoint = context.viewpoint
    if service not in viewpoint.services:
        name: AutomaticDashboard = "data-protection" if service == BACKUP_SERVICE else "operations"
        return name if is_made(context, name) else None
    return viewpoint.service_boards.get(service)
