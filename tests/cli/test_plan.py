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
