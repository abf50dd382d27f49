from tests.support.project import ROOT
from tocsin.diagrams import data_protection, incident_response, monitoring
from tocsin.plan import plan_draft
from tocsin.viewpoint import load_draft

PAGE = ROOT / "docs" / "diagrams" / "incident-response.md"
WATCHED = ROOT / "docs" / "diagrams" / "monitoring.md"
DATA = ROOT / "docs" / "diagrams" / "data-protection.md"


def test_the_diagram_of_incidents_is_current() -> None:
    """`tocsin diagram incident --stage prod` writes it anew."""
    plan = plan_draft(load_draft(ROOT / "viewpoint.yaml"), "prod")

    assert PAGE.read_text() == incident_response(plan)


def test_the_diagram_of_data_protection_is_current() -> None:
    """`tocsin diagram backup --stage prod` writes it anew."""
    plan = plan_draft(load_draft(ROOT / "viewpoint.yaml"), "prod")

    assert DATA.read_text() == data_protection(plan)


def test_the_diagram_of_monitoring_is_current() -> None:
    """`tocsin diagram monitoring --stage prod` writes it anew."""
    plan = plan_draft(load_draft(ROOT / "viewpoint.yaml"), "prod")

    assert WATCHED.read_text() == monitoring(plan)
