import json
from pathlib import Path

from tests.support.stage_assemblies import synthesize
from tests.support.synthesis import templates_in
from tests.support.templates import properties_of
from tests.support.viewpoints import SMALL


def test_each_dashboard_has_a_stack_of_its_own(tmp_path: Path) -> None:
    """Named as in Grafana, which no deployment changes."""
    synthesize(f"{SMALL}cloudwatch_dashboards: operations\n", "prod", tmp_path)
    template = templates_in(tmp_path)["shop-prod-dashboard-operations"]
    (dashboard,) = properties_of(template, "AWS::CloudWatch::Dashboard")

    assert dashboard["DashboardName"] == "shop-prod-operations"
    assert json.loads(dashboard["DashboardBody"])["widgets"]
