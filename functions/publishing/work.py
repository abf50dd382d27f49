"""What is done in the workspace."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from functions.publishing.clock import Clock
from functions.publishing.request import Request
from tocsin.publishing import (
    Board,
    Connection,
    Outcome,
    Publication,
    default_data_sources,
    forget_service_account,
    publish,
    read_board,
    service_account_name,
    withdraw,
    workspace_access,
)

_DENIED = "AccessDeniedException"

_logger = logging.getLogger("tocsin.dashboards")


@dataclass(frozen=True, kw_only=True)
class Work:
    """What is done for one request of CloudFormation.

    Attributes:
        request: What it asks.
        client: Of boto3 for `grafana`.
        clock: How long it may take.
        token_name: Of the token: no other request has it.
        boards: The folder that has the dashboards.
    """

    request: Request
    client: Any
    clock: Clock
    token_name: str
    boards: Path

    def run(self) -> None:
        """Publish the dashboards, or delete what was published.

        Raises:
            PublishingFailure: Something stands in the way, or Grafana failed.
            ClientError: AWS refused.
        """
        if self.request.kind != "Delete":
            self._publish()
        elif self.request.is_of_something_made:
            self._withdraw_if_allowed()

    def _publish(self) -> None:
        asked = self.request
        sources = default_data_sources(asked.data_sources, authentication="ec2_iam_role")
        publication = Publication(
            system=asked.system,
            stage=asked.stage,
            boards=tuple(self._read_boards()),
            folder=asked.folder,
            adopt=asked.adopt,
            delete_gone=True,
            data_sources=sources if asked.data_sources else (),
        )
        with self._connected() as grafana:
            publish(grafana, publication, tell=_tell)

    def _withdraw_if_allowed(self) -> None:
        """Delete what was published, unless the workspace is another one by now.

        The policy of the function names the present workspace alone when CloudFormation asks to
        delete what is in the former one. What is left there is told in the log.
        """
        try:
            if self._workspace_exists():
                self._withdraw()
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") != _DENIED:
                raise
            text = "dashboards of %s %s and %s are left in the workspace %s: %s"
            asked = self.request
            _logger.warning(
                text,
                asked.system,
                asked.stage,
                self._account,
                asked.workspace,
                error.operation_name,
            )

    def _withdraw(self) -> None:
        with self._connected() as grafana:
            withdraw(grafana, system=self.request.system, stage=self.request.stage, tell=_tell)
        forget_service_account(
            self.client, workspace=self.request.workspace, account_name=self._account
        )

    @property
    def _account(self) -> str:
        return service_account_name(self.request.system, self.request.stage)

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        with workspace_access(
            self.client,
            workspace=self.request.workspace,
            account_name=self._account,
            token_name=self.token_name,
            role="ADMIN" if self.request.data_sources else "EDITOR",
        ) as access:
            yield Connection(
                url=access.url, token=access.token, wait=self.clock.wait, on_retry=_logger.info
            )

    def _workspace_exists(self) -> bool:
        """Tell whether there is anything to delete from: a workspace goes with all that it has."""
        try:
            self.client.describe_workspace(workspaceId=self.request.workspace)
        except self.client.exceptions.ResourceNotFoundException:
            return False
        return True

    def _read_boards(self) -> Iterator[Board]:
        for path in sorted(self.boards.glob("*.json")):
            yield read_board(path.read_bytes(), name=path.name)


def _tell(outcome: Outcome) -> None:
    text = "%s: %s %s (%s) %s"
    _logger.info(text, outcome.action, outcome.thing, outcome.name, outcome.uid, outcome.why)
