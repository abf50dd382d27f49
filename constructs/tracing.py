"""Sampling rules and groups of AWS X-Ray."""

from constructs.resource_batch import BatchResource

from tocsin.plan import SamplingRuleSpec, TraceGroupSpec
from tocsin.plan import construct_id as id_of


def sampling_rule(spec: SamplingRuleSpec) -> BatchResource:
    """Return a sampling rule for resources of all kinds.

    https://docs.aws.amazon.com/xray/latest/api/API_SamplingRule.html
    """
    rule = {
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
    return BatchResource(
        id=f"Rule{id_of(spec.id)}",
        type="AWS::XRay::SamplingRule",
        properties={"SamplingRule": rule},
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
