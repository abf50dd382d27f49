"""What a woken person reads, for every alarm of every stage."""

import re
from collections.abc import Callable

from tests.own.system import PLANS
from tocsin.catalogue import load_resource_type, resource_types
from tocsin.plan import COMPARISON_WORDS, AlarmSpec, describe

ALARMS = {alarm.name: alarm for plan in PLANS.values() for alarm in plan.alarms}
TITLES = {
    alarm.title for name in resource_types() for alarm in load_resource_type(name).alarms.values()
}
CONDITION = re.compile(
    rf"(?P<label>.+?) ({'|'.join(COMPARISON_WORDS.values())}) (?P<limit>-?[0-9.,]+( [^0-9]+)?) "
    r"for [0-9]+ of [0-9]+ (periods of [0-9]+ (h|min|s)|(days|weeks) \(.+\))"
)


def _wrong(what: Callable[[AlarmSpec], object]) -> dict[str, object]:
    """Return what is wrong with the text of each alarm, without those that are fine."""
    assert ALARMS
    return {name: found for name, alarm in ALARMS.items() if (found := what(alarm))}


def test_description_has_its_parts() -> None:
    """What happened and why it matters, what to do first, where to read on, and what fired."""
    assert _wrong(_missing_parts) == {}


def _missing_parts(alarm: AlarmSpec) -> list[str]:
    beginning, first, ending = describe(alarm).split("\n\n")
    runbook, dashboard, facts, condition = ending.splitlines()
    is_said = {
        "beginning": re.fullmatch(r"[A-Z0-9](.|\n)+\. [A-Z](.|\n)+\.", beginning),
        "first action": re.fullmatch(r"First: [A-Z].+\.", first),
        "runbook": runbook == f"Runbook: {alarm.runbook}",
        "dashboard": dashboard == f"Dashboard: {alarm.dashboard}",
        "facts": facts.startswith(
            f"Severity: {alarm.severity} · Service: {alarm.service} · Owner: "
        ),
        "condition": CONDITION.fullmatch(condition.removeprefix("Condition: ")),
    }
    return [part for part, said in is_said.items() if not said]


def test_condition_says_what_is_measured() -> None:
    """A condition compares a measure, not the alarm's title, which says the opposite of it."""

    def titled(alarm: AlarmSpec) -> str:
        found = CONDITION.fullmatch(alarm.condition)
        is_measure = found and not any(title in found["label"] for title in TITLES)
        return "" if is_measure else alarm.condition

    assert _wrong(titled) == {}


def test_numbers_are_written_as_people_do() -> None:
    """No power of ten, and no long number without its groups of three."""

    def odd(alarm: AlarmSpec) -> list[str]:
        text = describe(alarm).replace(alarm.runbook, "")
        return re.findall(r"[0-9]e[-+]?[0-9]|(?<![\w.,])[0-9]{5,}", text)

    assert _wrong(odd) == {}
