"""How tests are given to the processes of a run."""

from collections import OrderedDict

import pytest

from tests.support.distribution import GROUPS, GroupScheduling, group
from tests.support.project import ROOT


@pytest.mark.parametrize("name", GROUPS)
def test_a_group_has_tests(name: str) -> None:
    """A file that was moved or removed leaves the list, and none hides behind an earlier one."""
    places = [place for place in GROUPS[name] for _ in ROOT.glob(f"{place}*")]

    assert set(places) == set(GROUPS[name])
    assert all(group(f"{place}::test_any[1]") == name for place in places)


def test_a_file_is_a_group_of_its_own() -> None:
    """A parameter may hold what separates the parts of an id."""
    assert group("tests/logs/test_limits.py::test_any[::]") == "tests/logs/test_limits.py"


def test_the_slowest_group_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not named waits until all that is slow has begun."""
    begun: list[str] = []
    scheduling = GroupScheduling.__new__(GroupScheduling)
    scheduling.workqueue = OrderedDict.fromkeys(["tests/any.py", "wheel", "adoption"], {})
    monkeypatch.setattr(
        "xdist.scheduler.LoadScopeScheduling._assign_work_unit",
        lambda this, _node: begun.append(this.workqueue.popitem(last=False)[0]),
    )

    for _ in range(3):
        scheduling._assign_work_unit(None)  # no process is asked

    assert begun == ["adoption", "wheel", "tests/any.py"]
