from tests.support.project import ROOT
from tocsin.diagrams import incident_response
from tocsin.plan import plan_draft
from tocsin.viewpoint import load_draft

PAGE = ROOT / "docs" / "diagrams" / "incident-response.md"


def test_the_diagram_of_incidents_is_current() -> None:
    """`tocsin diagram incident --stage prod` writes it anew."""
    plan = plan_draft(load_draft(ROOT / "viewpoint.yaml"), "prod")

    assert PAGE.read_text() == incident_response(plan)
