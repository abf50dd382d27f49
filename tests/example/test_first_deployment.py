import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.own.system import DRILLS, VIEWPOINT_FILE
from tests.support.assemblies import shared_assemblies
from tocsin.assembly import load
from tocsin.drills import Outcome, read_drills, run_drills
from tocsin.simulation import AlarmSet

FILE = DRILLS / "first-deployment.yaml"
PULSE = "arn:aws:sqs:us-west-2:111122223333:shop-prod-pulse"
"""The queue that hears that monitoring lives; nobody reads it."""
INCIDENTS = {
    f"arn:aws:sqs:{region}:111122223333:shop-prod-incidents"
    for region in ("us-east-1", "us-west-2")
}
"""The queues from which functions make incidents."""
CHATS = {"C0123456789", "19%3aexample%40thread.tacv2"}

Change = Callable[[dict[str, Any]], None]


@pytest.fixture(name="prod", scope="module")
def _prod(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shared_assemblies(tmp_path_factory.getbasetemp(), VIEWPOINT_FILE, ["prod"])["prod"]


def _outcomes(assembly: Path) -> tuple[Outcome, ...]:
    alarms = AlarmSet.of(load(assembly))
    drills = read_drills(FILE.read_text(), name=FILE.name, alarms=alarms).drills
    return tuple(run_drills(drills, alarms))


def _without(assembly: Path, folder: Path, *names: str) -> Path:
    """Return the templates of an assembly as a folder, without properties of these names."""
    for path in assembly.glob("*.template.json"):
        template = json.loads(path.read_text())
        for resource in template["Resources"].values():
            for name in names:
                resource.get("Properties", {}).pop(name, None)
        (folder / path.name).write_text(json.dumps(template))
    return folder


def _told(outcome: Outcome) -> set[str]:
    told = (to for each in outcome.simulation.deliveries for to in each.recipients)
    return {to.endpoint for to in told if to.status != "closed"}


def test_every_alarm_is_new(prod: Path) -> None:
    """The drills of the first deployment evaluate all alarms of the shop."""
    before, starting, _ = _outcomes(prod)

    every = set(before.simulation.alarms.names)
    assert set(before.simulation.histories) == set(starting.simulation.histories) == every
    assert len(every) > 80


def test_no_person_is_told(prod: Path) -> None:
    """Dozens of alarms find that all is well and run their actions; only chat reads it."""
    before, starting, never = _outcomes(prod)

    assert len(before.simulation.deliveries) > 60
    assert _told(before) == _told(starting) == {*CHATS, *INCIDENTS, PULSE}
    # At that hour it is Chidi's turn.
    assert {"+15550100103", "chidi@example.com"} <= _told(never)


def test_without_the_filter_everybody_is_told(prod: Path, tmp_path: Path) -> None:
    """The drills notice subscriptions that let everything through."""
    before, starting, _ = _outcomes(_without(prod, tmp_path, "FilterPolicy"))

    assert not before.passes
    assert not starting.passes
    assert "{{resolve:secretsmanager:shop/pagerduty-endpoint}}" in _told(before)


def test_without_the_wait_silence_pages(prod: Path, tmp_path: Path) -> None:
    """The drills notice alarms on silence that do not wait for the shop."""
    outcomes = _outcomes(_without(prod, tmp_path, "WarmUpConfiguration"))

    assert [each.passes for each in outcomes] == [False, False, False]
