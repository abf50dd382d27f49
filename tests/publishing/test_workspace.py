"""A token of Amazon Managed Grafana that is gone when it is not needed."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from botocore.stub import ANY, Stubber

from tocsin.publishing import (
    ACTIONS,
    PublishingFailure,
    forget_service_account,
    service_account_name,
    workspace_access,
)

WORKSPACE = "g-1a2b3c4d5e"
IN_IT = {"workspaceId": WORKSPACE}
NAME = service_account_name("shop", "prod")
SECRET = "glsa_secret"  # noqa: S105 - it is none


@pytest.fixture
def stubbed() -> Iterator[Stubber]:
    """Yield a client that is asked what a test expects, and nothing else."""
    client = boto3.client(
        "grafana",
        region_name="eu-west-1",
        aws_access_key_id="testing",
        aws_secret_access_key="testing",  # noqa: S106 - it is none
    )
    with Stubber(client) as stubber:
        yield stubber
        stubber.assert_no_pending_responses()


def describes(stubber: Stubber, status: str = "ACTIVE", endpoint: str | None = None) -> None:
    """Expect that the workspace is asked for."""
    found = {
        "id": WORKSPACE,
        "endpoint": endpoint or f"{WORKSPACE}.grafana-workspace.eu-west-1.amazonaws.com",
        "status": status,
        "authentication": {"providers": ["AWS_SSO"]},
        "created": 0,
        "modified": 0,
        "dataSources": [],
        "grafanaVersion": "12.4",
    }
    stubber.add_response("describe_workspace", {"workspace": found}, IN_IT)


def lists(stubber: Stubber, *accounts: tuple[str, str, str], page: int = 10) -> None:
    """Expect that service accounts are listed."""
    found = [
        {"id": each, "name": name, "grafanaRole": role, "isDisabled": "false"}
        for each, name, role in accounts
    ]
    pages = [found[at : at + page] for at in range(0, len(found), page)] or [[]]
    for number, each in enumerate(pages):
        asked = IN_IT if number == 0 else {**IN_IT, "nextToken": str(number)}
        more = {"nextToken": str(number + 1)} if number + 1 < len(pages) else {}
        answer = {"serviceAccounts": each, "workspaceId": WORKSPACE, **more}
        stubber.add_response("list_workspace_service_accounts", answer, asked)


def makes_account(stubber: Stubber, role: str, account: str = "7") -> None:
    """Expect that a service account is made."""
    asked = {"name": NAME, "grafanaRole": role, **IN_IT}
    stubber.add_response("create_workspace_service_account", {"id": account, **asked}, asked)


def makes_token(stubber: Stubber, account: str) -> None:
    """Expect that a token is made."""
    made = {
        "serviceAccountId": account,
        "serviceAccountToken": {"id": "3", "name": "once", "key": SECRET},
        **IN_IT,
    }
    asked = {"name": ANY, "secondsToLive": 900, "serviceAccountId": account, **IN_IT}
    stubber.add_response("create_workspace_service_account_token", made, asked)


def deletes_token(stubber: Stubber, account: str) -> None:
    """Expect that the token is deleted."""
    asked = {"tokenId": "3", "serviceAccountId": account, **IN_IT}
    stubber.add_response("delete_workspace_service_account_token", asked, asked)


def deletes_account(stubber: Stubber, account: str) -> None:
    """Expect that a service account is deleted."""
    asked = {"serviceAccountId": account, **IN_IT}
    stubber.add_response("delete_workspace_service_account", asked, asked)


def _access(stubber: Stubber, role: Any = "EDITOR") -> Any:  # noqa: ANN401 - a context
    return workspace_access(
        stubber.client,
        workspace=WORKSPACE,
        account_name=NAME,
        token_name="once",  # noqa: S106 - its name
        role=role,
    )


def test_a_token_is_deleted_when_it_was_used(stubbed: Stubber) -> None:
    """It is for the workspace's own address, and shown nowhere."""
    describes(stubbed)
    lists(stubbed)
    makes_account(stubbed, "EDITOR")
    makes_token(stubbed, "7")
    deletes_token(stubbed, "7")

    with _access(stubbed) as given:
        assert given.url == f"https://{WORKSPACE}.grafana-workspace.eu-west-1.amazonaws.com"
        assert given.token == SECRET
        assert SECRET not in repr(given)


def test_it_is_deleted_when_its_use_failed(stubbed: Stubber) -> None:
    """Whatever it was that failed."""
    describes(stubbed)
    lists(stubbed, ("9", NAME, "EDITOR"))
    makes_token(stubbed, "9")
    deletes_token(stubbed, "9")

    with pytest.raises(KeyError), _access(stubbed):
        raise KeyError


def test_what_failed_first_is_told(stubbed: Stubber) -> None:
    """Not that the token could not be deleted, too."""
    describes(stubbed)
    lists(stubbed, ("7", NAME, "EDITOR"))
    makes_token(stubbed, "7")
    stubbed.add_client_error("delete_workspace_service_account_token", "AccessDeniedException")

    def use() -> None:
        with workspace_access(
            stubbed.client,
            workspace=WORKSPACE,
            account_name=NAME,
            token_name="1",  # noqa: S106 - its name
            role="EDITOR",
        ):
            message = "dashboards of others"
            raise ValueError(message)

    with pytest.raises(ValueError, match="dashboards of others"):
        use()


@pytest.mark.parametrize(
    ("has", "wants"), [("EDITOR", "EDITOR"), ("ADMIN", "EDITOR"), ("ADMIN", "ADMIN")]
)
def test_the_service_account_is_used_again(stubbed: Stubber, has: str, wants: str) -> None:
    """Each one that is active is billed as a user; it is found on the second page, too."""
    describes(stubbed)
    lists(stubbed, ("1", "others", "ADMIN"), ("9", NAME, has), page=1)
    makes_token(stubbed, "9")
    deletes_token(stubbed, "9")

    with _access(stubbed, wants):
        pass


def test_one_that_may_not_enough_is_replaced(stubbed: Stubber) -> None:
    """A role cannot be changed."""
    describes(stubbed)
    lists(stubbed, ("9", NAME, "EDITOR"))
    deletes_account(stubbed, "9")
    makes_account(stubbed, "ADMIN", "10")
    makes_token(stubbed, "10")
    deletes_token(stubbed, "10")

    with _access(stubbed, "ADMIN"):
        pass


@pytest.mark.parametrize("status", ["CREATING", "DELETING", "FAILED", "LICENSE_REMOVAL_FAILED"])
def test_a_workspace_that_is_not_there_yet_is_told(stubbed: Stubber, status: str) -> None:
    """No token is made for it."""
    describes(stubbed, status)

    with pytest.raises(PublishingFailure, match=f"it is {status}"), _access(stubbed):
        pass


def test_what_aws_refuses_is_raised_as_it_is(stubbed: Stubber) -> None:
    """Command and function explain it, each to its readers."""
    stubbed.add_client_error("describe_workspace", "ResourceNotFoundException", "none")

    with pytest.raises(ClientError), _access(stubbed):
        pass


def test_the_service_account_is_forgotten_in_the_end(stubbed: Stubber) -> None:
    """Only this one; that it is gone already is fine."""
    lists(stubbed, ("1", "others", "ADMIN"), ("9", NAME, "EDITOR"))
    deletes_account(stubbed, "9")
    forget_service_account(stubbed.client, workspace=WORKSPACE, account_name=NAME)

    lists(stubbed, ("9", NAME, "EDITOR"))
    stubbed.add_client_error("delete_workspace_service_account", "ResourceNotFoundException", "")
    forget_service_account(stubbed.client, workspace=WORKSPACE, account_name=NAME)


def test_the_actions_are_those_that_are_called() -> None:
    """Neither more nor fewer; each is an operation of the service."""
    source = workspace_access.__wrapped__.__globals__["__spec__"].origin  # type: ignore[attr-defined]
    with open(source, encoding="utf-8") as file:  # noqa: PTH123 - a text of import
        text = file.read()
    client = boto3.client("grafana", region_name="eu-west-1")
    operations = client.meta.method_to_api_mapping
    called = {f"grafana:{api}" for name, api in operations.items() if f"client.{name}(" in text}

    assert called == set(ACTIONS)
