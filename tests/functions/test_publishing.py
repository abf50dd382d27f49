"""The function that brings dashboards into a workspace, against a Grafana and a stubbed AWS."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.stub import Stubber

from functions.publishing import handler as module
from functions.publishing.handler import handler
from tests.publishing.test_workspace import NAME as ACCOUNT
from tests.publishing.test_workspace import (
    SECRET,
    WORKSPACE,
    deletes_account,
    deletes_token,
    describes,
    lists,
    makes_account,
    makes_token,
)
from tests.support.grafana_server import GrafanaServer, grafana_server

PROPERTIES = {
    "ServiceToken": "arn:aws:lambda:eu-west-1:111122223333:function:shop-prod-dashboards",
    "Adopt": "false",
    "DataSources": "",
    "Digest": "1",
    "Folder": "shop prod",
    "Stage": "prod",
    "System": "shop",
    "Workspace": WORKSPACE,
    "WorkspaceRegion": "eu-west-1",
}
MADE = f"{WORKSPACE}/shop/prod"


class _Context:
    """What Lambda says of the time that is left."""

    milliseconds = 200_000

    def get_remaining_time_in_millis(self) -> int:
        return self.milliseconds


@pytest.fixture
def grafana(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GrafanaServer]:
    """Yield a Grafana, with one dashboard beside the function."""
    board = {"uid": "shop-prod-overview", "title": "Overview", "panels": [], "tags": ["generated"]}
    (tmp_path / "overview.json").write_text(json.dumps(board))
    monkeypatch.setattr(module, "BOARDS", tmp_path)
    with grafana_server() as server:
        server.tokens = {SECRET: "Editor"}
        yield server


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stubber]:
    """Yield a client that is asked what a test expects, and nothing else."""
    client = boto3.client(
        "grafana",
        region_name="eu-west-1",
        aws_access_key_id="testing",
        aws_secret_access_key="testing",  # noqa: S106 - it is none
    )
    monkeypatch.setattr(boto3, "client", lambda *_, **__: client)
    with Stubber(client) as stubber:
        yield stubber
        stubber.assert_no_pending_responses()


def _answer(
    grafana: GrafanaServer,
    kind: str,
    properties: dict[str, str] = PROPERTIES,
    physical_id: str | None = None,
) -> dict[str, Any]:
    """Return what CloudFormation is told, who listens at the same address."""
    grafana.instead.append(("PUT /response", 200, {}, b""))
    event = {
        "RequestType": kind,
        "RequestId": "1f2e",
        "ResponseURL": f"{grafana.url}/response",
        "StackId": "arn:aws:cloudformation:eu-west-1:111122223333:stack/shop-prod-grafana/1",
        "LogicalResourceId": "PublishedDashboards",
        "ResourceProperties": properties,
        **({"PhysicalResourceId": physical_id} if physical_id else {}),
    }
    handler(event, _Context())
    said = grafana.bodies[-1]
    assert (said["StackId"], said["RequestId"]) == (event["StackId"], "1f2e")
    assert SECRET not in json.dumps(said)
    return said


def _expects_a_token(aws: Stubber, grafana: GrafanaServer, *, role: str = "EDITOR") -> None:
    describes(aws, endpoint=grafana.url)
    lists(aws)
    makes_account(aws, role)
    makes_token(aws, "7")
    deletes_token(aws, "7")


def test_a_stack_that_is_made_publishes(aws: Stubber, grafana: GrafanaServer) -> None:
    """And CloudFormation knows it by workspace and stage."""
    _expects_a_token(aws, grafana)

    said = _answer(grafana, "Create")

    assert (said["Status"], said["PhysicalResourceId"]) == ("SUCCESS", MADE)
    assert list(grafana.boards) == ["shop-prod-overview"]
    assert grafana.folders["tocsin-shop-prod"]["title"] == "shop prod"


def test_an_update_deletes_what_is_gone(aws: Stubber, grafana: GrafanaServer) -> None:
    """Of what the stack has published; another folder keeps the identity."""
    theirs: dict[str, Any] = {"title": "Theirs", "tags": []}
    gone = {"title": "Gone", "tags": ["tocsin:shop/prod"]}
    grafana.boards = {"theirs": (theirs, ""), "gone": (gone, "")}
    _expects_a_token(aws, grafana)

    said = _answer(grafana, "Update", {**PROPERTIES, "Folder": "Shop"}, MADE)

    assert (said["Status"], said["PhysicalResourceId"]) == ("SUCCESS", MADE)
    assert set(grafana.boards) == {"shop-prod-overview", "theirs"}
    assert grafana.folders["tocsin-shop-prod"]["title"] == "Shop"


def test_another_workspace_is_another_thing(aws: Stubber, grafana: GrafanaServer) -> None:
    """CloudFormation then deletes the former by its former properties."""
    _expects_a_token(aws, grafana)
    _answer(grafana, "Create")

    describes(aws, endpoint=grafana.url)
    describes(aws, endpoint=grafana.url)
    lists(aws, ("7", ACCOUNT, "EDITOR"))
    makes_token(aws, "7")
    deletes_token(aws, "7")
    lists(aws, ("7", ACCOUNT, "EDITOR"))
    deletes_account(aws, "7")
    said = _answer(grafana, "Delete", PROPERTIES, MADE)

    assert (said["Status"], said["PhysicalResourceId"]) == ("SUCCESS", MADE)
    assert (grafana.boards, grafana.folders) == ({}, {})


def test_a_workspace_that_is_gone_lets_the_stack_go(aws: Stubber, grafana: GrafanaServer) -> None:
    """There is nothing left to delete."""
    aws.add_client_error("describe_workspace", "ResourceNotFoundException", "none")

    assert _answer(grafana, "Delete", PROPERTIES, MADE)["Status"] == "SUCCESS"


def test_what_was_never_made_is_not_deleted(aws: Stubber, grafana: GrafanaServer) -> None:
    """CloudFormation makes an id up where the function never answered."""
    said = _answer(grafana, "Delete", PROPERTIES, "shop-prod-grafana-Dashboards-1ABC")

    assert said["Status"] == "SUCCESS"
    assert said["PhysicalResourceId"] == "shop-prod-grafana-Dashboards-1ABC"
    assert aws.client.meta.service_model.service_name == "grafana"


def test_what_could_not_be_made_can_be_deleted(aws: Stubber, grafana: GrafanaServer) -> None:
    """The deletion that follows would fail for the same reason, and the stack would stay."""
    aws.add_client_error("describe_workspace", "AccessDeniedException", "no way")
    said = _answer(grafana, "Create")
    assert (said["Status"], said["PhysicalResourceId"]) == ("FAILED", f"{MADE}/not-made")

    said = _answer(grafana, "Delete", PROPERTIES, said["PhysicalResourceId"])
    assert said["Status"] == "SUCCESS"


def test_what_could_not_be_changed_is_what_it_was(aws: Stubber, grafana: GrafanaServer) -> None:
    """With another id CloudFormation would delete what is there."""
    aws.add_client_error("describe_workspace", "AccessDeniedException", "no way")
    moved = {**PROPERTIES, "Workspace": "g-0000000000"}

    said = _answer(grafana, "Update", moved, MADE)

    assert (said["Status"], said["PhysicalResourceId"]) == ("FAILED", MADE)


def test_a_former_workspace_that_is_closed_lets_the_stack_go(
    aws: Stubber, grafana: GrafanaServer, caplog: pytest.LogCaptureFixture
) -> None:
    """The policy names the present one by then; the log says what is left."""
    aws.add_client_error("describe_workspace", "AccessDeniedException", "no way")

    assert _answer(grafana, "Delete", PROPERTIES, MADE)["Status"] == "SUCCESS"
    assert f"{ACCOUNT} are left in the workspace {WORKSPACE}" in caplog.text


def test_dashboards_of_others_stop_it(aws: Stubber, grafana: GrafanaServer) -> None:
    """The reason names what to do; the token is deleted all the same."""
    grafana.boards["shop-prod-overview"] = ({"title": "By hand", "version": 1}, "")
    _expects_a_token(aws, grafana)

    said = _answer(grafana, "Create")

    assert said["Status"] == "FAILED"
    assert "By hand (shop-prod-overview)" in said["Reason"]
    assert "adopt in the viewpoint" in said["Reason"]


def test_they_are_adopted_where_the_viewpoint_says_so(aws: Stubber, grafana: GrafanaServer) -> None:
    """Data sources take an admin."""
    grafana.boards["shop-prod-overview"] = ({"title": "By hand", "version": 1, "id": 1}, "")
    grafana.tokens = {SECRET: "Admin"}
    _expects_a_token(aws, grafana, role="ADMIN")

    said = _answer(grafana, "Create", {**PROPERTIES, "Adopt": "true", "DataSources": "us-east-1"})

    assert said["Status"] == "SUCCESS"
    assert grafana.boards["shop-prod-overview"][0]["title"] == "Overview"
    assert grafana.data_sources[0]["jsonData"] == {
        "authType": "ec2_iam_role",
        "defaultRegion": "us-east-1",
    }


@pytest.mark.parametrize(
    ("code", "fix"),
    [
        ("AccessDeniedException", "let the role of the function do it"),
        ("ResourceNotFoundException", "write the id and the Region of a workspace that exists"),
        ("ThrottlingException", "deploy again in a minute"),
        ("InternalServerException", "deploy again"),
    ],
)
def test_what_aws_refuses_has_a_reason(
    aws: Stubber, grafana: GrafanaServer, code: str, fix: str
) -> None:
    """With the operation, and what to do."""
    aws.add_client_error("describe_workspace", code, "no\nway")

    said = _answer(grafana, "Update", PROPERTIES, MADE)

    assert said["Status"] == "FAILED"
    assert f"the workspace {WORKSPACE}: DescribeWorkspace: {code}: no way; {fix}" in said["Reason"]


def test_a_new_role_is_waited_for(
    aws: Stubber, grafana: GrafanaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it may do is not known everywhere at once; of one that has published before it is."""
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    for _ in range(2):
        aws.add_client_error("describe_workspace", "AccessDeniedException", "not yet")
    _expects_a_token(aws, grafana)

    made = _answer(grafana, "Create")
    aws.add_client_error("describe_workspace", "AccessDeniedException", "no more")
    changed = _answer(grafana, "Update", PROPERTIES, MADE)

    assert (made["Status"], changed["Status"]) == ("SUCCESS", "FAILED")
    assert waits == [10.0, 10.0]


def test_a_defect_is_answered_too(aws: Stubber, grafana: GrafanaServer) -> None:
    """Who does not answer lets CloudFormation wait."""
    properties = {key: value for key, value in PROPERTIES.items() if key != "Adopt"}

    said = _answer(grafana, "Create", properties)

    assert said["Status"] == "FAILED"
    assert "KeyError in the function" in said["Reason"]
    assert aws.client is not None


def test_a_grafana_without_end_is_not_waited_for(
    aws: Stubber, grafana: GrafanaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer to CloudFormation needs its time."""
    monkeypatch.setattr(_Context, "milliseconds", 60_000)
    grafana.instead = [("GET", 429, {"Retry-After": "30"}, b"")]
    _expects_a_token(aws, grafana)

    said = _answer(grafana, "Create")

    assert "too slow" in said["Reason"]


def test_the_answer_is_tried_again_and_fits(
    aws: Stubber, grafana: GrafanaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Into 4,096 bytes, whatever Grafana says."""
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    grafana.instead = [("PUT /response", 503, {}, b"")]
    aws.add_client_error("describe_workspace", "ValidationException", "ü" * 9_000)

    said = _answer(grafana, "Create")

    assert waits == [1]
    assert len(json.dumps(said)) < 4_096
    assert said["Status"] == "FAILED"
