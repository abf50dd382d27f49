"""`tocsin comment`: where it writes, with which token, and how it ends."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.command_line import run
from tests.support.forge_server import READER, WRITER, ForgeServer, forge_server

SURROUNDINGS = ("GITHUB_", "GH_", "GITLAB_", "CI_")


@pytest.fixture(name="server")
def _server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[ForgeServer]:
    """A forge, in a pipeline that says nothing else."""
    with forge_server() as server, monkeypatch.context() as patched:
        for name in os.environ:
            if name.startswith(SURROUNDINGS):
                patched.delenv(name)
        patched.setenv("GITHUB_API_URL", server.url)
        patched.setenv("CI_API_V4_URL", server.url)
        patched.setenv("GITHUB_TOKEN", WRITER)
        patched.setenv("GITLAB_TOKEN", WRITER)
        patched.chdir(tmp_path)
        (tmp_path / "review.md").write_text("all is well\n")
        yield server


def _event(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, event: Any) -> None:  # noqa: ANN401 - JSON
    (tmp_path / "event.json").write_text(json.dumps(event))
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(tmp_path / "event.json"))
    monkeypatch.setenv("GITHUB_REPOSITORY", "acme/shop")


@pytest.mark.parametrize("where", ["github:acme/shop#12", "gitlab:acme/shop!12"])
def test_it_writes_where_it_is_told_to(where: str, server: ForgeServer) -> None:
    """It says what it did, and where people read it."""
    outcome = run("comment", "review.md", "--to", where, "--name", "prod")

    assert (outcome.exit_code, outcome.errors) == (0, "")
    assert outcome.output.startswith(f"created the comment on acme/shop{where[-3:]}")
    assert server.texts == ["<!-- tocsin-comment: prod -->\nall is well\n"]


def test_in_actions_it_is_the_pull_request_of_the_event(
    server: ForgeServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Nobody has to name it."""
    _event(monkeypatch, tmp_path, {"pull_request": {"number": 12}})

    assert run("comment", "review.md").exit_code == 0
    assert len(server.comments) == 1


def test_it_leads_to_the_run_that_has_more(
    server: ForgeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A comment has no room for whole templates, and the artifacts of a run have."""
    monkeypatch.setenv("GITHUB_RUN_ID", "77")
    monkeypatch.setenv("GITHUB_REPOSITORY", "acme/shop")
    run("comment", "review.md", "--to", "github:acme/shop#12")
    monkeypatch.delenv("GITHUB_RUN_ID")
    monkeypatch.setenv("CI_JOB_URL", "https://gitlab.example/acme/shop/-/jobs/8")
    run("comment", "review.md", "--to", "gitlab:acme/shop!12", "--name", "other")
    monkeypatch.setenv("CI_JOB_URL", "https://gitlab.example/) [x](y")
    run("comment", "review.md", "--to", "gitlab:acme/shop!12", "--name", "third")

    pages = [text.rpartition("(")[2].partition(")")[0] for text in server.texts]
    assert pages[:2] == [
        "https://github.com/acme/shop/actions/runs/77",
        "https://gitlab.example/acme/shop/-/jobs/8",
    ]
    assert server.texts[2] == "<!-- tocsin-comment: third -->\nall is well\n"


def test_after_a_run_for_a_fork_github_tells_which_it_is(
    server: ForgeServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What the run left behind is not asked: a stranger may have written it."""
    run_ = {
        "event": "pull_request",
        "head_branch": "fix/alarms",
        "head_sha": "bbb",
        "head_repository": {"owner": {"login": "mallory"}},
        "pull_requests": [],
    }
    _event(monkeypatch, tmp_path, {"workflow_run": run_})
    server.pulls = [(12, "mallory:fix/alarms", "bbb")]

    assert run("comment", "review.md").exit_code == 0
    assert "GET /repos/acme/shop/pulls?state=open&per_page=100&head=mallory%3Afix%2Falarms" in (
        server.asked
    )
    server.pulls = []
    assert "is not about an open pull request" in run("comment", "review.md").errors


def test_in_gitlab_it_is_the_merge_request_of_the_pipeline(
    server: ForgeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GitLab says which one by two variables."""
    monkeypatch.setenv("CI_PROJECT_ID", "acme/shop")
    monkeypatch.setenv("CI_MERGE_REQUEST_IID", "12")

    assert run("comment", "review.md").exit_code == 0
    assert len(server.comments) == 1


def test_a_token_that_only_reads_is_told_what_to_do(
    server: ForgeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is no fault of what was reviewed: something outside failed."""
    monkeypatch.setenv("GITHUB_TOKEN", READER)
    outcome = run("comment", "review.md", "--to", "github:acme/shop#12")

    assert outcome.exit_code == 3
    assert "Resource not accessible by integration" in outcome.errors
    assert "on a pull request from a fork the token only reads" in outcome.errors
    assert server.comments == []


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        (["review.md"], {}, "nothing says which pull request it is"),
        (["review.md"], {"CI_PROJECT_ID": "7"}, "this pipeline of GitLab is for none"),
        (["review.md", "--to", "acme/shop#12"], {}, "names no pull request"),
        (["review.md", "--to", "github:acme/shop#12"], {"GITHUB_TOKEN": ""}, "no token"),
        (["review.md", "--to", "github:a/b#1"], {"GITHUB_TOKEN": "a\nb: c"}, "no token"),
        (["review.md", "--to", "gitlab:acme/shop!12"], {"GITLAB_TOKEN": ""}, "no token"),
        (["review.md", "--name", "No -->"], {}, "is not a name of a comment"),
        (["other.md", "--to", "github:acme/shop#12"], {}, "there is no such file"),
        (
            ["review.md", "--to", "github:a/b#1"],
            {"GITHUB_API_URL": "http://ghe.example"},
            "it is not an address that begins with https://",
        ),
    ],
)
def test_what_is_missing_is_named(
    arguments: list[str],
    environment: dict[str, str],
    said: str,
    server: ForgeServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing is asked of anybody then."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    outcome = run("comment", *arguments)

    assert outcome.exit_code == 2
    assert said in outcome.errors
    assert server.asked == []
