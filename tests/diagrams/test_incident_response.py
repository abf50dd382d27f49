import re

from tests.support.viewpoints import PAGED_ONE_BY_ONE, planned
from tocsin.diagrams import incident_response


def charts(stage: str = "prod") -> dict[str, str]:
    """Return the chart of each severity of a stage."""
    page = incident_response(planned(PAGED_ONE_BY_ONE.read_text(), stage))
    found = re.findall(r"## (\w+)\n\n```mermaid\n(.+?)```", page, re.DOTALL)
    return dict(found)


def nodes(chart: str) -> dict[str, str]:
    """Return the texts of a chart's nodes by name."""
    return dict(re.findall(r'^  (n\d+)[\[\](){}]+"(.+?)"', chart, re.MULTILINE))


def arrows(chart: str) -> set[tuple[str, str, str]]:
    """Return what leads where, by texts, with what is said of it."""
    named = nodes(chart)
    found = re.findall(r'^  (n\d+) -\.?->(?:\|"(.+?)"\|)? (n\d+)', chart, re.MULTILINE)
    return {(named[one], said, named[other]) for one, said, other in found}


def test_tiers_follow_each_other() -> None:
    """Whoever does not answer leads to the next tier, and the last one to everybody."""
    found = arrows(charts()["critical"])
    first, second = (
        "tier 1, at once: page<br/>primary: ana, ben by turns",
        "tier 2, after 5m: page<br/>ben",
    )
    everybody = "everybody is told<br/>pager, ana, ben, inbox, team"

    assert (first, "no answer", second) in found
    assert (second, "no answer within 10m", everybody) in found
    answered = "acknowledged by tocsin ack, or all alarms are OK"
    assert (first, answered, "nobody else is paged") in found
    assert ("topic shop-prod-critical", "at once", "pager (https)") in found


def test_critical_alarms_are_watched_by_another_way() -> None:
    """Of critical alarms alone."""
    assert "by another way" in charts()["critical"]
    assert "by another way" not in charts()["warning"]


def test_a_stage_without_machines_tells_everybody_at_once() -> None:
    """What is not built is not drawn."""
    found = charts("told-at-once")["critical"]

    assert "tier" not in found
    assert "queue" not in found
