"""The page about using the prover in other repositories: what it shows works."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.support.command_line import ROOT, run

PAGE = (ROOT / "docs" / "use-it-in-your-repository.md").read_text()
TEMPLATE = ROOT / "tests" / "cli" / "transcripts" / "files" / "template.yaml"
BLOCKS: list[tuple[str, str]] = re.findall(
    r"^ *```(\w+)\n(.*?)^ *```", PAGE, re.MULTILINE | re.DOTALL
)


def _block(language: str, begins: str) -> str:
    (found,) = [text for name, text in BLOCKS if name == language and begins in text]
    return found


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a template and what the page tells to write."""
    (tmp_path / "drills").mkdir()
    (tmp_path / "drills" / "first.yaml").write_text(_block("yaml", "drills:\n"))
    (tmp_path / "tocsin.yaml").write_text(_block("yaml", "severities:\n"))
    (tmp_path / "check-alarms.sh").write_text(_block("sh", "#!/bin/sh"))
    shutil.copyfile(TEMPLATE, tmp_path / "template.yaml")
    return tmp_path


def _check(repository: Path) -> subprocess.CompletedProcess[str]:
    """Run the script with a `tocsin` that is this one."""
    command = repository / "bin" / "tocsin"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m tocsin "$@"\n')
    command.chmod(0o755)
    path = f"{command.parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["sh", "check-alarms.sh", "template.yaml"],
        cwd=repository,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_script_runs_the_first_drill(repository: Path) -> None:
    """The drill passes, JUnit has it, and the changes that it does not notice end with 1."""
    result = _check(repository)

    assert "1 passed" in result.stdout
    assert (repository / "drills.xml").read_text().count("<testcase") == 1
    assert result.returncode == 1
    assert "no drill notices" in result.stdout.lower()


def test_a_drill_that_fails_ends_the_script(repository: Path) -> None:
    """A pipeline stops where people are told of too late."""
    drill = repository / "drills" / "first.yaml"
    drill.write_text(drill.read_text().replace("13m", "12m"))

    result = _check(repository)

    assert result.returncode == 1
    assert "1 failed" in result.stdout


@pytest.mark.parametrize(
    ("begins", "steps"),
    [
        ("name: alarms", lambda job: [step["run"] for step in job["steps"] if "run" in step]),
        ("  image:", lambda job: job["script"]),
    ],
)
def test_pipelines_install_the_wheel_and_run_the_script(begins: str, steps: object) -> None:
    """Both are YAML as their services read it, and end with the script of the page."""
    read = yaml.safe_load(_block("yaml", begins))
    job = read.get("jobs", read)["alarms"]

    assert callable(steps)
    assert steps(job)[-2:] == ["pip install tools/tocsin-*.whl", "sh check-alarms.sh"]


def test_actions_are_those_of_our_own_pipeline() -> None:
    """What is pinned on the page is what is pinned, and kept up to date, in the repository."""
    ours = (ROOT / ".github" / "workflows" / "check.yml").read_text()
    used = re.findall(r"uses: (\S+ # \S+)", PAGE)

    assert used
    assert [each for each in used if each not in ours] == []


def test_every_extra_is_explained() -> None:
    """The table has the extras that users may want, and no others."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    shown = set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))

    assert shown == set(project["optional-dependencies"]) - {"bench", "dev"}


def test_a_drill_of_another_alarm_is_told_the_name(repository: Path) -> None:
    """The way to learn the names of alarms that the page describes."""
    drill = repository / "drills" / "first.yaml"
    drill.write_text(drill.read_text().replace("no-orders", "no-order"))

    outcome = run("test", drill, "-a", TEMPLATE)

    assert "no-orders" in outcome.errors


def test_no_page_installs_a_package_of_our_name() -> None:
    """What an index has under it is something else."""
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]

    named = [
        page.name
        for page in pages
        if re.search(r"pip install [\"']?tocsin(\[|[\"'`]|$)", page.read_text(), re.MULTILINE)
    ]

    assert named == []
