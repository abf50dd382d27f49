import sys
from importlib.metadata import PackageNotFoundError

import pytest

from tests.support.project import ROOT
from tocsin.cli import installation
from tocsin.cli.installation import command_for, requirements_of

DECLARED = [
    "numpy<3,>=2.2",
    'boto3<2,>=1.43; extra == "aws"',
    "pyarrow>=22 ; extra == 'parquet'",
    'mypy>=2; python_version < "3.14" and extra == "dev"',
]


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment that is not the one of the clone."""
    monkeypatch.setattr(sys, "prefix", "/opt/tools")
    monkeypatch.setattr(sys, "executable", "/opt/tools/bin/python")
    monkeypatch.setattr(installation, "requires", lambda _: DECLARED)


def test_in_the_clone_make_installs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clone's own environment has what its lock file says, by hash."""
    monkeypatch.setattr(sys, "prefix", str(ROOT / ".venv"))

    assert command_for("aws") == f"make -B -C {ROOT} setup"


@pytest.mark.usefixtures("elsewhere")
def test_elsewhere_pip_installs_what_the_extra_asks_for() -> None:
    """The package's name stands in no command: what an index has under it is not this project."""
    command = command_for("aws")

    assert command == "/opt/tools/bin/python -m pip install 'boto3<2,>=1.43'"


@pytest.mark.usefixtures("elsewhere")
def test_an_environment_without_pip_is_filled_by_uv(monkeypatch: pytest.MonkeyPatch) -> None:
    """What uv has made has no pip of its own."""
    monkeypatch.setattr(installation, "find_spec", lambda _: None)
    monkeypatch.setattr("shutil.which", lambda _: "/usr/bin/uv")

    command = command_for("parquet")

    assert command == "uv pip install --python /opt/tools/bin/python 'pyarrow>=22'"


@pytest.mark.usefixtures("elsewhere")
def test_a_folder_that_nothing_has_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run from its folder, the project has no metadata, and the folder itself can be installed."""

    def unknown(name: str) -> list[str]:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(installation, "requires", unknown)

    assert command_for("aws") == f"/opt/tools/bin/python -m pip install '{ROOT}[aws]'"


@pytest.mark.parametrize(
    ("extra", "found"),
    [("aws", ["boto3<2,>=1.43"]), ("parquet", ["pyarrow>=22"]), ("none", [])],
)
def test_requirements_are_read_from_metadata(extra: str, found: list[str]) -> None:
    """What every installation has, and other extras, are left out."""
    assert requirements_of(extra, DECLARED) == found
