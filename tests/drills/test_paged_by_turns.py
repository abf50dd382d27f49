from pathlib import Path

import pytest

from tests.support.drills import alarm_set as plain_alarm_set
from tests.support.drills import metric_alarm, outcome_of, problems_of, subscription
from tests.support.escalation import alarms as system_alarms
from tests.support.escalation import machine, policy, with_state
from tocsin.drills import Outcome
from tocsin.on_call import Tier
from tocsin.simulation import AlarmSet

FIRES = "alarm: no-orders\nvalues: 9x5 0x40\n{}expect: [{}]"
"""The alarm goes to ALARM at 8m: on 2026-01-05, before Monday's hand-off from Ana to Ben."""


@pytest.fixture(scope="module")
def alarms(tmp_path_factory: pytest.TempPathFactory) -> AlarmSet:
    """Ana and Ben take turns, Dana is next after five minutes, everybody ten minutes later."""
    return system_alarms(tmp_path_factory.mktemp("system"))


def run(alarms: AlarmSet, expectation: str, settings: str = "") -> Outcome:
    """Run a drill in which the alarm fires at 8m."""
    return outcome_of(alarms, FIRES.format(settings, expectation))


@pytest.mark.parametrize(
    ("expectation", "settings"),
    [
        ("{paged: ana, at: 8m}", ""),
        ("{paged: [ana], within: 9m}", ""),
        ("{paged: ana@example.com, at: 8m}", ""),
        ("{paged: dana, at: 13m}", ""),
        ("{paged: nobody, within: 7m}", ""),
        ("{paged: nobody, from: 9m, within: 3m}", ""),
        ("{paged: [ana, ben, dana], at: 23m}", ""),
        # A week later it is Ben's turn, and hand-offs during an incident count.
        ("{paged: ben, at: 8m}", "start: 2026-01-05T09:00:00Z\n"),
        ("{paged: ben, at: 8m}", "start: 2026-01-05T08:52:00Z\n"),
        ("{paged: ana, at: 8m}", "start: 2026-01-05T08:51:00Z\n"),
        # Whoever answers stops it.
        ("{paged: nobody, from: 10m, within: 35m}", "acknowledged: 10m\n"),
        ("{received: [ana@example.com]}", "acknowledged: 10m\n"),
    ],
)
def test_what_is_met(alarms: AlarmSet, expectation: str, settings: str) -> None:
    """Contacts are paged at times, by the rotation and the policy of the templates."""
    outcome = run(alarms, expectation, settings)

    assert outcome.passes, outcome.failures


@pytest.mark.parametrize(
    ("expectation", "settings", "actual"),
    [
        ("{paged: ben, at: 8m}", "", "ben not paged; paged: ana@example.com"),
        ("{paged: dana, at: 8m}", "", "dana not paged; paged: ana@example.com"),
        ("{paged: dana, at: 13m}", "acknowledged: 10m\n", "dana not paged; paged: nobody"),
        ("{paged: nobody}", "", "critical: ana@example.com at 8m"),
    ],
)
def test_what_is_not_met(alarms: AlarmSet, expectation: str, settings: str, actual: str) -> None:
    """A failure says who was paged, and what became of the incident."""
    (failure,) = run(alarms, expectation, settings).failures

    assert failure.actual == actual


def test_a_failure_explains_the_incident(alarms: AlarmSet) -> None:
    """Its timeline, and that overrides of the hour are not known."""
    (failure,) = run(alarms, "{paged: ben, at: 8m}").failures
    details = dict(failure.details)

    assert details["incident"].startswith("no-orders: opened no-orders at 8m; paged ana at 8m")
    assert "override" in details["turns"]


def test_what_runs_is_what_counts(tmp_path: Path) -> None:
    """States that wait longer than the policy says page later."""
    slow = machine(policy(), with_state(policy(), "Tier 0", TimeoutSeconds=600))
    alarms = system_alarms(tmp_path, CriticalMachine=slow)

    assert run(alarms, "{paged: dana, at: 18m}").passes
    assert not run(alarms, "{paged: dana, at: 13m}").passes


def test_nobody_on_call_tells_everybody(tmp_path: Path) -> None:
    """A contact without a way to him leaves the page to the topic of everybody."""
    nothing = {"Type": "AWS::IAM::Role", "Properties": {"Policies": []}}
    alarms = system_alarms(tmp_path, PageRole=nothing)

    assert run(alarms, "{paged: ['ben@example.com', 'dana@example.com'], at: 8m}").passes


def test_a_machine_that_may_not_run_what_pages(tmp_path: Path) -> None:
    """It tells everybody by itself, without waiting for an answer that cannot come."""
    statement = {"Effect": "Allow", "Action": "sns:Publish", "Resource": "*"}
    policies = [{"PolicyName": "all", "PolicyDocument": {"Statement": [statement]}}]
    role = {"Type": "AWS::IAM::Role", "Properties": {"Policies": policies}}
    alarms = system_alarms(tmp_path, MachineRole=role)

    assert run(alarms, "{paged: ['ben@example.com', 'dana@example.com'], at: 8m}").passes
    assert run(alarms, "{paged: nobody, from: 9m, within: 30m}").passes


def test_incidents_of_one_service(tmp_path: Path) -> None:
    """A second alarm of the service joins the incident and pages nobody again."""
    described = {"AlarmDescription": "No orders.\nService: checkout · Owner: payments"}
    alarms = system_alarms(
        tmp_path,
        NoOrders=metric_alarm("no-orders", **described),
        FewOrders=metric_alarm(
            "few-orders", Threshold=5, EvaluationPeriods=4, DatapointsToAlarm=4, **described
        ),
    )
    deliveries = run(alarms, "{paged: ana, at: 8m}").simulation.deliveries

    assert [each.contact for each in deliveries if each.contact] == ["ana", "dana"]


def test_an_incident_that_comes_back(alarms: AlarmSet) -> None:
    """Within half an hour it is the same one, and its policy begins anew."""
    body = "alarm: no-orders\nvalues: 9x5 0x5 9x5 0x20\nexpect: [{paged: ana, at: 18m}]"
    outcome = outcome_of(alarms, body)

    assert outcome.passes, outcome.failures
    (incident,) = outcome.simulation.escalation.incidents
    assert incident.round == 2


def test_who_was_paged_hears_that_it_is_over(alarms: AlarmSet) -> None:
    """The all-clear goes to those who were paged alone."""
    body = "alarm: no-orders\nvalues: 9x5 0x5 9x15\nexpect: [{received: [ana@example.com]}]"

    assert outcome_of(alarms, body).passes


def test_an_incident_drill(alarms: AlarmSet) -> None:
    """A person is paged within the response time of the alarm."""
    body = "kind: incident\nbegins: 5m\nalarm: no-orders\nvalues: 9x5 0x9"

    assert outcome_of(alarms, body).passes


def test_without_a_machine_it_stays_refused(tmp_path: Path) -> None:
    """Nothing waits for an answer: what only a machine would do is not proved."""
    alarms = plain_alarm_set(
        tmp_path, NoOrders=metric_alarm("no-orders"), Sms=subscription("sms", "+15550100102")
    )
    drill = "{alarm: no-orders, values: 9x5 0x20, acknowledged: 4m, expect: [{paged: nobody}]}"

    (problem,) = problems_of(alarms, f"drills: {{a: {drill}}}")

    assert "nothing in the templates waits for somebody to acknowledge" in problem


def test_somebody_whom_no_machine_of_the_alarm_pages(tmp_path: Path) -> None:
    """Another policy may page him, but not this one."""
    eve = {"eve": policy().contacts["ana"]}
    info = policy("info", tiers=(Tier(recipients=("eve",), kind="page"),), contacts=eve)
    alarms = system_alarms(tmp_path, policy(), info)
    drill = "{alarm: no-orders, values: 9x5 0x20, expect: [{paged: eve}]}"

    (problem,) = problems_of(alarms, f"drills: {{a: {drill}}}")

    assert "no machine that pages about these alarms reaches 'eve'" in problem
