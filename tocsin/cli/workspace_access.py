"""Access to a workspace of Amazon Managed Grafana, by the credentials of whoever runs a command."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from tocsin.aws import AwsFailure, AwsSession, explained
from tocsin.cli.aws_failure import ended
from tocsin.cli.terminal import remark
from tocsin.publishing import Access, service_account_name, workspace_access


@contextmanager
def access(
    workspace: str,
    *,
    system: str,
    stage: str,
    region: str,
    is_admin: bool,
    profile: str | None,
    endpoint_url: str | None,
) -> Iterator[Access]:
    """Give access to a workspace, and take it back at the end.

    Args:
        workspace: Its id.
        system: For which system.
        stage: For which of its stages.
        region: Where the workspace is.
        is_admin: Whether data sources are made, too.
        profile: A profile of the AWS configuration; None for the usual credentials.
        endpoint_url: Another address than that of AWS.

    Raises:
        typer.Exit: AWS does not give it.
    """
    try:
        session = AwsSession(
            profile=profile, region=region, endpoint_url=endpoint_url, on_retry=remark
        )
        with (
            explained("grafana:CreateWorkspaceServiceAccountToken", again="publish again"),
            workspace_access(
                session.client("grafana"),
                workspace=workspace,
                account_name=service_account_name(system, stage),
                token_name=f"tocsin-{uuid.uuid4()}",
                role="ADMIN" if is_admin else "EDITOR",
            ) as given,
        ):
            yield given
    except AwsFailure as failure:
        raise ended(failure) from failure
