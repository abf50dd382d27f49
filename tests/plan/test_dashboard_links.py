"""Where an alarm says that it is drawn."""

import pytest

from tests.support.viewpoints import WHOLE, planned, problems_of
from tocsin.plan import Plan, describe_composite
from tocsin.plan.alarm_properties import alarm_properties

TEXT = WHOLE.read_text()
RUNBOOKS = "runbooks: https://example.com/runbooks\n"
PLAN = planned(TEXT.replace(RUNBOOKS, f"{RUNBOOKS}grafana: https://grafana.example.com\n"), "prod")


def _uids(plan: Plan) -> dict[str, set[str]]:
    return {each.uid: {service for service, _ in each.services} for each in plan.dashboards}


def test_each_alarm_names_a_dashboard_that_shows_it() -> None:
    """The one that shows as little else as can be."""
    uids = _uids(PLAN)
    for alarm in PLAN.alarms:
        base, _, uid = alarm.dashboard.rpartition("/")
        assert base == "https://grafana.example.com/d"
        assert alarm.service in uids[uid]
        fewest = min(len(each) for each in uids.values() if alarm.service in each)
        assert len(uids[uid]) == fewest


def test_people_read_it_below_the_runbook() -> None:
    """In what CloudWatch says, and what pages for several alarms says, too."""
    for alarm in PLAN.alarms:
        said = str(alarm_properties(alarm)["AlarmDescription"])
        assert f"\nRunbook: {alarm.runbook}\nDashboard: {alarm.dashboard}\n" in said
        assert len(said) <= 1_024
    paging = [each for each in PLAN.composites if each.pages]
    assert paging
    for each in paging:
        assert f"\nDashboard: {each.dashboard}\n" in describe_composite(each)


def test_nothing_is_said_where_grafana_is_not_known() -> None:
    """Not even an empty line."""
    for alarm in planned(TEXT, "prod").alarms:
        assert alarm.dashboard == ""
        assert "\nDashboard: " not in str(alarm_properties(alarm)["AlarmDescription"])


@pytest.mark.parametrize(
    ("group", "services", "is_shown"),
    [
        ('service("shop-{stage}-checkout") { fault }', "checkout", True),
        ('service("shop-{stage}-checkout") { fault }', "storefront", False),
        ('edge("shop-{stage}-storefront", "shop-{stage}-checkout")', "storefront", True),
        ('annotation.stage = "{stage}"', "storefront", True),
        ('service("partner-{stage}") { fault }', "storefront", True),
    ],
)
def test_a_dashboard_shows_traces_of_its_services(
    group: str,
    services: str,
    is_shown: bool,  # noqa: FBT001
) -> None:
    """And those that name none of the viewpoint."""
    one = f"  only one: {{services: [{services}]}}\n"
    text = TEXT.replace("dashboards:\n", f"dashboards:\n{one}", 1)
    text = text.replace(
        "    faults: {filter: 'service(\"shop-{stage}-checkout\") { fault }', ",
        f"    faults: {{filter: '{group}', ",
    )
    (board,) = (each for each in planned(text, "prod").dashboards if each.id == "only-one")
    assert ("shop-prod-faults" in board.trace_groups) is is_shown


@pytest.mark.parametrize(
    "address",
    [
        "https://g.example.com/?x=1",
        "https://g.example.com/#x",
        "https://g.example.com/{stage}",
        "http://g",
    ],
)
def test_an_address_to_which_nothing_can_be_added_is_refused(address: str) -> None:
    """A query, a fragment, a place for the stage, or one that is not encrypted."""
    text = TEXT.replace(RUNBOOKS, f"{RUNBOOKS}grafana: '{address}'\n")
    assert {each.where.subject for each in problems_of(text)} == {"grafana"}
