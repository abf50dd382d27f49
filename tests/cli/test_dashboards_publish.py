"""`tocsin dashboards publish`, into a Grafana on this machine."""

from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from botocore.stub import Stubber

from tests.publishing.test_workspace import (
    NAME,
    SECRET,
    WORKSPACE,
    deletes_token,
    describes,
    lists,
    makes_token,
)
from tests.support.command_line import Outcome, run
from tests.support.grafana_server import EDITOR, VIEWER, GrafanaServer, grafana_server
from tests.support.viewpoints import WHOLE
from tocsin.aws import AwsSession


@pytest.fixture
def grafana(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GrafanaServer]:
    """Yield a Grafana that has nothing yet, whose token is in the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GRAFANA_TOKEN", EDITOR)
    with grafana_server() as server:
        yield server


def _publish(grafana: GrafanaServer, *options: str | Path) -> Outcome:
    command = ("dashboards", "publish", WHOLE, "--stage", "prod", "--url", grafana.url)
    return run(*command, *options)


def test_dashboards_are_published(grafana: GrafanaServer) -> None:
    """Each is told, and the second time nothing is to do."""
    first, second = _publish(grafana), _publish(grafana)

    assert first.exit_code == second.exit_code == 0
    assert "created      folder      shop prod (tocsin-shop-prod)" in first.output
    assert "created      dashboard   " in first.output
    assert {line[:9] for line in second.output.splitlines()} == {"as wanted"}
    assert len(grafana.boards) == first.output.count("dashboard ")


def test_a_dry_run_says_what_would_be(grafana: GrafanaServer) -> None:
    """And nothing is."""
    outcome = _publish(grafana, "--dry-run", "--folder", "Operations")

    assert "would create folder      Operations" in outcome.output
    assert outcome.errors == "Nothing was changed.\n"
    assert (grafana.boards, grafana.folders) == ({}, {})


def test_a_token_may_be_in_a_file(grafana: GrafanaServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """It goes before the environment."""
    monkeypatch.setenv("GRAFANA_TOKEN", "glsa_wrong")
    Path("token").write_text(f"{EDITOR}\n")

    assert _publish(grafana, "--token-file", "token").exit_code == 0


@pytest.mark.parametrize(
    ("token", "code", "said"),
    [
        (None, 2, "set GRAFANA_TOKEN"),
        ("", 2, "set GRAFANA_TOKEN"),
        ("glsa_expired", 3, "the token is not accepted"),
        (VIEWER, 3, "the role Editor"),
    ],
)
def test_a_token_that_is_not_good_is_told(
    grafana: GrafanaServer, monkeypatch: pytest.MonkeyPatch, token: str | None, code: int, said: str
) -> None:
    """Never by showing it."""
    monkeypatch.delenv("GRAFANA_TOKEN")
    if token is not None:
        monkeypatch.setenv("GRAFANA_TOKEN", token)

    outcome = _publish(grafana)

    assert said in outcome.errors
    assert outcome.exit_code == code
    assert not token or token not in outcome.errors


def test_what_others_have_made_is_left_until_it_is_adopted(grafana: GrafanaServer) -> None:
    """A problem, of which the command says the way out."""
    _publish(grafana)
    board, folder = next(iter(grafana.boards.values()))
    grafana.boards[board["uid"]] = ({**board, "tags": []}, folder)

    refused, adopted = _publish(grafana), _publish(grafana, "--adopt")

    assert "[grafana/not-ours]" in refused.errors
    assert refused.exit_code == 1
    assert ": it is taken over" in adopted.output


@pytest.mark.usefixtures("grafana")
def test_the_address_may_stand_in_the_viewpoint(monkeypatch: pytest.MonkeyPatch) -> None:
    """As alarms have it; without one, ways to name it are told."""
    text = WHOLE.read_text()
    Path("viewpoint.yaml").write_text(text)
    unnamed = run("dashboards", "publish", "--stage", "prod")
    monkeypatch.setattr("tocsin.cli.commands.dashboards.publish.connected", _told)
    named = text.replace("\nowner:", "\ngrafana: {url: 'https://grafana.example.com'}\nowner:", 1)
    Path("viewpoint.yaml").write_text(named)

    assert "name it by --url" in unnamed.errors
    assert unnamed.exit_code == 2
    with pytest.raises(_Told, match=r"https://grafana\.example.com"):
        run("dashboards", "publish", "--stage", "prod")


class _Told(BaseException):
    """Which address was used."""


def _told(url: str, _token: str) -> None:
    raise _Told(url)


@pytest.mark.parametrize("address", ["http://grafana.example.com", "grafana", "https://a:b@c"])
def test_an_address_that_would_show_the_token_is_refused(
    grafana: GrafanaServer, address: str
) -> None:
    """Before anything is sent."""
    outcome = _publish(grafana, "--url", address)

    assert "[grafana/address]" in outcome.errors
    assert outcome.exit_code == 2


@pytest.mark.parametrize("option", [("--url", "https://a.example.com"), ("--token-file", "token")])
def test_a_workspace_needs_no_address(option: tuple[str, str]) -> None:
    """Nor a token."""
    command = ("dashboards", "publish", WHOLE, "--stage", "prod", "--workspace", "g-1a2b3c4d5e")

    assert "gives a token itself" in run(*command, *option).errors


def test_titles_of_others_do_not_act_on_the_terminal(grafana: GrafanaServer) -> None:
    """Whoever has made a dashboard has chosen them."""
    _publish(grafana)
    title = "a\x1b[31mred\r\ncreated  forged"
    grafana.boards["gone"] = ({"title": title, "tags": ["tocsin:shop/prod"], "version": 1}, "")

    outcome = _publish(grafana)

    assert "\x1b" not in outcome.output
    assert not any(line.startswith("created") for line in outcome.output.splitlines())


def test_a_workspace_gives_a_token(grafana: GrafanaServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """For its own address, and takes it back, whatever Grafana says."""
    client = boto3.client(
        "grafana",
        region_name="eu-west-1",
        aws_access_key_id="testing",
        aws_secret_access_key="testing",  # noqa: S106 - it is none
    )
    monkeypatch.setattr(AwsSession, "client", lambda *_: client)
    command = ("dashboards", "publish", WHOLE, "--stage", "prod", "--workspace", WORKSPACE)
    with Stubber(client) as stubber:
        outcomes = []
        for role in ("Editor", "Viewer"):
            grafana.tokens = {SECRET: role}
            grafana.boards.clear()
            describes(stubber, endpoint=grafana.url)
            lists(stubber, ("9", NAME, "EDITOR"))
            makes_token(stubber, "9")
            deletes_token(stubber, "9")
            outcomes.append(run(*command))
        stubber.assert_no_pending_responses()

    assert [each.exit_code for each in outcomes] == [0, 3]
    assert not any(SECRET in each.output + each.errors for each in outcomes)


def test_what_aws_refuses_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the permission that it takes."""
    client = boto3.client(
        "grafana",
        region_name="eu-west-1",
        aws_access_key_id="testing",
        aws_secret_access_key="testing",  # noqa: S106 - it is none
    )
    monkeypatch.setattr(AwsSession, "client", lambda *_: client)
    command = ("dashboards", "publish", WHOLE, "--stage", "prod", "--workspace", WORKSPACE)
    with Stubber(client) as stubber:
        stubber.add_client_error("describe_workspace", "AccessDeniedException", "no")
        outcome = run(*command)

    assert "[aws/denied]" in outcome.errors
    assert outcome.exit_code == 3
