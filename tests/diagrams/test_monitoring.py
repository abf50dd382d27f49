"""What is watched, drawn."""

import re
from dataclasses import replace

from tests.support.viewpoints import WHOLE, planned
from tocsin.diagrams import monitoring
from tocsin.plan import Plan

PLAN = planned(WHOLE.read_text(), "prod")


def charts(plan: Plan) -> dict[str, str]:
    """Return the charts of the page by their headings."""
    sections = re.findall(
        r"^## (.+?)\n.*?```mermaid\n(.*?)```", monitoring(plan), re.DOTALL | re.MULTILINE
    )
    return dict(sections)


def test_each_service_has_a_chart_and_all_are_in_one() -> None:
    """In the order in which alarms stand."""
    services = dict.fromkeys(each.service for each in PLAN.alarms)
    assert list(charts(PLAN)) == ["The whole", *services]


def test_every_alarm_is_drawn_once() -> None:
    """What resources and metrics lead to, counted, is all that there is."""
    for service, chart in charts(PLAN).items():
        if service != "The whole":
            drawn = sum(int(each) for each in re.findall(r"(\d+) (?:critical|warning|info)", chart))
            assert drawn == sum(each.service == service for each in PLAN.alarms)


def test_what_tells_by_itself_leads_to_its_topic_in_the_whole() -> None:
    """Alarms that another tells of are counted with that one."""
    whole = charts(PLAN)["The whole"]
    told = sum(map(int, re.findall(r"(\d+) alarms?\"", whole)))
    alone = [each for each in PLAN.alarms if not each.is_part and each.paged_by is None]
    assert told == len(alone) + sum(each.pages for each in PLAN.composites)


def test_alarms_of_an_outage_lead_to_the_one_that_pages() -> None:
    """Whose arrow is one page."""
    pages = [each for each in PLAN.composites if each.pages]
    assert pages
    for each in pages:
        chart = charts(PLAN)[each.service]
        assert each.title in chart
        assert '"one page"' in chart


def test_a_stage_without_alarms_says_so() -> None:
    """Rather than a chart of nothing."""
    assert monitoring(replace(PLAN, alarms=())).endswith("Nothing is watched.\n")
