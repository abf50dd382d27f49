import json
from pathlib import Path

import pytest

from tests.support.command_line import run
from tests.support.viewpoints import SMALL


@pytest.fixture
def viewpoint(tmp_path: Path) -> Path:
    """A viewpoint with a protected table."""
    path = tmp_path / "viewpoint.yaml"
    path.write_text(SMALL)
    return path


def test_names_are_not_broken(viewpoint: Path) -> None:
    """A name of an alarm, a topic or a backup plan can be copied from the tables."""
    plan = json.loads(run("plan", viewpoint, "--json").output)
    shown = run("plan", viewpoint, "--all").output

    specs = [
        *plan["alarms"],
        *plan["alerting"][0]["topics"],
        *plan["backup"]["regions"][0]["plans"],
    ]
    assert [spec["name"] for spec in specs if spec["name"] not in shown] == []


@pytest.mark.parametrize(
    ("where", "title"), [("recovery", "Restore tests"), ("both", "of backups")]
)
def test_tests_that_are_left_out_are_said(viewpoint: Path, where: str, title: str) -> None:
    """Also where no other test is left: a stage without a recovery Region has no copies."""
    test = f"schedule: cron(0 6 ? * SUN *), protected: [orders], within: 2h, where: {where}"
    text = SMALL.replace("recovery_region: eu-central-1", "recovery_region: off").replace(
        "data_protection:\n", f"data_protection:\n  restore_tests: {{weekly: {{{test}}}}}\n"
    )
    viewpoint.write_text(text)

    shown = run("plan", viewpoint, "--all").output
    assert title in shown
    assert "Tests of copies are left out" in shown


def test_json_is_the_whole_plan(viewpoint: Path) -> None:
    """--json prints every spec."""
    plan = json.loads(run("plan", viewpoint, "--json").output)

    assert "shop-prod-checkout-no-orders" in {alarm["name"] for alarm in plan["alarms"]}
    assert plan["backup"]["recovery_vaults"] == []
    assert plan["alerting"][0]["region"] == "eu-west-1"
    (orders,) = plan["backup"]["regions"][0]["data"]
    corruption = orders["scenarios"]["corruption"]
    assert corruption["rpo"] == {"objective": None, "verdict": "not claimed"}
    assert corruption["way"]["loss"]["seconds"] == 29 * 3600
