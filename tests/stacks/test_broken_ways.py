"""Every link of the way of a page, broken one at a time: a drill or a check finds each.

The templates are those of a stage whose people are paged one after the other, as they would be
deployed. A drill that expects Ana to be paged is what a user would have written; a check needs
nobody to write anything.
"""

from pathlib import Path

import pytest

from tests.support.assemblies import shared_assemblies
from tests.support.broken_ways import BROKEN, Break, Templates
from tests.support.drills import outcome_of
from tests.support.viewpoints import PAGED_ONE_BY_ONE
from tocsin.assembly import load
from tocsin.checks import CHECKS, Subject, run_checks
from tocsin.diagnostics import InvalidInputError
from tocsin.simulation import AlarmSet

DRILL = """\
alarm: shop-prod-checkout-no-orders
delay: 0m
start: 2026-01-05T09:00:00Z
values: 9x5 0x30
expect:
  - {paged: ana, at: 8m}
  - {paged: ben, at: 13m}
"""
FAMILIES = ("alarm", "delivery", "escalation", "event", "on-call", "topic")


@pytest.fixture(scope="module")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The texts of the stage's templates, by the names of their files."""
    folder = tmp_path_factory.getbasetemp()
    assembly = shared_assemblies(folder, PAGED_ONE_BY_ONE, ["prod"])["prod"]
    return {path.name: path.read_text() for path in assembly.glob("*.json")}


def found_by(folder: Path) -> set[str]:
    """Return what notices that something is broken: a drill, and checks by their ids."""
    subject = Subject.of(load(folder))
    alarms = subject.alarm_set
    asked = [each for each in CHECKS if each.family in FAMILIES and not each.on_request]
    told = {each.kind for each in run_checks(subject, asked).problems if each.severity != "note"}
    return told if drill_passes(alarms) else {"drill", *told}


def drill_passes(alarms: AlarmSet) -> bool:
    """Say whether a drill passes; one whose people nothing leads to is refused."""
    try:
        return outcome_of(alarms, DRILL).passes
    except InvalidInputError:
        return False


def test_nothing_is_found_where_nothing_is_broken(deployed: dict[str, str], tmp_path: Path) -> None:
    """Else the other tests would prove nothing."""
    Templates.of(deployed).write(tmp_path)

    assert found_by(tmp_path) == set()


@pytest.mark.parametrize("broken", [each for _, each in BROKEN], ids=[name for name, _ in BROKEN])
def test_a_broken_link_is_found(deployed: dict[str, str], tmp_path: Path, broken: Break) -> None:
    """By a drill that names whom to page, or by a check."""
    templates = Templates.of(deployed)
    broken(templates)
    templates.write(tmp_path)

    assert found_by(tmp_path)
