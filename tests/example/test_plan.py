import pytest

from tests.own.system import PLANS


def test_stages_have_a_plan() -> None:
    """The shop has three stages, each with at least 40 alarms."""
    assert set(PLANS) == {"local", "staging", "prod"}
    assert min(len(plan.alarms) for plan in PLANS.values()) >= 40


def test_staging_and_production_share_an_account() -> None:
    """So that a name without the stage would show."""
    staging, prod = PLANS["staging"], PLANS["prod"]

    assert (staging.account, staging.region) == (prod.account, prod.region)


def test_critical_alarms_fit_the_five_minutes() -> None:
    """A breach of a critical alarm is typically told within its five minutes, delivery included."""
    late = [
        f"{alarm.id}: {alarm.time_to_page.typical} s"
        for alarm in PLANS["prod"].alarms
        # What fails adds up in the windows of an objective, and is told the sooner the more it is.
        if alarm.severity == "critical" and not alarm.is_part
        if alarm.time_to_page.typical > 300
        # That something is missing that comes every five minutes takes two or three to see.
        if not alarm.id.startswith(("paging-pulse-missing", "paging-incident-probe-silent"))
        # AWS publishes the lag of a global table every five minutes.
        if not alarm.id.endswith("-dynamodb-global-table-behind")
    ]

    assert late == []


def test_the_readme_says_how_late_critical_alarms_may_be() -> None:
    """Eight minutes at worst, and thirteen for silence; apart is what is known late by nature."""
    apart = ("paging-pulse-missing", "paging-incident-probe-silent")
    alarms = [
        alarm
        for alarm in PLANS["prod"].alarms
        if alarm.severity == "critical" and not alarm.is_part and not alarm.id.startswith(apart)
    ]
    told_late = [
        alarm
        for alarm in alarms
        if alarm.series.metrics[0].namespace == "AWS/SQS"
        or alarm.id.endswith("-global-table-behind")
    ]
    silences = [alarm.time_to_page_by_silence for alarm in alarms]

    worst = max(alarm.time_to_page.worst for alarm in alarms if alarm not in told_late)
    assert 7 * 60 < worst <= 8 * 60
    assert 12 * 60 < max(each.worst for each in silences if each) <= 13 * 60
    assert 15 * 60 < max(alarm.time_to_page.worst for alarm in told_late) < 20 * 60


@pytest.mark.parametrize("stage", PLANS)
def test_every_alarm_is_on_a_dashboard(stage: str) -> None:
    """Services, resources, paging and backups: what can fire is shown."""
    shown = {
        alarm.id
        for dashboard in PLANS[stage].dashboards
        for row in dashboard.rows
        for panel in row.charts
        for alarm in panel.alarms
    }

    assert {alarm.id for alarm in PLANS[stage].alarms if not alarm.is_part} <= shown
