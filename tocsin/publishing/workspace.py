"""A token of Amazon Managed Grafana that lives as long as it is needed."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Literal

from tocsin.publishing.failure import PublishingFailure

SECONDS_TO_LIVE = 900
"""What it is worth if nobody can delete it."""

Role = Literal["EDITOR", "ADMIN"]

ACTIONS = (
    "grafana:CreateWorkspaceServiceAccount",
    "grafana:CreateWorkspaceServiceAccountToken",
    "grafana:DeleteWorkspaceServiceAccount",
    "grafana:DeleteWorkspaceServiceAccountToken",
    "grafana:DescribeWorkspace",
    "grafana:ListWorkspaceServiceAccounts",
)
"""What whoever publishes has to be allowed, of one workspace.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonmanagedgrafana.html
"""


@dataclass(frozen=True, kw_only=True)
class Access:
    """How a workspace is reached for some minutes.

    Attributes:
        url: Where it is.
        token: For a service account of it; shown nowhere.
    """

    url: str
    token: str = field(repr=False)


@contextmanager
def workspace_access(
    client: Any,  # noqa: ANN401 - boto3, which the standard library does not have
    *,
    workspace: str,
    account_name: str,
    token_name: str,
    role: Role,
) -> Iterator[Access]:
    """Give access to a workspace, and take it back at the end, whatever happens.

    The service account stays: each one that is active in a month is billed as a user of its own.
    https://docs.aws.amazon.com/grafana/latest/userguide/service-accounts.html

    Args:
        client: Of boto3 for `grafana`; what it raises is not caught.
        workspace: Its id, as `g-1a2b3c4d5e`.
        account_name: Of the service account, which is made where it does not exist.
        token_name: Of the token: another one each time.
        role: What the token may do: `ADMIN` for data sources.

    Raises:
        PublishingFailure: The workspace cannot be used now.
    """
    url = _address(client, workspace)
    account = _service_account(client, workspace, account_name, role)
    made = client.create_workspace_service_account_token(
        name=token_name,
        secondsToLive=SECONDS_TO_LIVE,
        serviceAccountId=account,
        workspaceId=workspace,
    )["serviceAccountToken"]
    token = {"tokenId": made["id"], "serviceAccountId": account, "workspaceId": workspace}
    try:
        yield Access(url=url, token=made["key"])
    except BaseException:
        # What failed first is what people have to know; a token that is left dies by itself.
        with suppress(Exception):
            client.delete_workspace_service_account_token(**token)
        raise
    client.delete_workspace_service_account_token(**token)


def forget_service_account(client: Any, *, workspace: str, account_name: str) -> None:  # noqa: ANN401 - as above
    """Delete the service account that published, if it is there."""
    for each in _accounts(client, workspace):
        if each["name"] == account_name:
            with suppress(client.exceptions.ResourceNotFoundException):
                client.delete_workspace_service_account(
                    serviceAccountId=each["id"], workspaceId=workspace
                )


def _address(client: Any, workspace: str) -> str:  # noqa: ANN401 - as above
    found = client.describe_workspace(workspaceId=workspace)["workspace"]
    status = found["status"]
    if status not in {"ACTIVE", "UPDATING"}:
        fix = "publish when it is ACTIVE"
        where = f"the workspace {workspace}"
        raise PublishingFailure("grafana/workspace", f"it is {status}", fix, where=where)
    endpoint = str(found["endpoint"])
    return endpoint if "://" in endpoint else f"https://{endpoint}"


def _service_account(client: Any, workspace: str, name: str, role: Role) -> str:  # noqa: ANN401 - as above
    for each in _accounts(client, workspace):
        if each["name"] != name:
            continue
        if each["grafanaRole"] in {role, "ADMIN"}:
            return str(each["id"])
        # A role cannot be changed.
        client.delete_workspace_service_account(serviceAccountId=each["id"], workspaceId=workspace)
    made = client.create_workspace_service_account(
        name=name, grafanaRole=role, workspaceId=workspace
    )
    return str(made["id"])


def _accounts(client: Any, workspace: str) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - as above
    more: dict[str, str] = {}
    while True:
        page = client.list_workspace_service_accounts(workspaceId=workspace, **more)
        yield from page["serviceAccounts"]
        if not page.get("nextToken"):
            return
        more = {"nextToken": page["nextToken"]}


def service_account_name(system: str, stage: str) -> str:
    """Return what the service account is called that publishes for a stage."""
    return f"tocsin-{system}-{stage}"
