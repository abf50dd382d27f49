import pytest

from tests.own.system import DASHBOARDS as COMMITTED
from tests.own.system import PLANS, PRODUCTION
from tests.support.dashboards import panels_of
from tocsin.grafana import alarms_without_panel, files, lint, render, unlike_alarms
from tocsin.plan import AlarmSpec, DashboardSpec

PLAN = PLANS[PRODUCTION]
DASHBOARDS = [pytest.param(spec, id=spec.id) for spec in PLAN.dashboards]
SHOWN = {
    alarm.id: alarm
    for spec in PLAN.dashboards
    for row in spec.rows
    for panel in row.charts
    for alarm in panel.alarms
}
TELLING = [alarm for alarm in PLAN.alarms if not alarm.is_part]
"""Alarms that are only a part of another one have no panel of their own."""


@pytest.mark.parametrize("stage", PLANS)
def test_dashboards_break_no_rule(stage: str) -> None:
    """The linter finds nothing on any dashboard of any stage."""
    dashboards = PLANS[stage].dashboards

    found = [f"{spec.id}: {problem}" for spec in dashboards for problem in lint(render(spec))]

    assert found == []


@pytest.mark.parametrize("stage", PLANS)
def test_lines_are_drawn_where_alarms_fire(stage: str) -> None:
    """No dashboard has a threshold that is not that of an alarm whose runbook it links."""
    plan = PLANS[stage]

    found = [each for spec in plan.dashboards for each in unlike_alarms(render(spec), plan.alarms)]

    assert found == []


def test_alarms_of_services_have_a_panel() -> None:
    """Who is called about a service finds the alarm on one of its dashboards."""
    services = {service for spec in PLAN.dashboards for service, _ in spec.services}
    watching = [alarm for alarm in TELLING if alarm.service in services]

    assert watching
    assert alarms_without_panel(PLAN.dashboards, watching) == ()


def test_alarm_without_panel_is_found() -> None:
    """An alarm that no panel shows is named."""
    spec = next(each for each in PLAN.dashboards if each.kind == "service")

    assert alarms_without_panel([], PLAN.alarms[:2]) == PLAN.alarms[:2]
    shown = [alarm for alarm in TELLING if alarm.service in dict(spec.services)]
    assert shown
    assert alarms_without_panel([spec], shown) == ()


@pytest.mark.parametrize("alarm", [pytest.param(each, id=each.id) for each in SHOWN.values()])
def test_alarm_is_drawn_at_its_threshold(alarm: AlarmSpec) -> None:
    """Some chart has a line at the alarm's threshold, its metrics, and its runbook."""
    charts = [
        panel
        for dashboard in RENDERED.values()
        for panel in panels_of(dashboard)
        if panel["type"] == "timeseries" and alarm.runbook in panel["description"]
    ]
    read = {metric.name for metric in alarm.series.metrics}

    assert any(
        alarm.threshold
        in [step["value"] for step in panel["fieldConfig"]["defaults"]["thresholds"]["steps"]]
        and read <= {target["metricName"] for target in panel["targets"]}
        and {target["period"] for target in panel["targets"]} == {str(alarm.series.period)}
        for panel in charts
    )


RENDERED = {spec.id: render(spec) for spec in PLAN.dashboards}


@pytest.mark.parametrize("spec", DASHBOARDS)
def test_committed_dashboard_is_the_generated_one(spec: DashboardSpec) -> None:
    """What stands in the repository is what the viewpoint gives: `make snapshots` writes it."""
    (name, text), *_ = files([spec]).items()

    assert (COMMITTED / name).read_text(encoding="utf-8") == text


def test_no_other_dashboard_is_committed() -> None:
    """A dashboard that was removed from the viewpoint does not stay in the repository."""
    assert {path.name for path in COMMITTED.iterdir()} == set(files(PLAN.dashboards))
