"""A machine that pages tier after tier."""

import json
from collections.abc import Iterator

from constructs.environment import Environment
from constructs.incident_log import incident_log
from constructs.policies import Statement
from constructs.resource_batch import BatchResource, attribute, ref
from constructs.roles import managed_policy, role

from tocsin.plan import MachineSpec, construct_id

_LOG_DELIVERY = (
    "logs:CreateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:DescribeLogGroups",
    "logs:DescribeResourcePolicies",
    "logs:GetLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:UpdateLogDelivery",
)
"""https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html"""

TRACING: Statement = {
    "Effect": "Allow",
    "Action": [
        "xray:GetSamplingRules",
        "xray:GetSamplingTargets",
        "xray:PutTelemetryRecords",
        "xray:PutTraceSegments",
    ],
    "Resource": "*",
}
"""https://docs.aws.amazon.com/step-functions/latest/dg/xray-iam.html"""


def incident_machine(
    spec: MachineSpec,
    *,
    page_function: str,
    fallback_topic: str,
    key_arn: str,
    environment: Environment,
) -> Iterator[BatchResource]:
    """Yield a machine, its role and its log, which has no data of executions in it.

    Args:
        spec: The machine.
        page_function: The Amazon Resource Name of the function that pages.
        fallback_topic: That of the topic of everybody.
        key_arn: That of the key of topics and logs.
        environment: Where it is.
    """
    base = f"Machine{construct_id(spec.severity)}"
    log, permissions, its_role = (f"{base}/{each}/Resource" for each in ("Log", "May", "Role"))
    log_name = f"/aws/vendedlogs/states/{spec.name}"
    yield incident_log(log, name=log_name, key_arn=key_arn, environment=environment)
    reason = "Neither the delivery of logs nor traces know resources."
    yield managed_policy(
        permissions,
        _allowed(page_function, fallback_topic, key_arn),
        accepted={"AwsSolutions-IAM5[Resource::*]": reason},
    )
    yield role(
        its_role,
        service="states.amazonaws.com",
        description=f"Pages about {spec.severity} incidents.",
        policies=[ref(permissions)],
    )
    written = {"CloudWatchLogsLogGroup": {"LogGroupArn": attribute(log, "Arn")}}
    yield BatchResource(
        id=f"{base}/Resource",
        type="AWS::StepFunctions::StateMachine",
        properties={
            # In a text, numbers stay numbers on their way through CloudFormation.
            "DefinitionString": json.dumps(spec.definition, ensure_ascii=False),
            "LoggingConfiguration": {
                "Destinations": [written],
                "IncludeExecutionData": False,
                "Level": "ALL",
            },
            "RoleArn": attribute(its_role, "Arn"),
            "StateMachineName": spec.name,
            "StateMachineType": "STANDARD",
            "TracingConfiguration": {"Enabled": True},
        },
    )


def _allowed(page_function: str, fallback_topic: str, key_arn: str) -> Iterator[Statement]:
    yield {"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": page_function}
    yield {"Effect": "Allow", "Action": "sns:Publish", "Resource": fallback_topic}
    yield encrypting(key_arn)
    yield {"Effect": "Allow", "Action": [*_LOG_DELIVERY], "Resource": "*"}
    yield TRACING


def encrypting(key_arn: str) -> Statement:
    """Return what lets a role publish to topics that a key encrypts.

    https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
    """
    return {
        "Effect": "Allow",
        "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
        "Resource": key_arn,
    }
