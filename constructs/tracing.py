"""Sampling rules and groups of AWS X-Ray."""

from aws_cdk import aws_xray as xray
from constructs import Construct

from tocsin.plan import SamplingRuleSpec, TraceGroupSpec
from tocsin.plan import construct_id as id_of


def sampling_rule(scope: Construct, spec: SamplingRuleSpec) -> xray.CfnSamplingRule:
    """Return a sampling rule for resources of all kinds.

    https://docs.aws.amazon.com/xray/latest/api/API_SamplingRule.html
    """
    return xray.CfnSamplingRule(
        scope,
        f"Rule{id_of(spec.id)}",
        sampling_rule=xray.CfnSamplingRule.SamplingRuleProperty(
            rule_name=spec.name,
            priority=spec.priority,
            reservoir_size=spec.reservoir,
            fixed_rate=spec.rate,
            host=spec.host,
            http_method=spec.method,
            url_path=spec.path,
            service_name=spec.service,
            service_type=spec.service_type,
            attributes=dict(spec.attributes) or None,
            resource_arn="*",
            # The schema of CloudFormation does not ask for it, the API of X-Ray does.
            version=1,
        ),
    )


def trace_group(scope: Construct, spec: TraceGroupSpec) -> xray.CfnGroup:
    """Return a group, whose count of traces is a metric.

    https://docs.aws.amazon.com/xray/latest/devguide/xray-console-groups.html
    """
    return xray.CfnGroup(
        scope,
        f"Group{id_of(spec.id)}",
        group_name=spec.name,
        filter_expression=spec.filter_expression,
        insights_configuration=xray.CfnGroup.InsightsConfigurationProperty(
            insights_enabled=spec.insights,
            notifications_enabled=spec.notifications,
        ),
    )
