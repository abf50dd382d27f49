import json
from pathlib import Path

from tests.support.stage_assemblies import synthesize
from tests.support.synthesis import templates_in
from tests.support.templates import properties_of
from tests.support.viewpoints import SMALL, planned


def test_a_stage_with_a_workspace_publishes_its_dashboards(tmp_path: Path) -> None:
    """As `tocsin dashboards build` writes them; without one there is no such stack."""
    text = f"{SMALL}grafana: {{workspace: new, folder: Shop}}\n"
    synthesize(text, "prod", tmp_path)
    template = templates_in(tmp_path)["shop-prod-grafana"]
    (resource,) = properties_of(template, "Custom::GrafanaDashboards")
    packed = [json.loads(path.read_text()) for path in tmp_path.glob("asset.*/boards/*.json")]

    assert {each["uid"] for each in packed} == {
        each.uid for each in planned(text, "prod").dashboards
    }
    assert resource["Folder"] == "Shop"
    assert list(template["Outputs"]) == ["Url"]
