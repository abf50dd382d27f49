"""Where dashboards are looked at, and who brings them there."""

from tocsin.plan.specs import GrafanaSpec, WorkspaceSpec, qualified
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import NEW_WORKSPACE, Grafana

_SIGN_IN = {"identity_center": "AWS_SSO", "saml": "SAML"}


def make_grafana(context: StageContext) -> GrafanaSpec | None:
    """Return where dashboards of the stage are looked at; None where that is not said."""
    grafana = context.viewpoint.grafana
    if grafana is None:
        return None
    folder = f"{context.viewpoint.system} {context.stage_name}"
    if isinstance(grafana, str):
        return GrafanaSpec(url=grafana, folder=folder, workspace=None)
    return GrafanaSpec(
        url=grafana.url,
        folder=grafana.folder or folder,
        workspace=_workspace(context, grafana),
    )


def _workspace(context: StageContext, grafana: Grafana) -> WorkspaceSpec | None:
    if grafana.workspace is None:
        return None
    system, stage = context.viewpoint.system, context.stage_name
    return WorkspaceSpec(
        id=None if grafana.workspace == NEW_WORKSPACE else grafana.workspace,
        region=grafana.region or context.stage.home,
        adopt=grafana.adopt,
        data_sources=grafana.data_sources,
        sign_in=tuple(_SIGN_IN[way] for way in grafana.sign_in),
        function=qualified(system, stage, "dashboards"),
    )
