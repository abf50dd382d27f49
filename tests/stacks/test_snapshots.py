from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from tests.support.readable import readable
from tests.support.synthesis import templates_in
from tests.support.viewpoints import STAGES


@pytest.mark.parametrize("stage", STAGES)
def test_templates_are_reviewed(
    stage: str, assemblies: dict[str, Path], snapshot: SnapshotAssertion
) -> None:
    """A change of a template is seen by whoever reviews it; `make snapshots` accepts it."""
    reviewed = snapshot.use_extension(JSONSnapshotExtension)

    for name, template in templates_in(assemblies[stage]).items():
        assert readable(template) == reviewed(name=name)
