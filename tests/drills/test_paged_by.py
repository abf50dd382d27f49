"""Pages that a composite alarm sends in the place of the alarms below it."""

from pathlib import Path

import pytest

from tests.support.drills import alarm_set, composite_alarm, metric_alarm, one_drill, outcome_of
from tocsin.drills.coverage import coverage
from tocsin.drills.mutation.mutation import mutate
from tocsin.drills.runner import run_drill
from tocsin.simulation import AlarmSet

ORDERS = "alarm: no-orders\nbegins: 5m\nvalues: 9x5 0x9"


def _symptom(name: str, metric: str, **changes: object) -> dict[str, object]:
    tags = [
        {"Key": "tocsin:severity", "Value": "critical"},
        {"Key": "tocsin:service", "Value": "checkout"},
        {"Key": "tocsin:paged-by", "Value": "down"},
    ]
    return metric_alarm(name, MetricName=metric, Tags=tags, **changes)


def _alarms(folder: Path, *, rule: str = "ALARM(no-orders) OR ALARM(no-visits)") -> AlarmSet:
    return alarm_set(
        folder,
        NoOrders=_symptom("no-orders", "Orders", AlarmActions=[], OKActions=[]),
        NoVisits=_symptom("no-visits", "Visits", AlarmActions=[], OKActions=[]),
        Down=composite_alarm("down", rule),
    )


def test_an_incident_is_paged_by_the_composite_alarm(tmp_path: Path) -> None:
    """It may page for any of the critical alarms that the data reach."""
    assert outcome_of(_alarms(tmp_path), f"{ORDERS}\nkind: incident").passes


def test_an_incident_that_it_does_not_see_fails(tmp_path: Path) -> None:
    """Whatever the alarm tells itself is shown somewhere, and is not a page."""
    alarms = alarm_set(
        tmp_path,
        NoOrders=_symptom("no-orders", "Orders"),
        NoVisits=_symptom("no-visits", "Visits"),
        Down=composite_alarm("down", "ALARM(no-visits)"),
    )
    (failure,) = outcome_of(alarms, f"{ORDERS}\nkind: incident").failures

    assert failure.actual == "nobody is paged"


@pytest.mark.parametrize(
    ("expectation", "passes"),
    [
        ("{paged: ana@example.com}", True),
        ("{paged: nobody}", False),
        ("{received: ana@example.com}", True),
        ("{actions: none}", True),
    ],
)
def test_whom_an_alarm_pages_counts_what_is_above_it(
    expectation: str,
    passes: bool,  # noqa: FBT001 - pytest passes a parametrized argument by name
    tmp_path: Path,
) -> None:
    """`paged` and `received` are about people; `actions` says what the alarm itself does."""
    alarms = _alarms(tmp_path)

    assert outcome_of(alarms, f"{ORDERS}\nexpect: [{expectation}]").passes == passes


def test_coverage_says_whom_the_composite_alarm_reaches(tmp_path: Path) -> None:
    """An alarm for which nothing pages reaches nobody, whatever it tells itself."""
    found = {each.alarm.name: each.reaches for each in coverage(_alarms(tmp_path), ())}
    assert set(found.values()) == {"people"}

    alone = alarm_set(
        tmp_path,
        NoOrders=_symptom("no-orders", "Orders"),
        NoVisits=metric_alarm("no-visits", MetricName="Visits"),
        Down=composite_alarm("down", "ALARM(no-visits)"),
    )
    (lost,) = (each for each in coverage(alone, ()) if each.alarm.name == "no-orders")
    assert lost.reaches == "nobody"


def test_conditions_of_rules_are_mutants(tmp_path: Path) -> None:
    """A drill of one symptom notices that it is left out of the rule, and not the other."""
    alarms = _alarms(tmp_path)
    outcome = run_drill(one_drill(alarms, f"{ORDERS}\nkind: incident"), alarms)
    mutation = mutate(alarms, [outcome], names=["down"])

    assert {each.mutant.name: each.status for each in mutation.results} == {
        "without ALARM(no-orders)": "killed",
        "without ALARM(no-visits)": "survived",
    }


def test_a_suppressor_is_a_mutant(tmp_path: Path) -> None:
    """A drill in which it holds back the page notices that it is gone."""
    alarms = alarm_set(
        tmp_path,
        NoOrders=metric_alarm("no-orders", AlarmActions=[], OKActions=[]),
        NoVisits=metric_alarm("no-visits", MetricName="Visits"),
        Down=composite_alarm(
            "down",
            "ALARM(no-orders)",
            ActionsSuppressor="no-visits",
            ActionsSuppressorWaitPeriod=60,
            ActionsSuppressorExtensionPeriod=60,
        ),
    )
    body = (
        "series:\n  - {alarm: no-orders, values: 9x5 0x9}\n"
        "  - {alarm: no-visits, values: 9x5 0x9}\nexpect: [{alarm: down, paged: nobody}]"
    )
    outcome = run_drill(one_drill(alarms, body), alarms)
    (result,) = mutate(alarms, [outcome], names=["down"]).results

    assert outcome.passes
    assert (result.mutant.name, result.status) == ("without the suppressor no-visits", "killed")
