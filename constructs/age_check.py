"""A function that publishes each hour how old the newest recovery points in a vault are."""

import json
from collections.abc import Iterator
from pathlib import Path

from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct
from constructs.acknowledgements import acknowledge
from constructs.environment import Environment
from constructs.policies import policy_document
from constructs.stored_parameters import token

from tocsin.plan import AGE_METRIC, AGE_NAMESPACE, AgeCheckSpec

CODE = Path(__file__).parents[1] / "functions" / "recovery_point_age.py"
"""All of it stands in the template: no asset, so nothing to bundle and nothing to upload."""

_RESOURCES_IN_A_RULE = 25
"""Their names and Amazon Resource Names fit the 8,192 characters that a rule can send."""

_NEXT_RUN = "The next hour's run stands in for one that failed, and the alarms fire on silence."


class AgeCheck(Construct):
    """The function, its role and its log, and the rules that invoke it."""

    def __init__(
        self, scope: Construct, construct_id: str, *, spec: AgeCheckSpec, environment: Environment
    ) -> None:
        super().__init__(scope, construct_id)
        log = logs.CfnLogGroup(self, "Log", retention_in_days=90)
        log.apply_removal_policy(environment.removal_policy)
        function = lambda_.CfnFunction(
            self,
            "Function",
            description=f"Publishes how old the newest recovery points in {spec.vault} are.",
            runtime="python3.14",
            handler="index.handler",
            code=lambda_.CfnFunction.CodeProperty(zip_file=CODE.read_text(encoding="utf-8")),
            role=self._role(spec, log, environment).role_arn,
            timeout=300,
            memory_size=256,
            logging_config=lambda_.CfnFunction.LoggingConfigProperty(log_group=log.ref),
        )
        for number, event in enumerate(_events(spec), 1):
            self._invoke_hourly(f"Hourly{number}", function, event)
        acknowledge(
            log,
            {
                "CloudWatchLogGroupEncrypted": "It has at most an error in it, and no data; "
                "CloudWatch Logs encrypts it with its own key.",
            },
        )
        acknowledge(
            function,
            {
                "LambdaConcurrency": "It runs once an hour; a reservation would take from others.",
                "LambdaDLQ": _NEXT_RUN,
                "LambdaInsideVPC": "It calls public interfaces of AWS and nothing in a network.",
                "LambdaTracing": "Nobody waits for it.",
            },
        )

    def _role(
        self, spec: AgeCheckSpec, log: logs.CfnLogGroup, environment: Environment
    ) -> iam.Role:
        vault = environment.arn("backup", f"backup-vault:{spec.vault}")
        permissions = iam.ManagedPolicy(
            self,
            "Permissions",
            document=policy_document(
                [
                    {
                        "Effect": "Allow",
                        "Action": [
                            "backup:DescribeBackupVault",
                            "backup:ListRecoveryPointsByBackupVault",
                        ],
                        "Resource": vault,
                    },
                    {
                        "Effect": "Allow",
                        "Action": "cloudwatch:PutMetricData",
                        "Resource": "*",
                        "Condition": {"StringEquals": {"cloudwatch:namespace": AGE_NAMESPACE}},
                    },
                    {
                        "Effect": "Allow",
                        "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
                        "Resource": log.attr_arn,
                    },
                ]
            ),
        )
        reason = "PutMetricData knows no resources; its condition is the namespace."
        acknowledge(permissions, {"AwsSolutions-IAM5[Resource::*]": reason})
        return iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"),
            description=f"Publishes how old the recovery points in {spec.vault} are.",
            managed_policies=[permissions],
        )

    def _invoke_hourly(self, name: str, function: lambda_.CfnFunction, event: str) -> None:
        rule = events.CfnRule(
            self,
            name,
            schedule_expression="rate(1 hour)",
            targets=[
                events.CfnRule.TargetProperty(id="Function", arn=function.attr_arn, input=event)
            ],
        )
        acknowledge(rule, {"EventBusDLQ": _NEXT_RUN})
        lambda_.CfnPermission(
            self,
            f"{name}MayInvoke",
            action="lambda:InvokeFunction",
            function_name=function.ref,
            principal="events.amazonaws.com",
            source_arn=rule.attr_arn,
        )


def _events(spec: AgeCheckSpec) -> Iterator[str]:
    """Yield what the function is sent: a part of the resources at a time."""
    for start in range(0, len(spec.resources), _RESOURCES_IN_A_RULE):
        resources = dict(spec.resources[start : start + _RESOURCES_IN_A_RULE])
        yield token(
            json.dumps(
                {
                    "namespace": AGE_NAMESPACE,
                    "metric": AGE_METRIC,
                    "vault": spec.vault,
                    "resources": resources,
                }
            )
        )
