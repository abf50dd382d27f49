from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.own.system import DRILLS, VIEWPOINT, VIEWPOINT_FILE
from tests.support.assemblies import shared_assemblies
from tests.support.project import ROOT
from tocsin.assembly import load
from tocsin.drills import AcceptedSurvivor, Outcome, coverage, mutate, read_drills, run_drills
from tocsin.on_call import SEVERITIES
from tocsin.rehearsal import rehearsals
from tocsin.simulation import AlarmSet
from tocsin.viewpoint import escalation_of

FILES = sorted(DRILLS.glob("*.yaml"))
OTHERS = {"events", "first-deployment", "objectives", "on-call", "paging-incidents"}
OF_SERVICES = [path for path in FILES if path.stem not in OTHERS]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """The example's drills, run on the templates of its stage prod."""

    alarms: AlarmSet
    outcomes: tuple[Outcome, ...]
    accepted: tuple[AcceptedSurvivor, ...]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """Synthesize the stage prod and run every drill on it."""
    assembly = load(
        shared_assemblies(tmp_path_factory.getbasetemp(), VIEWPOINT_FILE, ["prod"])["prod"]
    )
    alarms, escalation = AlarmSet.of(assembly), escalation_of(VIEWPOINT, "prod")
    read = [
        read_drills(path.read_text(), name=path.name, alarms=alarms, escalation=escalation)
        for path in FILES
    ]
    return Shop(
        alarms=alarms,
        outcomes=tuple(run_drills((drill for file in read for drill in file.drills), alarms)),
        accepted=tuple(each for file in read for each in file.accepted_survivors),
    )


def drilled(shop: Shop) -> frozenset[str]:
    """Return the alarms that have to have drills: critical ones, and those the shop wrote."""
    own = {
        f"shop-prod-{service}-{alarm}".replace(" ", "-")
        for service, described in VIEWPOINT.services.items()
        for alarm in described.alarms
    }
    # Thresholds beside the plain one and heartbeats have names that are made from others.
    own |= {
        alarm.name
        for alarm in shop.alarms
        if alarm.name.endswith("-not-reported")
        or "-burn-" in alarm.name
        or any(alarm.name == f"{name}-{severity}" for name in own for severity in SEVERITIES)
    }
    critical = {alarm.name for alarm in shop.alarms if alarm.severity == "critical"}
    assert own <= set(shop.alarms.names)
    assert critical - own
    return frozenset(own | critical)


def test_critical_alarms_and_those_of_the_shop_are_covered(shop: Shop) -> None:
    """Each has a drill that fires it and one that leaves it quiet."""
    names = drilled(shop)
    found = [each for each in coverage(shop.alarms, shop.outcomes) if each.alarm.name in names]

    assert [each.alarm.name for each in found if not each.is_complete] == []


def test_the_readme_says_how_many_there_are(shop: Shop) -> None:
    """What it shows of a run is what a run prints: all of them pass."""
    assert [each.drill.name for each in shop.outcomes if not each.passes] == []
    assert f"\n{len(shop.outcomes)} passed\n" in (ROOT / "README.md").read_text()


def test_nearly_every_warning_has_a_pair(shop: Shop) -> None:
    """Where no person wrote one, it is generated; none of these finds fault with an alarm."""
    covered = coverage(shop.alarms, shop.outcomes)
    complete = {each.alarm.name for each in covered if each.is_complete}
    generated = list(run_drills(rehearsals(shop.alarms, complete), shop.alarms))
    names = complete | {name for each in generated for name in each.drill.metric_alarms}
    warnings = [alarm.name for alarm in shop.alarms if alarm.severity == "warning"]

    assert [each.drill.name for each in generated if not each.passes] == []
    assert sum(name in names for name in warnings) >= 0.9 * len(warnings)


def test_no_change_of_these_alarms_goes_unnoticed(shop: Shop) -> None:
    """Each of their mutants is noticed by a drill, or explained in its file."""
    mutation = mutate(shop.alarms, shop.outcomes, shop.accepted, names=drilled(shop))

    assert [(each.alarm.name, each.mutant.name) for each in mutation.survivors] == []
    assert mutation.accepted_in_vain == ()


@pytest.mark.parametrize("path", OF_SERVICES, ids=lambda path: path.stem)
def test_each_service_has_an_incident_and_a_quiet_drill(path: Path, shop: Shop) -> None:
    """A file of drills names its service, a time without pages, and an incident if it has one."""
    text = path.read_text()
    critical = {alarm.service for alarm in shop.alarms if alarm.severity == "critical"}

    assert f"service: {path.stem}" in text
    assert ("kind: incident" in text) == (path.stem in critical)
    assert "kind: quiet" in text


def test_each_missing_backup_has_a_drill_of_silence_and_one_without(shop: Shop) -> None:
    """What never came is told, and what came is not."""
    found = [
        each
        for each in coverage(shop.alarms, shop.outcomes)
        if "-no-backup-of-" in each.alarm.name or "-no-copy-of-" in each.alarm.name
    ]

    assert len(found) == 4
    assert [each.alarm.name for each in found if not each.is_complete] == []
