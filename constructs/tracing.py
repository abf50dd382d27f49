"""Sampling rules and groups of AWS X-Ray, and where it writes spans."""

import json
from collections.abc import Iterator
from typing import Any

from constructs.environment import Environment
from constructs.policies import policy_document
from constructs.resource_batch import BatchResource

from tocsin.plan import SamplingRuleSpec, TraceGroupSpec
from tocsin.plan import construct_id as id_of

_POLICY = "Spans/Policy"


def sampling_rule(spec: SamplingRuleSpec) -> BatchResource:
    """Return a sampling rule for resources of all kinds.

    https://docs.aws.amazon.com/xray/latest/api/API_SamplingRule.html
    """
    rule: dict[str, Any] = {
        "RuleName": spec.name,
        "Priority": spec.priority,
        "ReservoirSize": spec.reservoir,
        "FixedRate": spec.rate,
        "Host": spec.host,
        "HTTPMethod": spec.method,
        "URLPath": spec.path,
        "ServiceName": spec.service,
        "ServiceType": spec.service_type,
        "Attributes": dict(spec.attributes) or None,
        "ResourceARN": "*",
        # The schema of CloudFormation does not ask for it, the API of X-Ray does.
        "Version": 1,
    }
    if spec.boost is not None:
        rule["SamplingRateBoost"] = {
            "CooldownWindowMinutes": spec.cooldown_minutes,
            "MaxRate": spec.boost,
        }
    return BatchResource(
        id=f"Rule{id_of(spec.id)}",
        type="AWS::XRay::SamplingRule",
        properties={"SamplingRule": rule},
    )


def transaction_search(
    policy: str, indexed_percent: float, environment: Environment
) -> Iterator[BatchResource]:
    """Yield what lets X-Ray write all spans to a log group, and what turns that on.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Transaction-Search-Cloudformation.html
    """
    written = [
        environment.arn("logs", f"log-group:{name}:*")
        for name in ("aws/spans", "/aws/application-signals/data")
    ]
    statement = {
        "Sid": "TransactionSearch",
        "Effect": "Allow",
        "Principal": {"Service": "xray.amazonaws.com"},
        "Action": "logs:PutLogEvents",
        "Resource": written,
        "Condition": {
            "ArnLike": {"aws:SourceArn": environment.arn("xray", "*")},
            "StringEquals": {"aws:SourceAccount": environment.account},
        },
    }
    yield BatchResource(
        id=_POLICY,
        type="AWS::Logs::ResourcePolicy",
        properties={
            "PolicyDocument": json.dumps(policy_document([statement])),
            "PolicyName": policy,
        },
    )
    yield BatchResource(
        id="Spans/Search",
        type="AWS::XRay::TransactionSearchConfig",
        properties={"IndexingPercentage": indexed_percent},
        depends_on=(_POLICY,),
    )


def trace_group(spec: TraceGroupSpec) -> BatchResource:
    """Return a group, whose count of traces is a metric.

    https://docs.aws.amazon.com/xray/latest/devguide/xray-console-groups.html
    """
    insights = {"InsightsEnabled": spec.insights, "NotificationsEnabled": spec.notifications}
    return BatchResource(
        id=f"Group{id_of(spec.id)}",
        type="AWS::XRay::Group",
        properties={
            "GroupName": spec.name,
            "FilterExpression": spec.filter_expression,
            "InsightsConfiguration": insights,
        },
    )
