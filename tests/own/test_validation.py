import json
from pathlib import Path

import pytest

from tests.own.system import PLANS
from tocsin.assembly import load
from tocsin.checks import CHECKS, Subject, run_checks


@pytest.mark.parametrize("stage", PLANS)
def test_cdk_finds_nothing(stage: str, assemblies: dict[str, Path]) -> None:
    """Neither CloudFormation's schemas nor any pack of cdk-nag find anything in your stacks."""
    report = json.loads((assemblies[stage] / "validation-report.json").read_text())

    assert report["pluginReports"] == []


@pytest.mark.parametrize("stage", PLANS)
def test_tocsin_finds_nothing(stage: str, assemblies: dict[str, Path]) -> None:
    """No check has an error or a warning about what you would deploy; advice may be there."""
    report = run_checks(Subject.of(load(assemblies[stage])), CHECKS)

    assert [problem for problem in report.problems if problem.severity != "note"] == []
