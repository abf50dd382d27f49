from pathlib import Path

from tests.support.project import ROOT
from tocsin.assembly import load
from tocsin.checks import Subject, check_by_id, run_checks

TEMPLATE: Path = ROOT / "tests/checks/templates/alarm/no_action/defect.yaml"
ON_A_DASHBOARD = "DefectOnADashboard"


def test_an_alarm_on_a_dashboard_may_be_meant_for_whoever_looks() -> None:
    """It is advice there, and an error where nobody could see the alarm."""
    check = check_by_id("alarm/no-action")
    assert check is not None
    found = run_checks(Subject.of(load(TEMPLATE)), [check]).problems

    severities = {str(each.where.key_path[1]): each.severity for each in found}
    shown = severities.pop(ON_A_DASHBOARD)

    assert shown == "note"
    assert set(severities.values()) == {"error"}
    assert any("the dashboard " in each.what for each in found)
