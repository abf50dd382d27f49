from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.support.assemblies import shared_assemblies
from tests.support.project import ROOT
from tests.support.readable import readable
from tests.support.stage_assemblies import synthesize
from tests.support.synthesis import templates_in
from tests.support.template_snapshots import TemplateSnapshot
from tests.support.viewpoints import STAGES, WHOLE

Folders = dict[str, Path]
TWO_REGIONS = (ROOT / "tests" / "support" / "two_regions.yaml").read_text()


@pytest.fixture(name="folders", scope="module")
def _folders(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Folders:
    """The assembly of each stage; who writes snapshots anew waits for no validation of them."""
    validated = not pytestconfig.getoption("update_snapshots")
    return shared_assemblies(tmp_path_factory.getbasetemp(), WHOLE, STAGES, validated=validated)


@pytest.mark.parametrize("stage", STAGES)
def test_templates_are_reviewed(stage: str, folders: Folders, snapshot: SnapshotAssertion) -> None:
    """A change of a template is seen by whoever reviews it; `make snapshots` accepts it."""
    reviewed = snapshot.use_extension(TemplateSnapshot)

    for name, template in templates_in(folders[stage]).items():
        assert readable(template) == reviewed(name=name)


def test_templates_of_a_second_region_are_reviewed(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    """So are those of a stage that is active in two Regions, as far as the other one has them."""
    reviewed = snapshot.use_extension(TemplateSnapshot)
    synthesize(TWO_REGIONS, "prod", tmp_path)

    for name, template in templates_in(tmp_path).items():
        if name.endswith(("-us-east-1", "-dashboard", "-chat", "-recovery")):
            assert readable(template) == reviewed(name=name)
