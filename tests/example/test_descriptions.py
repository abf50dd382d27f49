"""What a woken person reads, for every alarm of every stage."""

import re

import pytest

from tests.support.project import ROOT
from tocsin.catalogue import load_resource_type, resource_types
from tocsin.plan import COMPARISON_WORDS, AlarmSpec, describe, make_plan
from tocsin.viewpoint import load_viewpoint

VIEWPOINT, _ = load_viewpoint(ROOT / "viewpoint.yaml")
ALARMS = {
    alarm.name: alarm for stage in VIEWPOINT.stages for alarm in make_plan(VIEWPOINT, stage).alarms
}
TITLES = {
    alarm.title for name in resource_types() for alarm in load_resource_type(name).alarms.values()
}
CONDITION = re.compile(
    rf"(?P<label>.+?) ({'|'.join(COMPARISON_WORDS.values())}) (?P<limit>-?[0-9.,]+( [^0-9]+)?) "
    r"for [0-9]+ of [0-9]+ (periods of [0-9]+ (min|s)|(days|weeks) \(.+\))"
)
every_alarm = pytest.mark.parametrize("alarm", ALARMS.values(), ids=ALARMS)


@every_alarm
def test_description_has_its_parts(alarm: AlarmSpec) -> None:
    """What happened and why it matters, what to do first, where to read on, and what fired."""
    beginning, first, ending = describe(alarm).split("\n\n")
    runbook, facts, condition = ending.splitlines()

    assert re.fullmatch(r"[A-Z0-9](.|\n)+\. [A-Z](.|\n)+\.", beginning)
    assert re.fullmatch(r"First: [A-Z].+\.", first)
    assert runbook == f"Runbook: {alarm.runbook}"
    assert facts.startswith(f"Severity: {alarm.severity} · Service: {alarm.service} · Owner: ")
    assert CONDITION.fullmatch(condition.removeprefix("Condition: "))


@every_alarm
def test_condition_says_what_is_measured(alarm: AlarmSpec) -> None:
    """A condition compares a measure, not the alarm's title, which says the opposite of it."""
    found = CONDITION.fullmatch(alarm.condition)

    assert found
    assert not any(title in found["label"] for title in TITLES)


@every_alarm
def test_numbers_are_written_as_people_do(alarm: AlarmSpec) -> None:
    """No power of ten, and no long number without its groups of three."""
    text = describe(alarm).replace(alarm.runbook, "")

    assert not re.search(r"[0-9]e[-+]?[0-9]", text)
    assert not re.search(r"(?<![\w.,])[0-9]{5,}", text)
