"""Drills about notifications that do not arrive: whole templates, as people write them."""

from pathlib import Path

import pytest

from tests.support.assembly import load_template
from tests.support.deliveries import (
    ROOT,
    Json,
    listens,
    of_service,
    policy,
    resource,
    statement,
    topic,
)
from tests.support.drills import composite_alarm, metric_alarm, outcome_of
from tocsin.delivery import DeclaredReaders
from tocsin.drills.runner import Outcome
from tocsin.simulation import DEFAULT_SEVERITY_RULES, AlarmSet

ELSEWHERE = "arn:aws:sns:eu-west-1:999999999999:pager"
INBOX = {"Fn::GetAtt": ["Inbox", "Arn"]}
STOPS = "alarm: no-orders\nvalues: 9x5 0x9"
NOBODY = f"{STOPS}\nexpect: [{{paged: nobody}}]"
MAILED = f"{STOPS}\nexpect: [{{paged: duty@example.com}}]"
INCIDENT = f"kind: incident\nbegins: 5m\n{STOPS}"

MAIL = {"Pager": topic(), "Mail": listens("email", "duty@example.com")}
QUEUE = {
    "Pager": topic(),
    "Inbox": resource("AWS::SQS::Queue", QueueName="inbox"),
    "Listener": listens("sqs", INBOX),
}
FUNCTION = {"Rollback": resource("AWS::Lambda::Function")}
SENDER = resource(
    "AWS::SQS::QueuePolicy",
    Queues=[{"Ref": "Inbox"}],
    PolicyDocument=policy(of_service("sns", "sqs:SendMessage")),
)
PERMISSION = resource(
    "AWS::Lambda::Permission",
    FunctionName={"Ref": "Rollback"},
    Action="lambda:InvokeFunction",
    Principal="lambda.alarms.cloudwatch.amazonaws.com",
)


def _encrypted(*statements: Json) -> dict[str, Json]:
    key = resource(
        "AWS::KMS::Key", KeyPolicy=policy(statement({"AWS": ROOT}, "kms:*"), *statements)
    )
    return {**MAIL, "Key": key, "Pager": topic(KmsMasterKeyId={"Ref": "Key"})}


def _topic_policy(service: str) -> Json:
    document = policy(of_service(service, "sns:Publish", resource={"Ref": "Pager"}))
    return resource("AWS::SNS::TopicPolicy", Topics=[{"Ref": "Pager"}], PolicyDocument=document)


def _outcome(
    folder: Path,
    resources: dict[str, Json],
    body: str,
    *,
    action: object = None,
    people: tuple[str, ...] = (),
) -> Outcome:
    alarm = metric_alarm("no-orders", AlarmActions=[action or {"Ref": "Pager"}], OKActions=[])
    assembly = load_template(folder, {"Resources": {"Alarm": alarm, **resources}})
    declared = DeclaredReaders(people=people)
    return outcome_of(AlarmSet.of(assembly, DEFAULT_SEVERITY_RULES, declared), body)


@pytest.mark.parametrize(
    ("resources", "action"),
    [
        (_encrypted(), None),
        ({**MAIL, "Policy": _topic_policy("events")}, None),
        (QUEUE, None),
        (FUNCTION, {"Fn::GetAtt": ["Rollback", "Arn"]}),
        ({**FUNCTION, "Permission": PERMISSION}, {"Fn::GetAtt": ["Rollback", "Arn"]}),
        ({}, "arn:aws:ssm:eu-west-1:111122223333:opsitem:1"),
    ],
    ids=["key", "topic policy", "queue policy", "permission", "program", "OpsItem"],
)
def test_nobody_is_told(tmp_path: Path, resources: dict[str, Json], action: object) -> None:
    """Where a hop is closed, or only a program listens, silence is proved and an incident fails."""
    assert _outcome(tmp_path, resources, NOBODY, action=action).passes
    (failure,) = _outcome(tmp_path, resources, INCIDENT, action=action).failures

    assert failure.actual == "nobody is paged"
    assert any(about == "way" for about, _ in failure.details)


@pytest.mark.parametrize(
    "resources",
    [
        MAIL,
        _encrypted(of_service("cloudwatch", "kms:Decrypt", "kms:GenerateDataKey*")),
        {**MAIL, "Policy": _topic_policy("cloudwatch")},
    ],
    ids=["plain", "key", "topic policy"],
)
def test_somebody_is_told(tmp_path: Path, resources: dict[str, Json]) -> None:
    """The same with every hop open pages."""
    assert not _outcome(tmp_path, resources, NOBODY).passes
    assert _outcome(tmp_path, resources, INCIDENT).passes
    assert _outcome(tmp_path, resources, MAILED).passes


@pytest.mark.parametrize(
    ("resources", "action", "endpoint", "pattern"),
    [
        ({**QUEUE, "Policy": SENDER}, None, "arn:aws:sqs:eu-west-1:111122223333:inbox", "inbox"),
        ({}, ELSEWHERE, ELSEWHERE, "arn:aws:sns:*:pager"),
    ],
    ids=["queue", "topic elsewhere"],
)
def test_whoever_reads_it(
    tmp_path: Path, resources: dict[str, Json], action: object, endpoint: str, pattern: str
) -> None:
    """A queue or a topic elsewhere is reached, and pages a person once that is declared."""
    named = f"{STOPS}\nexpect: [{{paged: '{endpoint}'}}]"

    assert _outcome(tmp_path, resources, named, action=action).passes
    assert not _outcome(tmp_path, resources, NOBODY, action=action).passes
    (failure,) = _outcome(tmp_path, resources, INCIDENT, action=action).failures
    assert any("declare it under recipients" in text for _, text in failure.details)
    assert _outcome(tmp_path, resources, INCIDENT, action=action, people=(pattern,)).passes


def test_a_failure_says_where_it_is_lost(tmp_path: Path) -> None:
    """Whoever is not paged is shown with the hop, the reason and where AWS documents it."""
    (failure,) = _outcome(tmp_path, _encrypted(), MAILED).failures

    assert failure.actual == "duty@example.com not paged; paged: nobody"
    ((about, way), (_, paged)) = failure.details
    assert about == "way"
    assert way.startswith("email duty@example.com is closed at the key of the topic: ")
    assert "no statement allows cloudwatch.amazonaws.com kms:GenerateDataKey" in way
    assert "(https://docs.aws.amazon.com/" in way
    assert paged == "nobody, all the time"


def test_a_failure_says_when_and_whom_it_did_page(tmp_path: Path) -> None:
    """A page at another time is shown with its time."""
    body = f"{STOPS}\nexpect: [{{paged: duty@example.com, at: 7m}}]"

    (failure,) = _outcome(tmp_path, MAIL, body).failures

    assert ("paged", "duty@example.com at 8m, by no-orders") in failure.details


def test_a_failure_of_a_composite_alarm_shows_rule_and_children(tmp_path: Path) -> None:
    """What kept a composite alarm from paging is in its rule and the states of its children."""
    slow = metric_alarm("slow", MetricName="Latency", AlarmActions=[], OKActions=[])
    both = composite_alarm(
        "both", "ALARM(no-orders) AND ALARM(slow)", AlarmActions=[{"Ref": "Pager"}], OKActions=[]
    )
    alarm = metric_alarm("no-orders", AlarmActions=[], OKActions=[])
    resources = {**MAIL, "Alarm": alarm, "Slow": slow, "Both": both}
    alarms = AlarmSet.of(load_template(tmp_path, {"Resources": resources}))
    body = f"{STOPS}\nexpect: [{{paged: duty@example.com, alarm: both}}]"

    (failure,) = outcome_of(alarms, body).failures

    assert failure.details == (
        ("rule", "both: ALARM(no-orders) AND ALARM(slow)"),
        ("child", "no-orders: OK → ALARM at 8m"),
        ("child", "slow: OK, not evaluated"),
        ("paged", "nobody, all the time"),
    )


def test_of_a_long_rule_the_alarms_that_fired_are_shown_first(tmp_path: Path) -> None:
    """A dozen alarms that stayed as they were hide the one that decided."""
    names = [f"quiet-{number}" for number in range(8)]
    quiet = {
        f"Quiet{number}": metric_alarm(name, MetricName=name, AlarmActions=[], OKActions=[])
        for number, name in enumerate(names)
    }
    rule = " AND ".join(f"ALARM({name})" for name in (*names, "no-orders"))
    both = composite_alarm("all", rule, AlarmActions=[{"Ref": "Pager"}], OKActions=[])
    alarm = metric_alarm("no-orders", AlarmActions=[], OKActions=[])
    resources = {**MAIL, "Alarm": alarm, **quiet, "All": both}
    alarms = AlarmSet.of(load_template(tmp_path, {"Resources": resources}))

    (failure,) = outcome_of(
        alarms, f"{STOPS}\nexpect: [{{paged: duty@example.com, alarm: all}}]"
    ).failures

    assert [text for about, text in failure.details if about == "child"] == [
        "no-orders: OK → ALARM at 8m",
        *(f"{name}: OK, not evaluated" for name in names[:5]),
        "and 3 more; none of them was in ALARM",
    ]
