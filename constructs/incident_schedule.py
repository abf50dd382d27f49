"""Clocks that run functions of incidents."""

import json
from collections.abc import Iterator
from typing import Any

from constructs.incident_function import function_id
from constructs.incident_queues import dead_letters_id
from constructs.policies import Statement
from constructs.resource_batch import BatchResource, attribute, ref
from constructs.roles import managed_policy, role

from tocsin.plan import SWEEP_MINUTES, DigestSpec, FunctionSpec, QueueSpec, construct_id


def swept_regularly(function: FunctionSpec) -> Iterator[BatchResource]:
    """Yield the schedule that runs a function every few minutes, and its role.

    https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
    """
    base = f"Function{construct_id(function.id)}/Schedule"
    yield from _role(base, function, [])
    yield _schedule(
        base,
        function,
        name=function.name,
        when={"ScheduleExpression": f"rate({SWEEP_MINUTES} minutes)"},
        # The next run stands in for one that is late.
        target={"RetryPolicy": {"MaximumEventAgeInSeconds": 60 * SWEEP_MINUTES}},
    )


def told_on_business_days(
    digest: DigestSpec, function: FunctionSpec, queue: QueueSpec
) -> Iterator[BatchResource]:
    """Yield the schedule that runs a function when a working day begins, and its role.

    What it cannot run waits beside the notifications that nobody could take: that queue alarms.
    """
    base = f"Digest{construct_id(digest.severity)}/Schedule"
    kept = attribute(dead_letters_id(queue), "Arn")
    keep: Statement = {"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": kept}
    yield from _role(base, function, [keep])
    yield _schedule(
        base,
        function,
        name=digest.schedule,
        when={
            "ScheduleExpression": digest.expression,
            "ScheduleExpressionTimezone": digest.time_zone,
        },
        target={
            "DeadLetterConfig": {"Arn": kept},
            "Input": json.dumps(digest.event, separators=(",", ":")),
        },
    )


def _role(
    base: str, function: FunctionSpec, statements: list[Statement]
) -> Iterator[BatchResource]:
    target = attribute(function_id(function.id), "Arn")
    invoke: Statement = {"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": target}
    permissions = f"{base}/May/Resource"
    yield managed_policy(permissions, [invoke, *statements], accepted={})
    yield role(
        f"{base}/Role/Resource",
        service="scheduler.amazonaws.com",
        description=f"Runs the function {function.name}.",
        policies=[ref(permissions)],
    )


def _schedule(
    base: str, function: FunctionSpec, *, name: str, when: dict[str, str], target: dict[str, Any]
) -> BatchResource:
    return BatchResource(
        id=f"{base}/Resource",
        type="AWS::Scheduler::Schedule",
        properties={
            "Description": function.description,
            "FlexibleTimeWindow": {"Mode": "OFF"},
            "Name": name,
            **when,
            "Target": {
                "Arn": attribute(function_id(function.id), "Arn"),
                **target,
                "RoleArn": attribute(f"{base}/Role/Resource", "Arn"),
            },
        },
    )
