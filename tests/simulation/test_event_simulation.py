import json
from pathlib import Path

import pytest

from tests.support.deliveries import Json, listens, resource
from tests.support.event_rules import PATTERN, event, rule, system
from tocsin.simulation import AlarmSet, EventOutcome, send_event

PEOPLE_ONLY = {
    "FilterPolicyScope": "MessageBody",
    "FilterPolicy": {"NewStateValue": [{"exists": False}]},
}


def _sent(alarms: AlarmSet, happened: Json | None = None) -> EventOutcome:
    return send_event(happened or event(), alarms.event_rules, alarms.routes)


def _paged(outcome: EventOutcome) -> list[str]:
    return [to.endpoint for each in outcome.deliveries for to in each.recipients if to.pages]


def test_an_event_reaches_people(tmp_path: Path) -> None:
    """A rule that matches sends the event to its topic, and that to whoever has subscribed."""
    outcome = _sent(system(tmp_path, Rule=rule()))

    assert [(each.name, each.matches) for each in outcome.matches] == [("failed", True)]
    assert json.loads(outcome.deliveries[0].message) == event()
    assert _paged(outcome) == ["ana@example.com"]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"detail": {"state": "RUNNING"}}, 'asks for detail.state ["FAILED"], and the event has'),
        ({"source": "aws.rds"}, 'asks for source ["aws.ecs"]'),
    ],
)
def test_an_event_that_no_rule_matches(changes: Json, why: str, tmp_path: Path) -> None:
    """Nobody is told, and the reason names what is asked and what is there."""
    outcome = _sent(system(tmp_path, Rule=rule()), event(**changes))

    assert _paged(outcome) == []
    assert why in outcome.matches[0].why
    assert outcome.matches[0].is_about == ("source" not in changes)


def test_a_rule_that_is_disabled(tmp_path: Path) -> None:
    """It matches nothing."""
    outcome = _sent(system(tmp_path, Rule=rule(State="DISABLED")))

    assert (outcome.matches[0].why, outcome.deliveries) == ("the rule is disabled", ())


def test_a_rule_without_a_pattern_is_for_times(tmp_path: Path) -> None:
    """No event meets it."""
    scheduled = rule(EventPattern=None, ScheduleExpression="rate(1 day)")

    assert _sent(system(tmp_path, Rule=scheduled)).matches == ()


def test_a_pattern_that_eventbridge_refuses(tmp_path: Path) -> None:
    """Its rule is never deployed."""
    (match,) = _sent(system(tmp_path, Rule=rule(EventPattern={"source": "aws.ecs"}))).matches

    assert "EventBridge refuses its pattern: source: is 'aws.ecs'" in match.why


@pytest.mark.parametrize(
    ("state", "matches"),
    [("ENABLED", False), ("ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS", True)],
)
def test_calls_that_only_read(state: str, *, matches: bool, tmp_path: Path) -> None:
    """They come to rules that ask for all calls alone.

    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
    """
    reads = event(**{"detail-type": "AWS API Call via CloudTrail", "detail": {"readOnly": True}})
    asked = rule(EventPattern={"source": ["aws.ecs"]}, State=state)
    (match,) = _sent(system(tmp_path, Rule=asked), reads).matches

    assert match.matches is matches


def test_a_value_that_the_template_leaves_open(tmp_path: Path) -> None:
    """Somebody may be told, and nobody is for certain."""
    pattern = {"source": ["aws.ecs"], "detail": {"name": [{"Fn::ImportValue": "theirs"}]}}
    outcome = _sent(system(tmp_path, Rule=rule(EventPattern=pattern)))

    assert outcome.matches[0].matches is None
    (to,) = outcome.deliveries[0].recipients
    assert (to.status, to.may_page) == ("unknown", True)


def test_the_message_of_an_input_transformer(tmp_path: Path) -> None:
    """The topic gets what the template makes of the event, and a filter on the body reads that."""
    transformer = {
        "InputPathsMap": {"name": "$.detail.name"},
        "InputTemplate": '{"text": "<name> has failed"}',
    }
    targets = [{"Id": "T", "Arn": {"Ref": "Pager"}, "InputTransformer": transformer}]
    filtered = listens("email", "ana@example.com", **PEOPLE_ONLY)
    outcome = _sent(system(tmp_path, Rule=rule(Targets=targets), Mail=filtered))

    assert json.loads(outcome.deliveries[0].message) == {"text": "checkout has failed"}
    assert _paged(outcome) == ["ana@example.com"]


def test_a_text_passes_no_filter_on_the_body(tmp_path: Path) -> None:
    """A message that is no object reaches only those who filter nothing."""
    transformer = {"InputTemplate": '"it has failed"'}
    targets = [{"Id": "T", "Arn": {"Ref": "Pager"}, "InputTransformer": transformer}]
    filtered = listens("email", "ana@example.com", **PEOPLE_ONLY)
    everything = listens("email", "ben@example.com")
    alarms = system(tmp_path, Rule=rule(Targets=targets), Mail=filtered, All=everything)

    assert _paged(_sent(alarms)) == ["ben@example.com"]


def test_a_message_that_cannot_be_made(tmp_path: Path) -> None:
    """An object within quotation marks breaks the JSON, and nothing is sent."""
    transformer = {
        "InputPathsMap": {"all": "$.detail"},
        "InputTemplate": '{"text": "<all>"}',
    }
    targets = [{"Id": "T", "Arn": {"Ref": "Pager"}, "InputTransformer": transformer}]
    (sent,) = _sent(system(tmp_path, Rule=rule(Targets=targets))).deliveries

    (to,) = sent.recipients
    assert to.obstacle is not None
    assert "EventBridge sends nothing" in to.obstacle.why


def test_an_event_on_another_bus(tmp_path: Path) -> None:
    """A rule may hand it to a bus, whose rules see it; those of the default bus do not twice."""
    forward = rule("forward", Targets=[{"Id": "B", "Arn": {"Fn::GetAtt": ["Bus", "Arn"]}}])
    alarms = system(
        tmp_path,
        Bus=resource("AWS::Events::EventBus", Name="central"),
        Forward=forward,
        Rule=rule(EventBusName={"Ref": "Bus"}),
    )
    outcome = _sent(alarms)

    assert [each.name for each in outcome.matches] == ["forward", "failed"]
    assert _paged(outcome) == ["ana@example.com"]


def test_a_bus_of_its_own_does_not_get_what_aws_sends(tmp_path: Path) -> None:
    """Services send to the default bus."""
    bus = resource("AWS::Events::EventBus", Name="central")
    alarms = system(tmp_path, Bus=bus, Rule=rule(EventBusName={"Ref": "Bus"}))

    assert _sent(alarms).matches == ()


def test_a_pattern_may_be_written_as_text(tmp_path: Path) -> None:
    """CloudFormation takes JSON as text, too."""
    assert _paged(_sent(system(tmp_path, Rule=rule(EventPattern=json.dumps(PATTERN))))) != []
