"""`tocsin diff` on revisions of git."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.command_line import Outcome, run
from tests.support.git_project import GitProject
from tests.support.project import ROOT

LATER = "fires later: 3 → 9 minutes"


@pytest.fixture(name="project")
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GitProject]:
    """A project whose last commit lets an alarm fire later; nothing may remain of a run."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setenv("TOCSIN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("RUNS", str(tmp_path / "runs"))
    project = GitProject.make(tmp_path / "shop", orders=3)
    project.commit(orders=9)
    monkeypatch.chdir(project.folder)
    yield project
    assert len(project.git("worktree", "list").splitlines()) == 1
    assert list((tmp_path / "temporary").iterdir()) == []


def diff(*arguments: str) -> Outcome:
    """Run it on arguments."""
    return run("diff", *arguments)


def runs(project: GitProject) -> int:
    """Return how often the app has run."""
    file = project.folder.parent / "runs"
    return len(file.read_text().splitlines()) if file.exists() else 0


def test_two_revisions_are_synthesized_and_compared(project: GitProject) -> None:
    """Each in a checkout of its own; the second run takes what the first one made."""
    first, second = diff("HEAD~1", "HEAD"), diff("HEAD~1", "HEAD")

    assert (first.exit_code, LATER in first.output) == (1, True)
    assert first.errors == "synthesizing HEAD~1 ({})\nsynthesizing HEAD ({})\n".format(
        *(project.git("rev-parse", each)[:9] for each in ("HEAD~1", "HEAD"))
    )
    assert (second.output, second.errors, runs(project)) == (first.output, "", 2)
    assert (diff("HEAD~1", "HEAD", "--no-cache").output, runs(project)) == (first.output, 4)


def test_beside_a_revision_it_is_the_checkout_as_it_is_edited(project: GitProject) -> None:
    """With what is not committed: edits, new files and what is no more there."""
    project.write(orders=9, revenue=2)
    (project.folder / "make.py").rename(project.folder / "new place.py")
    project.write_cdk_json(app=f"'{sys.executable}' 'new place.py'")
    before = project.state

    outcome = diff("HEAD", "--all")

    assert "Alarm revenue is new" in outcome.output
    assert "cdk.out/shop.template.json" in outcome.output
    assert project.state == before
    project.write(orders=9, revenue=3)
    assert runs(project) == 2
    diff("HEAD")
    assert runs(project) == 3


@pytest.mark.parametrize("range_", ["HEAD~1..HEAD", "HEAD~1..", "HEAD~1...HEAD", "HEAD~1..."])
def test_ranges_are_as_git_has_them(range_: str, project: GitProject) -> None:
    """Two dots are both ends; three begin where they parted."""
    assert LATER in diff(range_).output
    assert project.state[0] == ""


def test_three_dots_leave_out_what_others_did_meanwhile(project: GitProject) -> None:
    """A branch is not blamed for what it does not have yet."""
    project.git("switch", "--quiet", "--create", "feature", "HEAD~1")
    project.commit(orders=3, revenue=2)

    assert LATER not in diff("main...feature").output
    assert "fires sooner" in diff("main..feature").output


def test_a_revision_is_compared_with_a_folder(project: GitProject) -> None:
    """What has been synthesized already is taken as it is."""
    environment = {**os.environ, "CDK_OUTDIR": "cdk.out", "CDK_CONTEXT_JSON": "{}"}
    subprocess.run([sys.executable, "make.py"], check=True, env=environment)

    assert LATER in diff("HEAD~1", "cdk.out").output
    assert runs(project) == 2


def test_what_is_both_is_the_path_and_that_is_said(project: GitProject) -> None:
    """Nobody has to guess what was compared."""
    project.git("branch", "cdk.out", "HEAD~1")
    environment = {**os.environ, "CDK_OUTDIR": "cdk.out", "CDK_CONTEXT_JSON": "{}"}
    subprocess.run([sys.executable, "make.py"], check=True, env=environment)

    outcome = diff("cdk.out", "HEAD")

    assert "'cdk.out' is a path here, and a revision of git: the path is compared" in outcome.errors
    assert "nothing changes" in outcome.output
    assert LATER in diff("cdk.out^0", "HEAD").output


def test_names_of_revisions_go_through_no_shell(project: GitProject) -> None:
    """A branch may be called as a command is written."""
    name = "a;touch${IFS}hacked;$(touch${IFS}hacked)"
    project.git("branch", name, "HEAD~1")
    before = project.state

    assert LATER in diff(name, "HEAD").output
    assert project.state == before


def test_templates_are_called_by_their_revision(project: GitProject) -> None:
    """Nobody knows where a revision was checked out."""
    outcome = diff("HEAD", "HEAD~1", "--json")
    data: Any = json.loads(outcome.output)

    assert {each["source"] for each in data["changes"]} == {"HEAD~1:cdk.out/shop.template.json"}
    assert (data["base"], data["head"]) == tuple(
        f"{each} ({project.git('rev-parse', each)[:9]})" for each in ("HEAD", "HEAD~1")
    )


def test_the_app_is_told_what_the_cdk_tells_it(project: GitProject) -> None:
    """Its context: of both files, and of the command line, which goes first."""
    project.write_cdk_json(context={"suffix": "-file"})
    project.commit()
    (project.folder / "cdk.context.json").write_text(json.dumps({"suffix": "-looked-up"}))

    assert "orders-looked-up" in diff("HEAD").output
    assert "nothing changes" in diff("HEAD", "-c", "suffix=-given").output


def test_a_context_of_any_size_arrives(project: GitProject) -> None:
    """What no variable of the environment can hold stands in a file."""
    project.write_cdk_json(context={"much": "x" * 200_000})
    assert "nothing changes" in diff("HEAD").output


def test_a_command_may_be_given(project: GitProject) -> None:
    """It may write to `cdk.out` as well, and something may be prepared for it."""
    (project.folder / "cdk.json").unlink()
    project.commit()
    command = f"CDK_OUTDIR=cdk.out CDK_CONTEXT_JSON='{{}}' '{sys.executable}' $(cat app-name)"

    outcome = diff("HEAD~2", "HEAD", "--prepare", "echo make.py > app-name", "--synth", command)

    assert LATER in outcome.output


def test_templates_may_be_in_the_repository(project: GitProject) -> None:
    """Then `app` is their folder, and nothing is run; nor is anything kept, if nobody wants it."""
    (project.folder / "made").mkdir()
    environment = {**os.environ, "CDK_OUTDIR": "made", "CDK_CONTEXT_JSON": "{}"}
    subprocess.run([sys.executable, "make.py"], check=True, env=environment)
    project.write_cdk_json(app="made")
    project.commit()
    project.write(orders=3)
    subprocess.run([sys.executable, "make.py"], check=True, env=environment)
    project.commit()

    assert "fires sooner: 9 → 3 minutes" in diff("HEAD~1", "HEAD", "--no-cache").output
    assert diff("HEAD", "HEAD", "--no-cache").exit_code == 0
    assert runs(project) == 2
    assert not list((project.folder.parent / "cache").rglob("*.json"))


def test_the_templates_of_both_sides_are_kept_on_request(project: GitProject) -> None:
    """Whole, without the code of functions; never over something else."""
    command = f"'{sys.executable}' make.py; mkdir $CDK_OUTDIR/asset.1; touch $CDK_OUTDIR/asset.1/a"

    diff("HEAD~1", "HEAD", "--synth", command, "--keep", "kept")

    names = [path.relative_to("kept").as_posix() for path in sorted(Path("kept").rglob("*"))]
    assert names == ["base", "base/shop.template.json", "head", "head/shop.template.json"]
    again = diff("HEAD~1", "HEAD", "--synth", command, "--keep", "kept")
    assert (again.exit_code, "is there already" in again.errors) == (2, True)
    assert project.git("status", "--porcelain") == "?? kept/\n"


def test_packages_are_those_of_the_checkout_if_the_locks_are_alike(project: GitProject) -> None:
    """Else nobody knows what would come of it, and they are missing."""
    (project.folder / "package-lock.json").write_text("{}")
    project.write_cdk_json(app=f"ls node_modules/lib && '{sys.executable}' make.py")
    project.commit()
    (project.folder / "node_modules").mkdir()
    (project.folder / "node_modules" / "lib").write_text("")

    assert diff("HEAD", "HEAD").exit_code == 0
    # What prepares would do so in the checkout.
    assert diff("HEAD", "HEAD", "--prepare", "true").exit_code == 3
    (project.folder / "package-lock.json").write_text("{ }")
    outcome = diff("HEAD", "HEAD", "--no-cache")
    assert outcome.exit_code == 3
    assert "has other lock files, and does not use node_modules of the checkout" in outcome.errors


def test_below_the_top_the_app_is_below_as_well(
    project: GitProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A repository may have many apps."""
    below = project.folder / "infra"
    below.mkdir()
    for name in ("cdk.json", "make.py", "alarms.json"):
        (project.folder / name).rename(below / name)
    project.commit()
    monkeypatch.chdir(below)

    assert diff("HEAD").exit_code == 0
    outcome = diff("HEAD~1")
    assert outcome.exit_code == 3
    assert "has no folder infra" in outcome.errors


def test_within_a_hook_it_is_the_same(project: GitProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git tells its hooks where the index is, and would take it for that of our checkout."""
    monkeypatch.setenv("GIT_INDEX_FILE", str(project.folder / ".git" / "index"))
    monkeypatch.setenv("GIT_DIR", str(project.folder / ".git"))
    (project.folder / ".git" / "hooks" / "post-checkout").write_text("#!/bin/sh\ntouch hooked\n")
    (project.folder / ".git" / "hooks" / "post-checkout").chmod(0o755)

    assert LATER in diff("HEAD~1", "HEAD").output
    monkeypatch.delenv("GIT_INDEX_FILE")
    assert project.git("status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("nothing",), 2, "'nothing' is neither a path nor a revision of git here"),
        (("nothing...HEAD",), 2, "'nothing' is neither a path nor a revision of git here"),
        (("HEAD", "nothing"), 2, "'nothing' is neither a path nor a revision of git here"),
        (("none.json", "HEAD"), 2, "none.json: there is no such file"),
        (("HEAD", "-c", "stage"), 2, "'stage' has no value"),
        (("HEAD", "--synth", "true"), 3, "wrote nothing into $CDK_OUTDIR"),
        (("HEAD", "--synth", "echo one; echo why >&2; exit 7"), 3, "  | one\n  | why\n"),
        (("HEAD", "--prepare", "exit 8"), 3, "the preparation of HEAD"),
    ],
)
def test_what_cannot_be_compared_says_why(
    arguments: tuple[str, ...], code: int, said: str, project: GitProject
) -> None:
    """With what to do about it; nothing remains checked out."""
    outcome = diff(*arguments)

    assert (outcome.exit_code, outcome.output) == (code, "")
    assert said in outcome.errors
    assert "fix: " in outcome.errors
    assert project.state[0] == ""


def test_a_project_without_an_app_is_asked_for_one(project: GitProject) -> None:
    """The first commit may be older than the app."""
    (project.folder / "cdk.json").write_text("{}")
    project.commit()

    outcome = diff("HEAD")

    assert outcome.exit_code == 2
    assert "has no app in cdk.json" in outcome.errors


def test_outside_of_a_repository_revisions_are_not_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is named has to be a path."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    outcome = diff("main", "head")

    assert outcome.exit_code == 2
    assert "head: there is no such file or folder" in outcome.errors


def test_what_git_refuses_is_told(project: GitProject) -> None:
    """In a container, a checkout often belongs to somebody else, and git says what to do."""
    (project.folder / ".git" / "config").write_text("[broken")

    outcome = diff("HEAD~1", "HEAD")
    (project.folder / ".git" / "config").write_text("[core]\nrepositoryformatversion = 0\n")

    assert outcome.exit_code == 3
    assert "git does not open the repository: 'fatal: bad config line" in outcome.errors


def test_who_is_asked_to_end_leaves_nothing_behind(project: GitProject, tmp_path: Path) -> None:
    """Also not what it has started; a pipeline that is cancelled asks so."""
    project.write_cdk_json(app=f"touch '{tmp_path}/begun'; sleep 60")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path / "temporary")}
    command = [sys.executable, "-m", "tocsin", "diff", "HEAD~1"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) as process:
        while not (tmp_path / "begun").exists() and process.poll() is None:
            time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)

    assert process.returncode == 143
