"""The plans of the example shop."""

from collections import Counter

import pytest

from tests.support.plans import names_of
from tests.support.project import ROOT
from tocsin.plan import make_plan
from tocsin.viewpoint import load_viewpoint

VIEWPOINT, _ = load_viewpoint(ROOT / "viewpoint.yaml")
PLANS = {stage: make_plan(VIEWPOINT, stage) for stage in VIEWPOINT.stages}
STAGES = pytest.mark.parametrize("stage", PLANS)


@STAGES
def test_stage_has_a_plan(stage: str) -> None:
    """Every stage loads and has at least 40 alarms."""
    assert set(PLANS) == {"local", "staging", "prod"}
    assert len(PLANS[stage].alarms) >= 40


@STAGES
def test_names_are_unique_in_a_stage(stage: str) -> None:
    """No two things of a kind have one name."""
    assert max(Counter(names_of(PLANS[stage])).values()) == 1


def test_stages_of_one_account_share_no_name() -> None:
    """Staging and production can be deployed into one account and one region."""
    staging, prod = PLANS["staging"], PLANS["prod"]

    assert (staging.account, staging.region) == (prod.account, prod.region)
    assert set(names_of(staging)) & set(names_of(prod)) == set()


@STAGES
def test_every_alarm_is_on_a_dashboard(stage: str) -> None:
    """Services, resources, paging and backups: what can fire is shown."""
    shown = {
        alarm.id
        for dashboard in PLANS[stage].dashboards
        for row in dashboard.rows
        for panel in row.panels
        for alarm in panel.alarms
    }

    assert {alarm.id for alarm in PLANS[stage].alarms} == shown


def test_critical_alarms_fit_the_five_minutes() -> None:
    """A breach of a critical alarm is typically told within its five minutes, delivery included."""
    late = [
        f"{alarm.id}: {alarm.time_to_page.typical} s"
        for alarm in PLANS["prod"].alarms
        if alarm.severity == "critical" and alarm.time_to_page.typical > 300
    ]

    assert late == []
