"""The repository is the template: somebody replaces the example, and the product still works.

A copy of the repository gets another system: a parcel company with functions, queues and a stream,
whose people follow the sun, and no load balancer. Then, as a user would:

- `make snapshots` writes anew what is generated of the system, and touches nothing of the product;
- every rule for whatever stands at the root (`tests/own`) holds for the parcels;
- tests of the product that start processes at the root pass.

All other tests of the product are proved by what watches them in every run: in this repository,
a test outside tests/own and tests/example that reads the root's viewpoint, drills, runbooks or
dashboards fails, and so does one that starts an unlisted process there
(`tests/support/own_files.py`). So the copy need not run ten thousand tests again, nor write the
snapshots of the product, which are those that the tests here compare with.
With `TOCSIN_ADOPTION=whole` it does all the same, as in CI once a week.
"""

import os
import re
from pathlib import Path

import pytest

from tests.support import adopted
from tests.support.own_files import AT_THE_ROOT, MAY_READ
from tests.support.project import ROOT

PARCELS = Path(__file__).parent / "systems" / "parcels"
WHOLE = os.environ.get("TOCSIN_ADOPTION") == "whole"
ALL = ["tests", "-n", "2", "--dist", "loadgroup"]
WITHOUT = ("--ignore=tests/example", "--ignore=tests/test_adoption.py")

pytestmark = pytest.mark.slow


@pytest.fixture(name="copy", scope="module")
def _copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("adopted") / "kestrel"
    adopted.adopt(PARCELS, copy, production="live")
    return copy


@pytest.fixture(name="changes", scope="module")
def _changes(copy: Path) -> list[str]:
    """What `make snapshots` has changed in the copy; all tests of it need that done."""
    written = () if WHOLE else (f"SNAPSHOTS={' '.join(_own_snapshots(copy))}",)
    done = adopted.run(copy, "make", "--no-print-directory", *written, "snapshots")
    assert done.returncode == 0, done.stdout + done.stderr
    changes = adopted.changed(copy)
    adopted.commit(copy, "Snapshots")
    return changes


def _own_snapshots(copy: Path) -> list[str]:
    """Return those of the tests of `make snapshots` that may read the system."""
    (line,) = re.findall(
        r"^SNAPSHOTS := \$\(addprefix tests/,(.*)\)$", (copy / "Makefile").read_text(), re.MULTILINE
    )
    tests = [f"tests/{each}" for each in line.split()]
    own = [each for each in tests if any(map((ROOT / each).is_relative_to, MAY_READ))]
    assert own
    return own


def test_what_is_generated_is_written_for_the_system(changes: list[str]) -> None:
    """`make snapshots` gives it snapshots and dashboards, and changes nothing of the product."""
    others = [each for each in changes if not each.startswith(("dashboards/", "tests/own/"))]

    assert others == []
    assert "dashboards/network.json" in changes


@pytest.mark.usefixtures("changes")
def test_all_tests_but_those_of_the_example_pass(copy: Path) -> None:
    """The system keeps the rules for systems, and the product does not miss the example."""
    chosen = ALL if WHOLE else ["tests/own", *AT_THE_ROOT]
    done = adopted.run(copy, ".venv/bin/python", "-m", "pytest", "-q", *WITHOUT, *chosen)

    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr
    assert adopted.changed(copy) == []
