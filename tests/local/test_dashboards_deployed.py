"""Dashboards of CloudWatch in the embedded AWS, as their templates have them."""

import json
from pathlib import Path

import pytest

from local.endpoint import Endpoint
from tests.support.emulator import delete_stack, deploy_template
from tests.support.stage_assemblies import synthesize
from tests.support.synthesis import templates_in
from tests.support.viewpoints import SMALL

pytestmark = pytest.mark.emulator
NAME = "shop-prod-operations"


def test_a_dashboard_is_there_as_it_was_written(emulator: Endpoint, tmp_path: Path) -> None:
    """CloudWatch keeps its body, and forgets it with its stack."""
    synthesize(f"{SMALL}cloudwatch_dashboards: operations\n", "prod", tmp_path)
    template = templates_in(tmp_path)["shop-prod-dashboard-operations"]
    cloudwatch = emulator.client("cloudwatch")

    deploy_template(emulator, "dashboards", template["Resources"])
    kept = json.loads(cloudwatch.get_dashboard(DashboardName=NAME)["DashboardBody"])
    delete_stack(emulator, "dashboards")

    (dashboard,) = template["Resources"].values()
    assert kept == json.loads(dashboard["Properties"]["DashboardBody"])
    assert NAME not in {
        each["DashboardName"] for each in cloudwatch.list_dashboards()["DashboardEntries"]
    }
