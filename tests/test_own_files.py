import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.support.own_files import GUARD, MAY_READ
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


@pytest.mark.parametrize("name", ["viewpoint.schema.json", "docs/drills.md", "app.py"])
def test_it_may_read_the_product(name: str) -> None:
    """Names that begin alike, and pages about such files, are no matter."""
    assert (ROOT / name).read_text()


@pytest.mark.parametrize("place", MAY_READ)
def test_tests_of_that_system_may_read_it(place: Path) -> None:
    """Nothing is watched while they run."""
    with GUARD.watching(place / "test_some.py", "one test"):
        _opened()
