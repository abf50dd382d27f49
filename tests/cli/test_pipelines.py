"""What pipelines run: valid, pinned, with few permissions, and run as a whole."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.command_line import run
from tests.support.forge_server import READER, WRITER, ForgeServer, forge_server
from tests.support.git_project import GitProject
from tests.support.project import ROOT
from tests.support.workflows import ACTION, OF_GITHUB, PIPELINES, check_valid, read, steps
from tocsin.cli.pipelines import PIPELINES as LISTED
from tocsin.cli.pipelines import pipeline

WORKFLOWS = pytest.mark.parametrize("path", [*OF_GITHUB, ACTION], ids=lambda path: path.name)
TOCSIN = f"{shlex.quote(sys.executable)} -m tocsin"


@WORKFLOWS
def test_a_workflow_is_valid(path: Path) -> None:
    """By the schemas that GitHub's editors use."""
    document = yaml.safe_load(path.read_text())
    if True in document:
        # For YAML 1.1 `on` is a truth.
        document["on"] = document.pop(True)

    check_valid(document, "github-actions" if path == ACTION else "github-workflows")


def test_the_job_of_gitlab_is_valid() -> None:
    """By the schema that GitLab's editor uses."""
    check_valid(yaml.safe_load(pipeline("gitlab-review.yaml")), "gitlab-ci")


@WORKFLOWS
def test_actions_of_others_are_pinned_by_their_commit(path: Path) -> None:
    """A tag may be moved; the version stands beside it. Ours is for the reader to choose."""
    used = re.findall(r"uses: (\S+)(?: # (\S+))?", path.read_text())

    for action, version in used:
        name, _, commit = action.partition("@")
        if name not in {"OWNER/tocsin", "./"}:
            assert re.fullmatch("[0-9a-f]{40}", commit), action
            assert re.fullmatch(r"v\d+\.\d+\.\d+", version), action


@WORKFLOWS
def test_no_text_of_a_stranger_becomes_a_command(path: Path) -> None:
    """Names of branches and inputs reach commands by the environment alone."""
    for step in steps(read(path)):
        assert "${{" not in step.get("run", "")


@pytest.mark.parametrize("path", OF_GITHUB, ids=lambda path: path.name)
def test_a_workflow_has_few_permissions(path: Path) -> None:
    """None unless a job says so; and none of them runs a stranger's code with rights to write."""
    document = read(path)

    assert document["permissions"] in ({}, {"contents": "read"})
    assert "pull_request_target" not in path.read_text()
    for step in steps(document):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"
            assert "ref" not in step["with"]


def test_what_comments_for_forks_runs_nothing_of_them() -> None:
    """It has a token that may write: from the other run it takes templates, and nothing else."""
    document = read(PIPELINES / "github-comment.yaml")

    assert list(document["on"]) == ["workflow_run"]
    assert [step.get("run") for step in steps(document)] == [None] * 3
    (ours,) = [step for step in steps(document) if step["uses"].startswith("OWNER/")]
    assert set(ours["with"]) == {"base", "head"}
    assert all("/templates/" in value for value in ours["with"].values())


def test_the_tokens_of_the_action_are_not_for_the_app() -> None:
    """The step that runs what the pull request brings has none."""
    review, comment = (
        each for each in steps(read(ACTION)) if each["name"] in {"Review", "Comment"}
    )

    assert "TOKEN" not in json.dumps(review)
    assert comment["env"]["GITHUB_TOKEN"] == "${{ inputs.token }}"  # noqa: S105 - it is none


def test_what_the_action_installs_is_locked() -> None:
    """With hashes, and at the versions with which Tocsin is tested."""

    def locked(name: str) -> set[str]:
        text = (ROOT / "requirements" / name).read_text()
        return set(re.findall(r"^([a-z][\w.-]*==[\w.]+)", text, re.MULTILINE))

    assert "pydantic" in "".join(locked("action.txt"))
    assert locked("action.txt") <= locked("project.txt")


def test_each_file_is_printed_by_its_name() -> None:
    """Whoever has Tocsin has them, at the version that they are for."""
    assert {path.name for path in PIPELINES.iterdir() if path.suffix in {".sh", ".yaml"}} == set(
        LISTED
    )
    assert run("pipeline", "review.sh").output == (PIPELINES / "review.sh").read_text()
    assert "github-deploy.yaml" in run("pipeline").output
    assert "did you mean 'review.sh'" in run("pipeline", "revew.sh").errors


@pytest.fixture(name="server")
def _server() -> Iterator[ForgeServer]:
    """GitHub, on this machine."""
    with forge_server() as server:
        yield server


@pytest.fixture(name="project")
def _project(tmp_path: Path) -> GitProject:
    """A project with drills whose last commit lets an alarm fire later."""
    project = GitProject.make(tmp_path / "shop", orders=3)
    (project.folder / "drills").mkdir()
    drill = {
        "alarm": "orders",
        "values": "9x10 0x5 1x10",
        "expect": [{"timeline": ["OK", "ALARM at 13m", "OK at 16m"]}],
    }
    (project.folder / "drills" / "orders.yaml").write_text(
        json.dumps({"drills": {"orders stop": drill}})
    )
    project.commit()
    project.commit(orders=9)
    return project


def surroundings(project: GitProject, server: ForgeServer, token: str = WRITER) -> dict[str, str]:
    """Return the environment of a run for a pull request, as GitHub makes it."""
    above = project.folder.parent
    (above / "event.json").write_text(json.dumps({"pull_request": {"number": 12}}))
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOME": str(above),
        "RUNS": str(above / "runs"),
        "OUT": str(above / "out"),
        "TOCSIN": TOCSIN,
        "TOCSIN_CACHE": str(above / "cache"),
        "GITHUB_ACTIONS": "true",
        "GITHUB_API_URL": server.url,
        "GITHUB_EVENT_PATH": str(above / "event.json"),
        "GITHUB_REPOSITORY": "acme/shop",
        "GITHUB_STEP_SUMMARY": str(above / "summary.md"),
        "GITHUB_TOKEN": token,
    }


def script(name: str, project: GitProject, environment: dict[str, str]) -> Any:  # noqa: ANN401 - a process that is over
    """Run one of the scripts in a project."""
    return subprocess.run(
        ["sh", PIPELINES / name],
        cwd=project.folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_the_whole_review_runs_and_comments_once(project: GitProject, server: ForgeServer) -> None:
    """On two commits: diff, checks, drills, reports, templates of both sides, and the comment."""
    environment = surroundings(project, server)
    for number in range(4):
        server.write(f"remark {number}", author="alice")
    server.page_size = 2

    first = script("review.sh", project, environment)
    # GitHub is busy: it waits, and edits the same comment.
    server.instead.append(("GET", 429, {"Retry-After": "0"}, {"message": "rate limit"}))
    project.commit(orders=9, revenue=2)
    second = script("review.sh", project, {**environment, "DRILLS": "none"})

    out = Path(environment["OUT"])
    assert (first.returncode, second.returncode) == (1, 0), first.stderr
    assert "fires later: 3 → 9 minutes" in first.stdout
    assert "a drill fails" in first.stdout.lower() or "FAILED" in first.stdout
    assert first.stdout.splitlines()[0].startswith("::stop-commands::")
    assert {path.name for path in out.iterdir()} == {
        "check.md", "check.sarif", "check.xml", "drills.xml", "review.html", "review.md",
        "review.sarif", "templates",
    }  # fmt: skip
    assert [path.name for path in sorted((out / "templates").rglob("*.json"))] == [
        "shop.template.json"
    ] * 2
    assert len(server.comments) == 5
    assert "Alarm revenue is new" in server.texts[-1]
    assert "created the comment" in first.stdout
    assert "edited the comment" in second.stdout
    assert "## Tocsin" in Path(environment["GITHUB_STEP_SUMMARY"]).read_text()


def test_for_a_fork_all_is_the_same_without_a_comment(
    project: GitProject, server: ForgeServer
) -> None:
    """The token only reads: what to do is said, and the review ends as it would.

    The app does not see the token: whoever opens a pull request writes it. BASE may be a range.
    """
    environment = surroundings(project, server, READER)
    project.git("switch", "--quiet", "--create", "feature")
    seen = project.folder.parent / "seen"
    project.write_cdk_json(app=f"env >> '{seen}'; '{sys.executable}' make.py")
    project.commit(orders=9, revenue=2)

    done = script("review.sh", project, {**environment, "BASE": "main...", "DRILLS": "none"})

    assert done.returncode == 0, done.stderr
    assert "Alarm revenue is new" in done.stdout
    assert "on a pull request from a fork the token only reads" in done.stderr
    assert "There is no comment; the review is in" in done.stdout
    assert server.comments == []
    assert READER not in seen.read_text()


def test_a_review_that_fails_says_so_in_the_comment(
    project: GitProject, server: ForgeServer
) -> None:
    """With the reason, and the exit code that it has."""
    project.write_cdk_json(app="echo no such module >&2; exit 9")
    project.commit()

    sides = {"BASE": "HEAD~1", "HEAD": ""}
    done = script("review.sh", project, {**surroundings(project, server), **sides})

    assert done.returncode == 3
    assert "the working tree" in done.stderr + done.stdout
    assert "The change could not be reviewed." in server.texts[0]


def test_the_action_runs_the_script_with_its_inputs(
    project: GitProject, server: ForgeServer
) -> None:
    """Its steps are run here as the runner does, but for those that install and keep things."""
    above = project.folder.parent
    program = above / "runner" / "tocsin" / "bin" / "tocsin"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec {TOCSIN} "$@"\n')
    program.chmod(0o755)
    action = read(ACTION)
    inputs = {name: each.get("default", "") for name, each in action["inputs"].items()}
    inputs |= {"token": WRITER, "context": "suffix=; touch hacked\nother=1", "drills": "none"}
    environment = {
        **surroundings(project, server),
        "RUNNER_TEMP": str(above / "runner"),
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_OUTPUT": str(above / "output"),
    }
    for name in ("GITHUB_TOKEN", "OUT", "TOCSIN"):
        del environment[name]
    review, comment = (
        _step(each, {**inputs, "reports": str(above / "runner" / "tocsin-review")})
        for each in action["runs"]["steps"]
        if each["name"] in {"Review", "Comment"}
    )
    for script_, given in (review, comment):
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script_],
            cwd=project.folder,
            env={**environment, **given},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    assert (above / "output").read_text() == f"reports={above}/runner/tocsin-review\n"
    assert "orders; touch hacked" in server.texts[0]
    assert project.git("status", "--porcelain") == ""


def _step(step: Any, inputs: dict[str, str]) -> tuple[str, dict[str, str]]:  # noqa: ANN401 - YAML
    """Return the script of a step and its environment, with inputs and outputs put in."""

    def put_in(expression: re.Match[str]) -> str:
        return inputs[expression[1].rpartition(".")[2]]

    given = {
        name: re.sub(r"\$\{\{ ([\w.-]+) \}\}", put_in, value) for name, value in step["env"].items()
    }
    return step["run"], given


def stand_in(folder: Path, name: str, text: str) -> str:
    """Write a program that stands in for one that needs an account, and return its command."""
    program = folder / name
    program.write_text(f'#!/bin/sh\necho "{name} $*" >> "{folder}/called"\n{text}\n')
    program.chmod(0o755)
    return str(program)


@pytest.mark.parametrize(
    ("before", "deployed", "code", "called"),
    [
        (0, 0, 0, ["error", "deploy", "never"]),
        (1, 0, 1, ["error"]),
        (3, 0, 3, ["error"]),
        (0, 1, 3, ["error", "deploy"]),
    ],
)
def test_a_stage_is_deployed_between_two_questions(
    before: int, deployed: int, code: int, called: list[str], tmp_path: Path
) -> None:
    """What the account lacks stops it before. Stand-ins are called: there is no account here."""
    tocsin = stand_in(tmp_path, "tocsin", f"exit {before}")
    cdk = stand_in(tmp_path, "cdk", f"exit {deployed}")
    done = subprocess.run(
        ["sh", PIPELINES / "deploy.sh"], cwd=tmp_path, capture_output=True, check=False,
        env={"PATH": os.environ["PATH"], "STAGE": "prod", "TOCSIN": tocsin, "CDK": cdk},
    )  # fmt: skip
    lines = (tmp_path / "called").read_text().splitlines()

    assert done.returncode == code
    assert [line.split()[1 if "cdk" in line.split()[0] else -1] for line in lines] == called
    assert lines[0] == (
        "tocsin preflight viewpoint.yaml --stage prod --assembly cdk.out --fail-on error"
    )
    if code == 0:
        assert lines[1] == (
            "cdk deploy --all --app cdk.out --require-approval never --progress events --ci"
        )


def test_options_of_the_scripts_are_those_of_the_commands(tmp_path: Path) -> None:
    """A stand-in takes any; the CDK that is installed here is asked for those it knows."""
    cdk = ROOT / "node_modules" / ".bin" / "cdk"
    if not cdk.exists():
        pytest.skip("the CDK's command line is not installed")
    for name, command in (("deploy.sh", "deploy"), ("drift.sh", "drift")):
        (line,) = re.findall(rf"^\$cdk {command} (.*)$", pipeline(name), re.MULTILINE)
        asked = subprocess.run(
            [cdk, command, "--help"], cwd=tmp_path, capture_output=True, text=True, check=True
        ).stdout
        for option in re.findall(r"--([\w-]+)", line):
            assert re.search(rf"--{option.removeprefix('no-')}\b", asked), option


@pytest.mark.parametrize(
    ("code", "said", "ends"),
    [
        (0, "Number of resources with drift: 0", 0),
        (1, "Number of resources with drift: 2", 1),
        (1, "no credentials", 3),
    ],
)
def test_drift_is_told_from_not_knowing(
    code: int, said: str, ends: int, tmp_path: Path, server: ForgeServer
) -> None:
    """And is reported as one comment on an issue. The CDK stands in: there is no account here."""
    cdk = stand_in(tmp_path, "cdk", f"echo '```'; echo '@ops {said}'; exit {code}")
    done = subprocess.run(
        ["sh", PIPELINES / "drift.sh"], cwd=tmp_path, capture_output=True, check=False,
        env={
            "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "STAGE": "prod", "CDK": cdk,
            "TOCSIN": TOCSIN, "REPORT_TO": "github:acme/shop#12", "GITHUB_TOKEN": WRITER,
            "GITHUB_API_URL": server.url,
        },
    )  # fmt: skip

    title = {
        0: "Nothing was changed by hand in prod",
        1: "Something was changed by hand in prod",
        3: "What was changed by hand in prod is not known",
    }[ends]

    assert done.returncode == ends
    assert (tmp_path / "drift.md").read_text() == f"## {title}\n\n    ```\n    @ops {said}\n"
    assert server.texts[0].startswith("<!-- tocsin-comment: drift-prod -->")


def test_hooks_of_pre_commit_are_commands_that_work(
    project: GitProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is run as pre-commit runs it: its entry, its arguments, and files behind them."""
    hooks = {
        each["id"]: each for each in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    }
    monkeypatch.chdir(project.folder)
    monkeypatch.setenv("RUNS", str(project.folder.parent / "runs"))
    monkeypatch.setenv("TOCSIN_CACHE", str(project.folder.parent / "cache"))
    project.git("update-ref", "refs/remotes/origin/main", "HEAD~1")
    template = {"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}
    (project.folder / "topic.json").write_text(json.dumps(template))
    (project.folder / "viewpoint.yaml").write_text("{}")

    def hooked(name: str, *names: str) -> int:
        program, *words = shlex.split(hooks[name]["entry"])
        assert program == "tocsin"
        return run(*words, *hooks[name].get("args", []), *names).exit_code

    assert set(hooks) == {"tocsin-check", "tocsin-diff", "tocsin-validate"}
    assert hooked("tocsin-diff") == 0
    assert hooked("tocsin-check", "topic.json") == 0
    assert hooked("tocsin-validate", "viewpoint.yaml") == 2
