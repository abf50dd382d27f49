"""Where dashboards are, and which of them shows a service best."""

from tocsin.plan.specs import LONGEST_UID, qualified, shortened
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import slug

OPERATIONS = "operations"
"""The dashboard of what Tocsin itself watches: the way to people, and the backups."""


def dashboard_uid(context: StageContext, name: str) -> str:
    """Return the identity of a dashboard in Grafana."""
    prefix = qualified(context.viewpoint.system, context.stage_name)
    return shortened(f"{prefix}-{slug(name)}", LONGEST_UID)


def dashboard_link(context: StageContext, service: str) -> str:
    """Return the address of the dashboard that shows a service, and as little else as can be.

    Returns:
        The address; empty where it is not said where Grafana is, or nothing shows the service.
    """
    viewpoint = context.viewpoint
    url = viewpoint.grafana_url
    if url is None:
        return ""
    if service not in viewpoint.services:
        return f"{url}/d/{dashboard_uid(context, OPERATIONS)}"
    shown = {
        name: len(board.services) or len(viewpoint.services)
        for name, board in viewpoint.dashboards.items()
        if not board.services or service in board.services
    }
    if not shown:
        return ""
    best = min(shown, key=lambda each: shown[each])
    return f"{url}/d/{dashboard_uid(context, best)}"
