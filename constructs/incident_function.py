"""A function of incidents, with its role and its log, and what lets it run."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from constructs.acknowledgements import accepted
from constructs.environment import Environment
from constructs.incident_log import incident_log
from constructs.incident_queues import queue_id
from constructs.policies import Statement
from constructs.resource_batch import BatchResource, attribute, ref
from constructs.roles import managed_policy, role

from tocsin.plan import FunctionSpec, QueueSpec, construct_id

_MEMORY_MEGABYTES = 256
_BATCH = 10
_UNLIMITED = "A page must not wait for another one."


def function_id(function: str) -> str:
    """Return the id of a function in the scope."""
    return f"Function{construct_id(function)}/Resource"


def incident_function(
    spec: FunctionSpec,
    *,
    code: Mapping[str, Any],
    statements: Iterable[Statement],
    key_arn: str,
    environment: Environment,
    variables: Mapping[str, Any],
) -> Iterator[BatchResource]:
    """Yield a function, its role and its log.

    Args:
        spec: The function.
        code: Where its code is.
        statements: What it may do, beside writing its log and its traces.
        key_arn: The key of its log.
        environment: Where it is.
        variables: What it is told of other resources, which have no names of their own.
    """
    base = f"Function{construct_id(spec.id)}"
    log, permissions, its_role = (f"{base}/{each}/Resource" for each in ("Log", "May", "Role"))
    log_name = f"/aws/lambda/{spec.name}"
    yield incident_log(log, name=log_name, key_arn=key_arn, environment=environment)
    reason = "Traces, alarms and metrics know no resources; of metrics, the namespace is said."
    yield managed_policy(
        permissions,
        [*statements, *_everywhere(attribute(log, "Arn"))],
        accepted={"AwsSolutions-IAM5[Resource::*]": reason},
    )
    yield role(
        its_role,
        service="lambda.amazonaws.com",
        description=spec.description,
        policies=[ref(permissions)],
    )
    yield BatchResource(
        id=function_id(spec.id),
        type="AWS::Lambda::Function",
        properties={
            "Architectures": ["arm64"],
            "Code": code,
            "Description": spec.description,
            "Environment": {"Variables": {**spec.environment, **variables}},
            "FunctionName": spec.name,
            "Handler": f"functions.incidents.{spec.id}.handler",
            "LoggingConfig": {"LogGroup": ref(log)},
            "MemorySize": _MEMORY_MEGABYTES,
            "ReservedConcurrentExecutions": spec.most_at_once,
            "Role": attribute(its_role, "Arn"),
            "Runtime": "python3.14",
            "Timeout": spec.timeout,
            "TracingConfig": {"Mode": "Active"},
        },
        accepted=accepted(
            {
                **({} if spec.most_at_once else {"LambdaConcurrency": _UNLIMITED}),
                "LambdaDLQ": "What calls it knows that it failed: a queue, a machine, or a clock.",
                "LambdaInsideVPC": "It calls public interfaces of AWS and nothing in a network.",
            }
        ),
    )


def _everywhere(log_arn: Mapping[str, Any]) -> Iterator[Statement]:
    yield {
        "Effect": "Allow",
        "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
        "Resource": log_arn,
    }
    yield {
        "Effect": "Allow",
        "Action": ["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
        "Resource": "*",
    }


def read_queue(queue: QueueSpec) -> BatchResource:
    """Return what lets the function of a queue run for its messages, each failing by itself."""
    return BatchResource(
        id=f"Function{construct_id(queue.function)}/Queue/Resource",
        type="AWS::Lambda::EventSourceMapping",
        properties={
            "BatchSize": _BATCH,
            "EventSourceArn": attribute(queue_id(queue), "Arn"),
            "FunctionName": ref(function_id(queue.function)),
            "FunctionResponseTypes": ["ReportBatchItemFailures"],
        },
        accepted=accepted(
            {
                "LambdaEventSourceMappingDestination": "Of a queue, what fails stays in the queue, "
                "which has a dead-letter queue."
            }
        ),
    )
