import json
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from tests.own.system import PLANS
from tests.support.readable import readable
from tests.support.synthesis import templates_in

every_stage = pytest.mark.parametrize("stage", PLANS)


@every_stage
def test_templates_are_reviewed(
    stage: str, assemblies: dict[str, Path], snapshot: SnapshotAssertion
) -> None:
    """A change of a template is seen by whoever reviews it; `make snapshots` accepts it."""
    reviewed = snapshot.use_extension(JSONSnapshotExtension)

    for name, template in templates_in(assemblies[stage]).items():
        assert readable(template) == reviewed(name=name)


@every_stage
def test_cdk_finds_nothing(stage: str, assemblies: dict[str, Path]) -> None:
    """Neither CloudFormation's schemas nor any pack of cdk-nag find anything in your stacks."""
    report = json.loads((assemblies[stage] / "validation-report.json").read_text())

    assert report["pluginReports"] == []
