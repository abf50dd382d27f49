import json
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.own.system import PLANS, VIEWPOINT_FILE
from tests.support.assemblies import shared_assemblies
from tests.support.command_line import run
from tests.support.readable import readable
from tests.support.synthesis import templates_in
from tests.support.template_snapshots import TemplateSnapshot


@pytest.fixture(name="folders", scope="module")
def _folders(
    tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> dict[str, Path]:
    """The assembly of each stage; who writes snapshots anew waits for no validation of them."""
    validated = not pytestconfig.getoption("update_snapshots")
    return shared_assemblies(
        tmp_path_factory.getbasetemp(), VIEWPOINT_FILE, PLANS, validated=validated
    )


@pytest.mark.parametrize("stage", PLANS)
def test_templates_are_reviewed(
    stage: str, folders: dict[str, Path], snapshot: SnapshotAssertion
) -> None:
    """A change of a template is seen by whoever reviews it; `make snapshots` accepts it."""
    reviewed = snapshot.use_extension(TemplateSnapshot)

    for name, template in templates_in(folders[stage]).items():
        assert readable(template) == reviewed(name=name)


@pytest.mark.parametrize("stage", PLANS)
def test_what_is_claimed_for_data_holds(stage: str, folders: dict[str, Path]) -> None:
    """The templates show it, as `tocsin recovery` does: objectives, mechanisms and backups."""
    backup = PLANS[stage].backup
    claimed = [store.name for each in backup.regions for store in each.data] if backup else []
    outcome = run("recovery", folders[stage], "--json")

    assert outcome.exit_code == 0, outcome.output
    assert '"not met"' not in outcome.output
    assert '"not shown"' not in outcome.output
    stores = json.loads(outcome.output)["stores"]
    # What it is built of comes after what it protects.
    assert [each["name"] for each in stores][: len(claimed)] == claimed
