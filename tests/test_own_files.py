import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.support.own_files import AT_THE_ROOT, GUARD, MAY_READ
from tests.support.project import ROOT

HERE = Path(__file__)


def _opened() -> None:
    (ROOT / "viewpoint.yaml").read_text()


def _opened_from_here() -> None:
    Path("drills/any.yaml").read_text()


def _opened_in_silence() -> None:
    with suppress(Exception):
        _opened()


def _listed() -> None:
    list((ROOT / "runbooks").iterdir())


def _walked() -> None:
    list(os.scandir(ROOT / "dashboards"))


@pytest.mark.parametrize("read", [_opened, _opened_from_here, _opened_in_silence, _listed, _walked])
def test_a_product_test_that_reads_the_system_at_the_root_fails(
    read: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told which file it was, even if what read it swallows the failure."""
    monkeypatch.chdir(ROOT)

    with (
        pytest.raises(AssertionError, match=r"one test reads .*, which belongs to the system"),
        GUARD.watching(HERE, "one test"),
    ):
        read()


def _started() -> None:
    subprocess.run([sys.executable, "-c", ""], check=True)


def _started_by_path() -> None:
    subprocess.run([sys.executable, "-c", ""], cwd=str(ROOT), check=True)


@pytest.mark.parametrize("start", [_started, _started_by_path])
def test_a_product_test_that_starts_a_process_at_the_root_is_listed(
    start: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the process reads cannot be seen, so it has to be run for another system too."""
    monkeypatch.chdir(ROOT)

    with (
        pytest.raises(AssertionError, match=r"one test starts .* at the root"),
        GUARD.watching(HERE, "one test"),
    ):
        start()
    with GUARD.watching(HERE, f"{AT_THE_ROOT[0]}[one of several]"):
        start()


def test_a_product_test_may_start_a_process_elsewhere(tmp_path: Path) -> None:
    """In a folder of its own a process finds what the test puts there."""
    with GUARD.watching(HERE, "one test"):
        subprocess.run([sys.executable, "-c", ""], cwd=tmp_path, check=True)


def test_tests_that_are_listed_exist() -> None:
    """A test that was moved or removed leaves the list."""
    for name in AT_THE_ROOT:
        file, _, test = name.partition("::")

        assert f"def {test}(" in (ROOT / file).read_text()


@pytest.mark.parametrize("name", ["viewpoint.schema.json", "docs/drills.md", "app.py"])
def test_it_may_read_the_product(name: str) -> None:
    """Names that begin alike, and pages about such files, are no matter."""
    assert (ROOT / name).read_text()


@pytest.mark.parametrize("place", MAY_READ)
def test_tests_of_that_system_may_read_it(place: Path) -> None:
    """Nothing is watched while they run."""
    with GUARD.watching(place / "test_some.py", "one test"):
        _opened()
