from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from tests.support.project import ROOT
from tests.support.readable import readable
from tests.support.stage_assemblies import synthesize
from tests.support.synthesis import templates_in
from tests.support.viewpoints import STAGES

TWO_REGIONS = (ROOT / "tests" / "support" / "two_regions.yaml").read_text()


@pytest.mark.parametrize("stage", STAGES)
def test_templates_are_reviewed(
    stage: str, assemblies: dict[str, Path], snapshot: SnapshotAssertion
) -> None:
    """A change of a template is seen by whoever reviews it; `make snapshots` accepts it."""
    reviewed = snapshot.use_extension(JSONSnapshotExtension)

    for name, template in templates_in(assemblies[stage]).items():
        assert readable(template) == reviewed(name=name)


def test_templates_of_a_second_region_are_reviewed(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    """So are those of a stage that is active in two Regions, as far as the other one has them."""
    reviewed = snapshot.use_extension(JSONSnapshotExtension)
    synthesize(TWO_REGIONS, "prod", tmp_path)

    for name, template in templates_in(tmp_path).items():
        if name.endswith(("-us-east-1", "-dashboard", "-chat", "-recovery")):
            assert readable(template) == reviewed(name=name)
