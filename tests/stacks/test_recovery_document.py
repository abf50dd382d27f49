"""What is claimed for data travels in the templates, where it is proved anew."""

from pathlib import Path

import pytest

from tests.support.viewpoints import STAGES, WHOLE, planned
from tocsin.assembly import load
from tocsin.recovery import Assessment, Backups, Store, assess, find_stores


@pytest.mark.parametrize("stage", STAGES)
def test_the_templates_show_what_validation_shows(stage: str, assemblies: dict[str, Path]) -> None:
    """Objectives, mechanisms and rules arrive, so that the arithmetic is the same."""
    plan = planned(WHOLE.read_text(), stage)
    backup = plan.backup
    assert backup is not None
    # A bucket of the stage's own is a data store, too, of which nothing is claimed.
    archives = {each.archive.bucket for each in plan.log_groups if each.archive is not None}
    expected = {store.name: store for each in backup.regions for store in each.data}

    found = {each.store.name: each.store for each in find_stores(Backups(load(assemblies[stage])))}

    assert found.keys() == expected.keys() | archives
    for name, store in expected.items():
        assert _shown(found[name]) == _shown(store), name


def _shown(store: Store) -> list[tuple[object, ...]]:
    return [_verdict(each) for each in assess(store)]


def _verdict(each: Assessment) -> tuple[object, ...]:
    way = each.way
    recovery = (way.loss, way.recovery, way.region) if way else ()
    return (each.scenario, each.objective, each.rpo, each.rto, recovery)
