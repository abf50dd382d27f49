from pathlib import Path

import pytest

from tests.own.system import DRILLS, PRODUCTION, VIEWPOINT
from tocsin.assembly import load
from tocsin.drills import read_drills, run_drills
from tocsin.simulation import AlarmSet
from tocsin.viewpoint import escalation_of

FILES = sorted(DRILLS.glob("*.yaml"))


@pytest.fixture(name="alarms", scope="module")
def _alarms(assemblies: dict[str, Path]) -> AlarmSet:
    return AlarmSet.of(load(assemblies[PRODUCTION]))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_drill_passes(path: Path, alarms: AlarmSet) -> None:
    """The alarms of production do what the drills say."""
    escalation = escalation_of(VIEWPOINT, PRODUCTION)
    read = read_drills(path.read_text(), name=path.name, alarms=alarms, escalation=escalation)
    outcomes = run_drills(read.drills, alarms)

    assert {each.drill.id: each.failures for each in outcomes if not each.passes} == {}


def test_every_alarm_can_be_evaluated(alarms: AlarmSet) -> None:
    """No alarm is out of the reach of drills."""
    assert alarms.not_evaluated == ()


def test_drills_are_read_without_the_viewpoint(alarms: AlarmSet) -> None:
    """`tocsin test drills/` needs no option: recipients are named as the templates name them."""
    for path in FILES:
        assert read_drills(path.read_text(), name=path.name, alarms=alarms).drills
