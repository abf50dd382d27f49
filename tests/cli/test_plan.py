"""`tocsin plan`."""

import json
from pathlib import Path

from tests.support.command_line import SHOP, run


def test_a_stage_must_be_chosen() -> None:
    """A viewpoint with several stages is not planned by guess."""
    outcome = run("plan", SHOP)

    assert outcome.exit_code == 2
    assert "local, staging, prod" in outcome.errors


def test_an_unknown_stage_is_wrong_input() -> None:
    """A mistyped stage gets a hint."""
    outcome = run("plan", SHOP, "--stage", "prd")

    assert outcome.exit_code == 2
    assert "did you mean 'prod'?" in outcome.errors


def test_tables_fit_100_columns() -> None:
    """No line is wider than 100 columns, and every alarm is listed when asked for."""
    outcome = run("plan", SHOP, "--stage", "prod", "--all")

    assert outcome.exit_code == 0
    assert max(len(line) for line in outcome.output.splitlines()) <= 100
    assert "shop-prod-checkout-no-orders" in outcome.output


def test_names_are_not_broken() -> None:
    """A name of an alarm, a topic, a rule or a backup plan can be copied from the tables."""
    plan = json.loads(run("plan", SHOP, "--stage", "prod", "--json").output)
    shown = run("plan", SHOP, "--stage", "prod", "--all").output

    specs = [*plan["alarms"], *plan["alerting"][0]["topics"], *plan["tracing"]["rules"]]
    names = [spec["name"] for spec in (*specs, *plan["backup"]["plans"])]
    assert [name for name in names if name not in shown] == []


def test_json_is_the_whole_plan() -> None:
    """--json prints every spec."""
    plan = json.loads(run("plan", SHOP, "--stage", "prod", "--json").output)

    names = [alarm["name"] for alarm in plan["alarms"]]
    assert len(names) >= 40
    assert sorted(set(names)) == sorted(names)
    assert plan["backup"]["recovery_vault"]["region"] == "us-west-2"


def test_a_broken_viewpoint_is_refused(tmp_path: Path) -> None:
    """What validate reports, plan reports as well."""
    broken = tmp_path / "viewpoint.yaml"
    broken.write_text("system: shop")

    assert run("plan", broken).exit_code == 2
