from pathlib import Path

import pytest

from tests.support.drills import alarm_set, metric_alarm, outcome_of, problems_of, subscription
from tocsin.on_call import Escalation
from tocsin.simulation import AlarmSet
from tocsin.viewpoint import escalation_of, parse_viewpoint

FIRES = "alarm: no-orders\nvalues: 9x5 0x4 9x16\nexpect: [{}]"
"""The alarm goes to ALARM at 8m and back to OK at 10m."""
VIEWPOINT = """\
system: shop
owner: platform
runbooks: https://example.com/runbooks
stages: {prod: {account: "111122223333", region: eu-west-1}}
contacts:
  ana: {email: ana@example.com}
  ben: {sms: "+15550100102"}
  eve: {sms: "+15550100103"}
  fay: {email: fay@example.com}
  gus: {email: gus@example.com}
  ops: {slack: {workspace: T0123456, channel: C0123456}}
on_call: {primary: {members: [ana, eve], hand_off: Monday 09:00}}
escalation:
  critical: [{page: [ana, ops, primary]}, {after: 1m, page: ben}]
  warning: [{notify: fay}]
  info: [{digest: ana}]
services: {checkout: {owner: payments}}
"""


@pytest.fixture(scope="module")
def alarms(tmp_path_factory: pytest.TempPathFactory) -> AlarmSet:
    """A critical alarm, and a warning that reaches nobody."""
    silent = metric_alarm(
        "few-orders", severity="warning", Threshold=5, AlarmActions=[], OKActions=[]
    )
    return alarm_set(
        tmp_path_factory.mktemp("system"),
        NoOrders=metric_alarm("no-orders"),
        FewOrders=silent,
        Sms=subscription("sms", "+15550100102"),
    )


@pytest.fixture(scope="module")
def escalation() -> Escalation:
    """Ana is paged at once, Eve in her turns, and Ben a minute later."""
    viewpoint, _ = parse_viewpoint(VIEWPOINT)
    return escalation_of(viewpoint, "prod")


@pytest.mark.parametrize(
    "expectation",
    [
        "{actions: shop-critical, at: 8m}",
        "{actions: 'arn:aws:sns:eu-west-1:111122223333:shop-critical', at: 10m}",
        "{actions: none, at: 9m}",
        "{actions: [shop-critical], within: 3m, from: 5m}",
        "{paged: ana@example.com, at: 8m}",
        "{paged: [ana@example.com, '+15550100102'], within: 3m, from: 5m}",
        "{paged: ana@example.com, alarm: no-orders}",
        "{paged: nobody, within: 7m}",
        "{paged: nobody, at: 10m}",
    ],
)
def test_what_is_met(alarms: AlarmSet, expectation: str) -> None:
    """An expectation that says who hears what, and when, passes."""
    outcome = outcome_of(alarms, FIRES.format(expectation))

    assert outcome.passes, outcome.failures


@pytest.mark.parametrize(
    ("expectation", "expected", "actual"),
    [
        ("{actions: shop-critical, at: 9m}", "shop-critical at 9m", "no action"),
        ("{actions: none, at: 8m}", "no action at 8m", "shop-critical (ALARM at 8m)"),
        (
            "{actions: none}",
            "no action from 0m to 25m",
            "shop-critical (ALARM at 8m), shop-critical (OK at 10m)",
        ),
        (
            "{paged: ana@example.com, within: 7m}",
            "ana@example.com paged from 0m to 7m",
            "ana@example.com not paged; paged: nobody",
        ),
        (
            "{paged: nobody}",
            "nobody is paged",
            "critical: ana@example.com and 1 more at 8m",
        ),
    ],
)
def test_what_is_not_met(alarms: AlarmSet, expectation: str, expected: str, actual: str) -> None:
    """A failure says who was expected to hear, and who did."""
    (failure,) = outcome_of(alarms, FIRES.format(expectation)).failures

    assert (failure.expected, failure.actual) == (expected, actual)


def test_an_action_that_the_alarm_never_runs(alarms: AlarmSet) -> None:
    """An alarm without actions can only be expected to run none."""
    body = FIRES.format("{alarm: few-orders, actions: none}")

    assert outcome_of(alarms, body).passes


@pytest.mark.parametrize(
    ("expectation", "passes"),
    [
        ("{paged: ana, at: 8m}", True),
        ("{paged: ana, at: 9m}", False),
        ("{paged: [ana, ana@example.com], at: 8m}", True),
        ("{paged: ops, alarm: no-orders}", False),
    ],
)
def test_contacts_of_a_viewpoint(
    alarms: AlarmSet, escalation: Escalation, expectation: str, *, passes: bool
) -> None:
    """A contact that the policy tells at once has to be reached by the templates themselves."""
    assert outcome_of(alarms, FIRES.format(expectation), escalation).passes == passes


@pytest.mark.parametrize(
    ("name", "what", "addresses"),
    [
        (
            "ben",
            "'ben' is paged by a tier after 1m, which the templates do not have",
            "+15550100102",
        ),
        ("eve", "'eve' is paged in turns of 'primary', which the templates do not have", "+1555"),
        ("gus", "no policy of alarms of critical or warning pages 'gus'", ""),
    ],
)
def test_what_is_not_deployed_is_refused(
    alarms: AlarmSet, escalation: Escalation, name: str, what: str, addresses: str
) -> None:
    """Nobody is expected whom only a later tier or a turn would reach: the templates have none."""
    expectation = f"{{alarm: no-orders, values: 9x5 0x20, expect: [{{paged: {name}}}]}}"

    (problem,) = problems_of(alarms, f"drills: {{a: {expectation}}}", escalation)

    assert what in problem
    assert addresses in problem


def test_nobody_on_the_way_is_a_failure(tmp_path: Path) -> None:
    """An incident whose alarm reaches nobody fails, however soon it fires."""
    alarms = alarm_set(tmp_path, A=metric_alarm("a", AlarmActions=[]))
    body = "kind: incident\nbegins: 5m\nalarm: a\nvalues: 9x5 0x9"

    (failure,) = outcome_of(alarms, body).failures

    assert failure.expected == "a critical alarm pages by 10m"
    assert failure.actual == "nobody is paged"
    assert failure.alarm == "a"


def test_an_incident_pages_in_time(alarms: AlarmSet) -> None:
    """A critical alarm that fires within its response time meets an incident."""
    assert outcome_of(
        alarms, "kind: incident\nbegins: 5m\nalarm: no-orders\nvalues: 9x5 0x9"
    ).passes


def test_a_late_page_is_a_failure(tmp_path: Path) -> None:
    """An incident whose page comes after the response time says when it came."""
    alarms = alarm_set(tmp_path, A=metric_alarm("a", EvaluationPeriods=6, DatapointsToAlarm=6))
    body = "kind: incident\nservice: checkout\nbegins: 5m\nalarm: a\nvalues: 9x6 0x9"

    (failure,) = outcome_of(alarms, body).failures

    assert failure.expected == "a critical alarm of checkout pages by 10m"
    assert failure.actual == "a pages at 12m"


def test_a_page_before_the_incident_does_not_count(alarms: AlarmSet) -> None:
    """What went out before an incident begins is not its page."""
    body = "kind: incident\nbegins: 9m\nalarm: no-orders\nvalues: 9x5 0x4 9x16"

    (failure,) = outcome_of(alarms, body).failures

    assert failure.actual == "nobody is paged"


@pytest.mark.parametrize(
    ("values", "severities", "passes"),
    [
        ("9x25", "", True),
        ("9x5 0x4 9x16", "", False),
        ("9x5 0x4 9x16", "severities: [warning, info]\n", True),
        ("9x5 2x4 9x16", "", True),
    ],
)
def test_quiet_drills(alarms: AlarmSet, values: str, severities: str, *, passes: bool) -> None:
    """A quiet drill fails as soon as an alarm of its severities reaches somebody."""
    body = f"kind: quiet\n{severities}alarm: no-orders\nvalues: {values}"

    assert outcome_of(alarms, body).passes == passes
