import json
from typing import Any

import pytest

from tests.support.viewpoints import changed, errors_of, planned
from tocsin.catalogue import EVENTS_OF_GROUPS, load_event, sample_event
from tocsin.events import LONGEST_PATTERN, read_event_pattern, read_target_input
from tocsin.plan import EventRuleSpec

LAST = "data_protection:"
RESOURCES = "    resources:\n"
SERVICES = "      {name}: {{type: ecs_service, cluster: shop, service: {name}}}\n"
ABROAD = "region: us-gov-west-1, recovery_region: us-gov-east-1"


def _text(events: str = "", *, services: tuple[str, ...] = (), text: str | None = None) -> str:
    more = "".join(SERVICES.format(name=name) for name in services)
    changes = [(RESOURCES, RESOURCES + more), (LAST, f"events: {{{events}}}\n{LAST}")]
    return changed(*changes) if text is None else changed(*changes, text=text)


def _rules(events: str = "", **more: Any) -> dict[str, EventRuleSpec]:  # noqa: ANN401 - as above
    found = planned(_text(events, **more)).events
    return {rule.id: rule for each in found for rule in each.rules}


def test_events_of_the_types_in_use_are_told_of() -> None:
    """A system with a service of Amazon ECS is told of its deployments, unasked."""
    rules = _rules(services=("api",))

    assert {"ecs-deployment-failed", "ecs-service-impaired"} <= rules.keys()
    assert "ecs-task-crashed" not in rules
    assert "rds-failover" not in rules
    assert "root-login" not in rules


def test_a_rule_is_for_the_resources_of_the_viewpoint() -> None:
    """Others share the account, and are nobody's business here."""
    pattern = _rules(services=("api", "worker"))["ecs-deployment-failed"].pattern

    assert pattern["resources"] == [
        {"suffix": ":service/shop/api"},
        {"suffix": ":service/shop/worker"},
    ]


def test_what_is_asked_of_two_fields_is_asked_of_each_resource() -> None:
    """A task of one service in the cluster of another one does not count."""
    pattern = _rules(services=("api", "worker"))["ecs-task-not-started"].pattern
    read = read_event_pattern(dict(pattern))
    event = sample_event(
        "ecs-task-not-started", account="111122223333", region="eu-west-1", time="now"
    )
    event["detail"] |= {"clusterArn": "arn:aws:ecs:x:y:cluster/shop", "group": "service:worker"}

    assert len(pattern["$or"]) == 2
    assert read.matches(event) is True
    assert read.matches({**event, "detail": {**event["detail"], "group": "service:other"}}) is False


def test_many_resources_take_several_rules() -> None:
    """A pattern has at most 2,048 characters."""
    rules = _rules(services=tuple(f"service-with-a-long-name-{number}" for number in range(40)))
    split = [rule for rule in rules.values() if rule.id.startswith("ecs-task-not-started")]

    assert len(split) > 1
    assert len({rule.name for rule in split}) == len(split)
    for rule in split:
        assert len(json.dumps(rule.pattern, separators=(",", ":"))) <= LONGEST_PATTERN
    assert sum(len(rule.pattern["$or"]) for rule in split) == 40


def test_a_group_and_an_event_of_it() -> None:
    """A group is wanted whole; what is said of one of its events counts more."""
    rules = _rules("health: {severity: info}, health-abuse: on, health-notification: off")

    assert rules["health-issue"].severity == "info"
    assert rules["health-abuse"].severity == "critical"
    assert "health-notification" not in rules


@pytest.mark.parametrize("off", ["off", "{off: nobody deploys by night}"])
def test_an_event_that_nobody_wants(off: str) -> None:
    """What comes unasked can be taken out, with a reason if there is one."""
    assert "ecs-deployment-failed" not in _rules(f"ecs-deployment-failed: {off}", services=("api",))


def test_what_else_an_event_has_to_be() -> None:
    """A pattern of one's own narrows it further; the stage's values stand in it."""
    where = '{where: {detail: {stack-id: [{wildcard: "*:stack/{system}-{stage}-*"}]}}}'
    pattern = _rules(f"cfn-stack-stuck: {where}")["cfn-stack-stuck"].pattern

    assert pattern["detail"]["stack-id"] == [{"wildcard": "*:stack/shop-prod-*"}]
    assert "UPDATE_ROLLBACK_FAILED" in pattern["detail"]["status-details"]["status"]


def test_the_whole_account_in_place_of_the_resources() -> None:
    """Somebody may want to know of every service."""
    rules = _rules("ecs-deployment-failed: {scope: account}", services=("api",))

    assert "resources" not in rules["ecs-deployment-failed"].pattern


def test_what_arrives_elsewhere_is_told_there() -> None:
    """The sign-ins of the root user arrive in us-east-1, where the stage then has topics."""
    plan = planned(_text("root-login: on"))

    assert [each.region for each in plan.events if "root-login" in str(each)] == ["us-east-1"]
    topics = {each.region: each.topics for each in plan.alerting}["us-east-1"]
    assert [each.severity for each in topics if each.has_events] == ["critical"]
    assert "us-east-1" in {alarm.region for alarm in plan.alarms if alarm.service == "paging"}


def test_what_needs_something_says_so() -> None:
    """Without a trail of CloudTrail the event never comes."""
    rule = _rules("root-login: on")["root-login"]

    assert rule.is_recorded
    assert rule.needs == ("a trail of AWS CloudTrail that logs management events",)


@pytest.mark.parametrize(
    ("events", "kind", "expected"),
    [
        ("root-logn: on", "plan/unknown-event", "did you mean 'root-login'?"),
        (
            "health-issue: {where: {detail: {service: RDS}}}",
            "plan/refused-pattern",
            "detail.service is 'RDS'",
        ),
        (
            "health-issue: {where: {detail: {service: [{prefx: R}]}}}",
            "plan/refused-pattern",
            "prefx",
        ),
        ("health-issue: {where: {detial: {a: [b]}}}", "event-never-matches", "'detail'?"),
        ("health-issue: {where: {detail: [RDS]}}", "event-never-matches", "is an object"),
        ("health-issue: {where: {source: [aws.rds]}}", "event-never-matches", "remove source"),
        ("health-issue: {where: {region: ['{regoin}']}}", "plan/unknown-placeholder", "{regoin}"),
        ("health-issue: {off: why not, severity: info}", "viewpoint/", "severity changes nothing"),
        ("Health: on", "viewpoint/", "lower-case"),
    ],
)
def test_what_cannot_be_meant(events: str, kind: str, expected: str) -> None:
    """Names are known, and patterns are ones that EventBridge takes."""
    found = errors_of(_text(events))

    assert any(kind in each.kind and expected in str(each) for each in found), found


def test_a_partition_without_that_region() -> None:
    """What arrives only in us-east-1 cannot be told in AWS GovCloud."""
    small = changed(("region: eu-west-1, recovery_region: eu-central-1", ABROAD))
    (found,) = errors_of(_text("root-login: on", text=small))

    assert (found.kind, found.fix) == ("plan/event-elsewhere", "write root-login: off")


@pytest.mark.parametrize("group", EVENTS_OF_GROUPS)
def test_each_message_is_one_that_chat_shows(group: str) -> None:
    """What EventBridge makes of a sample is JSON in the form of Amazon Q, and complete."""
    rules = _rules(f"{group}: {{scope: account}}")
    for name in EVENTS_OF_GROUPS[group]:
        rule, event = rules[name], load_event(name)
        template = json.dumps(rule.message)
        transformer = {"InputPathsMap": rule.variables, "InputTemplate": template}
        happened = sample_event(
            name,
            account="111122223333",
            region=event.arrives_in or "eu-west-1",
            time="2026-03-04T08:46:53Z",
        )
        sent = json.loads(read_target_input({"InputTransformer": transformer}).of(happened))

        assert sent["version"] == "1.0"
        assert sent["content"]["title"].startswith(f"{rule.severity.upper()}: shop prod: ")
        assert "<" not in json.dumps(sent)
        assert sent["content"]["nextSteps"][1].endswith(f"/events/{name}.md")


def test_what_a_topic_does_not_take_is_kept() -> None:
    """The queue of the severity keeps it, and an alarm says so."""
    plan = planned(_text("health-issue: on"))
    (rule,) = (rule for each in plan.events for rule in each.rules if rule.id == "health-issue")

    assert rule.dead_letter_queue == "shop-prod-critical-undelivered"
    assert "paging-critical-undelivered" in {alarm.id for alarm in plan.alarms}
