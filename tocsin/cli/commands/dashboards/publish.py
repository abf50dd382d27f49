"""`tocsin dashboards publish`."""

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.needing_aws import needing_aws
from tocsin.cli.options import EndpointUrl, Profile, Stage
from tocsin.cli.publishing import (
    boards_of,
    connected,
    ended_by_failures,
    folder_of,
    read_token,
    tell_nothing_done,
    tell_outcome,
)
from tocsin.cli.terminal import about, refuse
from tocsin.cli.viewpoint import read_plan
from tocsin.cli.viewpoint_file import DEFAULT_VIEWPOINT, ViewpointFile
from tocsin.publishing import (
    Connection,
    Publication,
    default_data_sources,
    publish,
    service_account_name,
)

Url = Annotated[
    str | None,
    typer.Option(
        "--url", metavar="URL", help="Where Grafana is.", show_default="grafana of the viewpoint"
    ),
]
Workspace = Annotated[
    str | None,
    typer.Option(
        "--workspace",
        metavar="ID",
        help="A workspace of Amazon Managed Grafana, as g-1a2b3c4d5e: it gives a token for as long "
        "as publishing takes.",
    ),
]
WorkspaceRegion = Annotated[
    str | None,
    typer.Option("--region", help="Where the workspace is.", show_default="the stage's home"),
]
FolderTitle = Annotated[
    str | None,
    typer.Option(
        "--folder", metavar="TITLE", help="The folder of Grafana.", show_default="system and stage"
    ),
]
TokenFile = Annotated[
    Path | None,
    typer.Option(
        "--token-file",
        metavar="FILE",
        help="Has the token of a service account.",
        show_default="$GRAFANA_TOKEN",
    ),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Change nothing, and say what would be changed.")
]
Adopt = Annotated[
    bool,
    typer.Option("--adopt", help="Take over dashboards with the same uid that others have made."),
]
DeleteGone = Annotated[
    bool,
    typer.Option(
        "--delete-gone", help="Delete what was published for the stage before, and is gone."
    ),
]
WithDataSources = Annotated[
    bool,
    typer.Option(
        "--data-sources", help="Make data sources of CloudWatch and X-Ray where there are none."
    ),
]


def run(
    viewpoint: ViewpointFile = DEFAULT_VIEWPOINT,
    *,
    stage: Stage = None,
    url: Url = None,
    workspace: Workspace = None,
    region: WorkspaceRegion = None,
    folder: FolderTitle = None,
    token_file: TokenFile = None,
    dry_run: DryRun = False,
    adopt: Adopt = False,
    delete_gone: DeleteGone = False,
    data_sources: WithDataSources = False,
    profile: Profile = None,
    endpoint_url: EndpointUrl = None,
) -> None:
    """Bring the dashboards of a stage into a Grafana; what others have made is left alone."""
    plan = read_plan(viewpoint, stage)
    if workspace is None and url is None and plan.grafana and plan.grafana.workspace:
        workspace = plan.grafana.workspace.id
        region = region or plan.grafana.workspace.region
    authentication = "ec2_iam_role" if workspace else "default"
    with ended_by_failures():
        publication = Publication(
            system=plan.system,
            stage=plan.stage,
            boards=boards_of(plan),
            folder=folder or folder_of(plan),
            adopt=adopt,
            delete_gone=delete_gone,
            data_sources=(
                default_data_sources(plan.region, authentication=authentication)
                if data_sources
                else ()
            ),
        )
        if workspace is None:
            address = url or (plan.grafana.url if plan.grafana else None)
            if not address:
                fix = "name it by --url, or by grafana in the viewpoint; or name a --workspace"
                raise refuse([about("Grafana", "grafana/no-address", "it is not named", fix)])
            _publish(connected(address, read_token(token_file)), publication, dry=dry_run)
            return
        _check_alone(url, token_file)
        with needing_aws():
            from tocsin.cli.workspace_access import access  # noqa: PLC0415 - boto3 is an extra
        with access(
            workspace,
            system=plan.system,
            stage=plan.stage,
            region=region or plan.region,
            is_admin=data_sources,
            profile=profile,
            endpoint_url=endpoint_url,
        ) as given:
            grafana = connected(given.url, given.token)
            name = service_account_name(plan.system, plan.stage)
            _publish(grafana, publication, dry=dry_run, account=name)


def _publish(
    grafana: Connection, publication: Publication, *, dry: bool, account: str = ""
) -> None:
    publish(grafana, publication, dry=dry, tell=lambda each: tell_outcome(each, dry=dry))
    if dry:
        tell_nothing_done(account)


def _check_alone(url: str | None, token_file: Path | None) -> None:
    for name, value in (("--url", url), ("--token-file", token_file)):
        if value is not None:
            what = "a workspace has an address and gives a token itself"
            raise refuse([about(name, "option/conflict", what, f"leave out {name} or --workspace")])
