"""Hears by a way of its own that alarms begin, so that a page that is missing is noticed."""

from constructs.environment import Environment
from constructs.incident_queues import dead_letters_id, queue_id
from constructs.resource_batch import BatchResource, attribute

from tocsin.plan import QueueSpec


def deadline_rule_arn(queue: QueueSpec, environment: Environment) -> str:
    """Return the Amazon Resource Name of the rule that fills the queue."""
    return environment.arn("events", f"rule/{queue.name}")


def deadline_rule(queue: QueueSpec, environment: Environment) -> BatchResource:
    """Return the rule: alarms of the stage that begin, but for those that a mute rule holds back.

    Which of them are critical is asked later, of the alarm: names have no severity in them.
    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
    """
    stage = queue.name.removesuffix("incidents-deadline")
    pattern = {
        "source": ["aws.cloudwatch"],
        "detail-type": ["CloudWatch Alarm State Change"],
        "resources": [{"prefix": environment.arn("cloudwatch", f"alarm:{stage}")}],
        "detail": {
            "state": {"value": ["ALARM"]},
            "muteDetail": {"mutedByArn": [{"exists": False}]},
        },
    }
    target = {
        "Arn": attribute(queue_id(queue), "Arn"),
        "DeadLetterConfig": {"Arn": attribute(dead_letters_id(queue), "Arn")},
        "Id": "Queue",
    }
    return BatchResource(
        id="Deadline/Rule",
        type="AWS::Events::Rule",
        properties={
            "Description": "Alarms that begin, for the look whether somebody was paged in time.",
            "EventPattern": pattern,
            "Name": queue.name,
            "Targets": [target],
        },
    )
