"""Ways of a page with one link broken: what is changed in the templates of a stage."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Json = dict[str, Any]
_PLACE = "eu-west-1:111122223333"


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates of a stage, by the names of their files."""

    files: dict[str, Json] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: dict[str, str]) -> "Templates":
        """Read templates from texts."""
        return cls({name: json.loads(text) for name, text in texts.items()})

    def write(self, folder: Path) -> None:
        """Write them."""
        for name, template in self.files.items():
            (folder / name).write_text(json.dumps(template))

    def named(self, beginning: str, kind: str) -> list[tuple[Json, str]]:
        """Return the resources of a type whose keys begin so: where each is, and its key."""
        return [
            (template["Resources"], key)
            for template in self.files.values()
            for key, resource in _resources(template).items()
            if key.startswith(beginning) and resource["Type"].endswith(kind)
        ]

    def properties(self, beginning: str, kind: str) -> Json:
        """Return the properties of the one resource of a type whose key begins so."""
        ((resources, key),) = self.named(beginning, kind)
        found: Json = resources[key]["Properties"]
        return found

    def statements(self, policy: str) -> list[Json]:
        """Return the statements of a managed policy."""
        properties = self.properties(policy, "ManagedPolicy")
        listed: list[Json] = properties["PolicyDocument"]["Statement"]
        return listed


def _resources(document: Json) -> Json:
    found = document.get("Resources")
    return found if isinstance(found, dict) else {}


Break = Callable[[Templates], None]


def removed(beginning: str, kind: str) -> Break:
    """Remove resources."""

    def change(templates: Templates) -> None:
        found = templates.named(beginning, kind)
        assert found, f"there is no {beginning} of {kind}"
        for resources, key in found:
            del resources[key]

    return change


def changed(beginning: str, kind: str, **properties: object) -> Break:
    """Change properties of a resource; None takes one out."""

    def change(templates: Templates) -> None:
        written = templates.properties(beginning, kind)
        written.update(properties)
        for name in [name for name, value in properties.items() if value is None]:
            del written[name]

    return change


def without_action(policy: str, *actions: str) -> Break:
    """Let a role no longer do some things, all of which it may."""

    def change(templates: Templates) -> None:
        missed = set(actions)
        for statement in templates.statements(policy):
            listed = statement["Action"]
            every = [listed] if isinstance(listed, str) else listed
            missed -= set(every)
            statement["Action"] = [each for each in every if each not in actions] or [
                "sts:TagSession"
            ]
        assert not missed, f"{policy} has no {missed}"

    return change


def without_target(policy: str, action: str, target: str) -> Break:
    """Let a role do something to another resource than the one that it is for."""

    def change(templates: Templates) -> None:
        found = [each for each in templates.statements(policy) if action in each["Action"]]
        texts = [json.dumps(each["Resource"]) for each in found]
        assert any(target in text for text in texts), texts
        for each, text in zip(found, texts, strict=True):
            each["Resource"] = json.loads(text.replace(target, f"{target}-other"))

    return change


def of_another_stage(function: str, variable: str) -> Break:
    """Let a variable of a function name what another stage has."""

    def change(templates: Templates) -> None:
        variables = templates.properties(function, "Lambda::Function")["Environment"]["Variables"]
        before = variables[variable]
        variables[variable] = before.replace("shop-prod", "shop-staging")
        assert variables[variable] != before

    return change


def without_variable(function: str, variable: str) -> Break:
    """Take a variable out of a function."""

    def change(templates: Templates) -> None:
        del templates.properties(function, "Lambda::Function")["Environment"]["Variables"][variable]

    return change


def without_statement(beginning: str, kind: str, document: str, word: str) -> Break:
    """Take the statements with a word out of a policy of a resource."""

    def change(templates: Templates) -> None:
        written = templates.properties(beginning, kind)[document]
        kept = [each for each in written["Statement"] if word not in json.dumps(each)]
        assert len(kept) < len(written["Statement"])
        written["Statement"] = kept

    return change


def other_definition(machine: str, before: str, after: str) -> Break:
    """Change the text of a machine's definition."""

    def change(templates: Templates) -> None:
        written = templates.properties(machine, "StateMachine")
        text = written["DefinitionString"]
        assert before in text
        written["DefinitionString"] = text.replace(before, after)

    return change


def silent(alarm: str) -> Break:
    """Let an alarm on the way of pages tell nobody."""
    return changed(alarm, "CloudWatch::Alarm", ActionsEnabled=False)


ROLE_OF_NOBODY: Json = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"Service": "ec2.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }
    ],
}
_INTAKE, _PAGE, _DEADLINE, _SWEEP = (
    "FunctionIntake", "FunctionPage", "FunctionDeadline", "FunctionSweep",
)  # fmt: skip
_FUNCTION, _MAPPING, _QUEUE = "Lambda::Function", "EventSourceMapping", "SQS::Queue"
_TOPIC, _SUBSCRIPTION, _ROLE = "SNS::Topic", "SNS::Subscription", "IAM::Role"
_INCIDENTS, _WAITING = "ShopProdIncidents1", "ShopProdIncidentsDeadlineF"


def _ways() -> Iterator[tuple[str, Break]]:
    yield from _into_the_queue()
    yield from _intake()
    yield from _machine()
    yield from _page()
    yield from _to_people()
    yield from _to_everybody()
    yield from _other_way()
    yield from _probe()
    yield from _alarms()


def _into_the_queue() -> Iterator[tuple[str, Break]]:
    yield "the alarm has no action", changed("CheckoutNoOrders", "Alarm", AlarmActions=None)
    yield (
        "the topic lets no alarm publish",
        without_statement("CriticalTopicPolicy", "TopicPolicy", "PolicyDocument", "cloudwatch"),
    )
    yield "nothing hears the topic", removed("HearsCritical", _SUBSCRIPTION)
    yield (
        "what hears the topic is filtered",
        changed(
            "HearsCritical",
            _SUBSCRIPTION,
            FilterPolicyScope="MessageBody",
            FilterPolicy={"NewStateValue": ["OK"]},
        ),
    )
    yield (
        "messages come without their envelope",
        changed("HearsWarning", _SUBSCRIPTION, RawMessageDelivery=True),
    )
    yield "the queue has no policy", removed("ShopProdIncidentsPolicy", "QueuePolicy")
    yield (
        "the queue is encrypted by a key that SNS may not use",
        changed(_INCIDENTS, _QUEUE, KmsMasterKeyId="alias/aws/sqs"),
    )
    yield "the queue hides messages too shortly", changed(_INCIDENTS, _QUEUE, VisibilityTimeout=20)
    yield "the queue keeps no dead letters", changed(_INCIDENTS, _QUEUE, RedrivePolicy=None)
    yield "the queue waits for a quarter of an hour", changed(_INCIDENTS, _QUEUE, DelaySeconds=900)


def _intake() -> Iterator[tuple[str, Break]]:
    yield "nothing reads the queue", removed("FunctionIntakeQueue", _MAPPING)
    yield "the mapping is disabled", changed("FunctionIntakeQueue", _MAPPING, Enabled=False)
    yield (
        "the mapping filters",
        changed(
            "FunctionIntakeQueue",
            _MAPPING,
            FilterCriteria={"Filters": [{"Pattern": '{"body": {"TopicArn": ["other"]}}'}]},
        ),
    )
    yield (
        "what fails in a batch is deleted",
        changed("FunctionIntakeQueue", _MAPPING, FunctionResponseTypes=None),
    )
    yield (
        "the batch is gathered for five minutes",
        changed("FunctionIntakeQueue", _MAPPING, MaximumBatchingWindowInSeconds=300),
    )
    for who in (_INTAKE, _PAGE, _DEADLINE, _SWEEP):
        yield (
            f"{who} may never run",
            changed(f"{who}", _FUNCTION, ReservedConcurrentExecutions=0),
        )
        yield f"{who} has no table", of_another_stage(who, "TABLE")
        yield f"{who} has no variables", without_variable(who, "REOPEN_WITHIN")
        yield f"{who} runs other code", changed(who, _FUNCTION, Handler="index.handler")
        yield (
            f"{who} tells everybody of another stage",
            of_another_stage(who, "FALLBACK_TOPIC"),
        )
        yield (
            f"{who} has a role of others",
            changed(f"{who}Role", _ROLE, AssumeRolePolicyDocument=ROLE_OF_NOBODY),
        )
        yield f"{who} may not read the table", without_action(f"{who}May", "dynamodb:GetItem")
        yield f"{who} may not publish", without_action(f"{who}May", "sns:Publish")
        yield f"{who} may not use the key", without_action(f"{who}May", "kms:GenerateDataKey")
    for who in (_INTAKE, _PAGE, _SWEEP):
        yield f"{who} may not write the table", without_action(f"{who}May", "dynamodb:PutItem")
    yield "intake may not receive", without_action("FunctionIntakeMay", "sqs:ReceiveMessage")
    yield "intake may start nothing", without_action("FunctionIntakeMay", "states:StartExecution")
    yield "intake starts machines of others", of_another_stage(_INTAKE, "ROUTES")
    yield (
        "intake may start another machine",
        without_target("FunctionIntakeMay", "states:StartExecution", "shop-prod-incident-critical"),
    )
    yield (
        "the table has other keys",
        changed(
            "IncidentsTable",
            "DynamoDB::Table",
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        ),
    )


def _machine() -> Iterator[tuple[str, Break]]:
    machine = "MachineCritical"
    yield "the machine is not there", removed(f"{machine}2", "StateMachine")
    yield "the machine is express", changed(machine, "StateMachine", StateMachineType="EXPRESS")
    yield (
        "the machine waits for ever",
        other_definition(machine, '"TimeoutSeconds"', '"HeartbeatSeconds"'),
    )
    yield "the machine catches nothing", other_definition(machine, "States.Timeout", "States.X")
    yield (
        "the machine has a role of others",
        changed(f"{machine}Role", _ROLE, AssumeRolePolicyDocument=ROLE_OF_NOBODY),
    )
    yield "the machine may run nothing", without_action(f"{machine}May", "lambda:InvokeFunction")
    yield "the machine may tell nobody", without_action(f"{machine}May", "sns:Publish")
    yield "the machine may not use the key", without_action(f"{machine}May", "kms:Decrypt")
    yield (
        "the machine runs what another stage pages by",
        other_definition(machine, "function:shop-prod", "function:shop-staging"),
    )
    yield (
        "the machine tells everybody of another stage",
        other_definition(machine, "shop-prod-fallback", "shop-staging-fallback"),
    )
    yield (
        "the machine pages contacts of another stage",
        other_definition(machine, "shop-prod-contact", "shop-staging-contact"),
    )


def _page() -> Iterator[tuple[str, Break]]:
    yield (
        "page may publish to others",
        without_target("FunctionPageMay", "sns:Publish", "shop-prod-contact-ana"),
    )


def _to_people() -> Iterator[tuple[str, Break]]:
    yield "nobody hears the topic of a contact", removed("ContactAnaAna", _SUBSCRIPTION)
    yield "the topic of a contact is not there", removed("ContactAnaTopicA", _TOPIC)
    yield (
        "the topic of a contact lets nobody publish",
        changed(
            "ContactAnaTopicPolicy",
            "TopicPolicy",
            PolicyDocument={
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Deny",
                        "Principal": "*",
                        "Action": "sns:Publish",
                        "Resource": f"arn:aws:sns:{_PLACE}:shop-prod-contact-ana",
                    }
                ],
            },
        ),
    )
    yield (
        "a filter holds all pages to a contact back",
        changed("ContactAnaAnaEmail", _SUBSCRIPTION, FilterPolicy={"kind": ["none"]}),
    )


def _to_everybody() -> Iterator[tuple[str, Break]]:
    yield "nobody hears the topic of everybody", removed("Everybody", _SUBSCRIPTION)


def _other_way() -> Iterator[tuple[str, Break]]:
    rule = ("DeadlineRule", "Events::Rule")
    yield "there is no other way", removed(*rule)
    yield "the other way is off", changed(*rule, State="DISABLED")
    yield "the other way leads nowhere", changed(*rule, Targets=[])
    yield (
        "the other way hears other alarms",
        changed(*rule, EventPattern={"source": ["aws.cloudwatch"], "detail-type": ["Other"]}),
    )
    yield (
        "the queue of the other way has no policy",
        removed("ShopProdIncidentsDeadlinePolicy", "QueuePolicy"),
    )
    yield "nothing reads the other way", removed("FunctionDeadlineQueue", _MAPPING)
    yield (
        "the mapping of the other way is disabled",
        changed("FunctionDeadlineQueue", _MAPPING, Enabled=False),
    )
    yield (
        "what fails on the other way is deleted",
        changed("FunctionDeadlineQueue", _MAPPING, FunctionResponseTypes=None),
    )
    yield "the other way waits for nothing", changed(_WAITING, _QUEUE, DelaySeconds=None)
    yield (
        "deadline may not receive",
        without_action("FunctionDeadlineMay", "sqs:ReceiveMessage"),
    )
    yield "deadline knows no topics", of_another_stage(_DEADLINE, "ROUTES")


def _probe() -> Iterator[tuple[str, Break]]:
    schedule = ("FunctionSweepSchedule", "Scheduler::Schedule")
    yield "nothing runs the sweep", removed(*schedule)
    yield "the sweep is off", changed(*schedule, State="DISABLED")
    yield (
        "the schedule may not run the sweep",
        without_action("FunctionSweepScheduleMay", "lambda:InvokeFunction"),
    )
    yield "nothing hears the probe", removed("HearsProbe", _SUBSCRIPTION)
    yield "the probe goes to another stage", of_another_stage(_SWEEP, "PROBE_TOPIC")
    yield (
        "the sweep may write no metric",
        without_action("FunctionSweepMay", "cloudwatch:PutMetricData"),
    )
    yield "the queue does not let the probe in", _not_from_the_probe


def _not_from_the_probe(templates: Templates) -> None:
    ((resources, key),) = templates.named("ShopProdIncidentsPolicy", "QueuePolicy")
    text = json.dumps(resources[key])
    assert "shop-prod-incidents-probe" in text
    resources[key] = json.loads(text.replace("shop-prod-incidents-probe", "other"))


def _alarms() -> Iterator[tuple[str, Break]]:
    names = (
        "IntakeErrors", "IntakeDeadLetters", "IntakeThrottles", "PageErrors", "PageThrottles",
        "DeadlineErrors", "DeadlineDeadLetters", "MachineFailedCritical", "SweepErrors",
        "ContactsUndelivered", "EverybodyUndelivered", "ProbeSilent", "QueueWaits",
    )  # fmt: skip
    for name in names:
        yield f"{name} is not there", removed(f"PagingIncident{name}", "CloudWatch::Alarm")
    yield "an alarm on the way is silent", silent("PagingIncidentIntakeErrors")
    yield "an alarm on the way goes by the way", _by_the_way


def _by_the_way(templates: Templates) -> None:
    """Let the alarm on intake notify the topic that intake reads."""
    removed("CriticalPager", _SUBSCRIPTION)(templates)
    critical = templates.properties("CheckoutNoOrders", "CloudWatch::Alarm")["AlarmActions"]
    templates.properties("PagingIncidentIntakeErrors", "Alarm")["AlarmActions"] = critical


BROKEN: tuple[tuple[str, Break], ...] = tuple(_ways())
