import json
from pathlib import Path

import pytest

from tests.own.system import PLANS


@pytest.mark.parametrize("stage", PLANS)
def test_cdk_finds_nothing(stage: str, assemblies: dict[str, Path]) -> None:
    """Neither CloudFormation's schemas nor any pack of cdk-nag find anything in your stacks."""
    report = json.loads((assemblies[stage] / "validation-report.json").read_text())

    assert report["pluginReports"] == []
