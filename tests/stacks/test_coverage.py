from pathlib import Path

import pytest

from tests.support.viewpoints import STAGES, WHOLE
from tocsin.assembly import load
from tocsin.checks import Subject, coverage_of
from tocsin.inventory import Watchable
from tocsin.plan import StageResource, stage_resources
from tocsin.viewpoint import load_draft

SWITCHED_OFF = {"local": {("checkout", "orders", "read-throttles")}}
"""The alarms that the viewpoint switches off, by stage."""


def _watchable(resource: StageResource) -> Watchable:
    identities = {name: frozenset({(None, text)}) for name, text in resource.identifiers.items()}
    return Watchable(
        name=resource.name,
        type=resource.type,
        identities=identities,
        alarms=resource.alarms,
        where=resource.where,
        account=resource.account,
        region=resource.region,
    )


@pytest.mark.parametrize("stage", STAGES)
def test_what_is_recommended_is_built(stage: str, assemblies: dict[str, Path]) -> None:
    """Each resource has all alarms of its type, but for those that the viewpoint switches off.

    The templates show it, read as anybody's: by the metrics that their alarms read.
    """
    draft = load_draft(WHOLE)
    assert draft.viewpoint
    resources = tuple(map(_watchable, stage_resources(draft, stage)))
    coverage = coverage_of(Subject.of(load(assemblies[stage]), named_resources=resources))

    missing = {
        (*each.resource.where.key_path[1:4:2], alarm.id)
        for each in coverage.resources
        for alarm in each.missing
    }
    assert coverage.resources
    assert missing == SWITCHED_OFF.get(stage, set())
