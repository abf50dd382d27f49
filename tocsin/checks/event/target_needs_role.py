"""A target that EventBridge reaches by a role alone, and that has none."""

from collections.abc import Iterator

from tocsin.assembly import EventTarget
from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.delivery import service_of
from tocsin.diagnostics import Problem

_ID = "event/target-needs-role"
_TYPES = (
    "AWS::Batch::JobQueue",
    "AWS::CodeBuild::Project",
    "AWS::CodePipeline::Pipeline",
    "AWS::ECS::Cluster",
    "AWS::Events::ApiDestination",
    "AWS::Kinesis::Stream",
    "AWS::KinesisFirehose::DeliveryStream",
    "AWS::Serverless::StateMachine",
    "AWS::StepFunctions::StateMachine",
)
_SERVICES = ("batch", "codebuild", "codepipeline", "ecs", "firehose", "kinesis", "states")


def _find(subject: Subject) -> Iterator[Verdict]:
    for rule in subject.assembly.event_rules:
        for index, target in enumerate(rule.targets):
            path = ("Targets", index)
            if target.properties.get("RoleArn") or not _needs_role(target):
                continue
            if rule.resource.why_unknown((*path, "RoleArn")):
                continue
            yield Problem(
                kind=_ID,
                where=rule.resource.locate("Properties", *path),
                what=f"the target {target.id} of the rule {rule.called} has no RoleArn",
                why="EventBridge starts it in the name of a role, and refuses or fails without one",
                fix="give it the RoleArn of a role that events.amazonaws.com may assume and that "
                "may start the target",
            )


def _needs_role(target: EventTarget) -> bool:
    if target.link.resource is not None:
        return target.link.resource.type in _TYPES
    return service_of(target.link) in _SERVICES


CHECK = Check(
    id=_ID,
    title="Targets that EventBridge reaches by a role have one.",
    severity="error",
    run=_find,
    sources=("https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-iam-roles.html",),
)
