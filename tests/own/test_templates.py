from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from tests.own.system import PLANS, VIEWPOINT_FILE
from tests.support.assemblies import shared_assemblies
from tests.support.readable import readable
from tests.support.synthesis import templates_in


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
    reviewed = snapshot.use_extension(JSONSnapshotExtension)

    for name, template in templates_in(folders[stage]).items():
        assert readable(template) == reviewed(name=name)
