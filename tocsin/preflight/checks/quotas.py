"""Quotas that a stage can reach: those of AWS X-Ray are low, and all stages share them."""

from collections.abc import Iterator

from tocsin.aws import AwsRegion
from tocsin.diagnostics import Problem, number_text
from tocsin.plan import TracingSpec
from tocsin.preflight.check import found
from tocsin.preflight.deployment import Deployment

DEFAULT_ALARMS = 5_000
"""In an account and Region; Service Quotas does not list it.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
"""

_DEFAULT_TRACING = 25
"""https://docs.aws.amazon.com/general/latest/gr/xray.html"""

_BUILT_IN = frozenset({"Default"})
"""The names that X-Ray gives to a rule and a group of its own."""


def find_tracing_quotas(deployment: Deployment, region: AwsRegion) -> Iterator[Problem]:
    """Yield what X-Ray would have too many of."""
    for tracing in deployment.plan.tracing:
        if tracing.region == region.name:
            yield from _of_tracing(tracing, region)


def _of_tracing(tracing: TracingSpec, region: AwsRegion) -> Iterator[Problem]:
    if tracing.rules:
        records = region.listed("xray", "get_sampling_rules", "SamplingRuleRecords") or ()
        there = {each["SamplingRule"]["RuleName"] for each in records} - _BUILT_IN
        wanted = {rule.name for rule in tracing.rules}
        yield from _too_many(region, "X-Ray sampling rules", there | wanted, "L-8C0C998A")
    if tracing.groups:
        groups = region.listed("xray", "get_groups", "Groups") or ()
        there = {each["GroupName"] for each in groups} - _BUILT_IN
        wanted = {group.name for group in tracing.groups}
        yield from _too_many(region, "X-Ray groups", there | wanted, "L-7F259013")


def _too_many(region: AwsRegion, thing: str, names: set[str], code: str) -> Iterator[Problem]:
    answer = region.ask("service-quotas", "get_service_quota", ServiceCode="xray", QuotaCode=code)
    quota = float((answer or {}).get("Quota", {}).get("Value", _DEFAULT_TRACING))
    if len(names) > quota:
        yield found(
            "quota",
            region,
            thing,
            f"there would be {len(names)}, and the account may have {number_text(quota)}",
            why="the deployment stops where the quota ends",
            fix="ask for a higher quota in Service Quotas, or delete what nobody needs",
        )


def find_alarm_quota(deployment: Deployment, region: AwsRegion) -> Iterator[Problem]:
    """Yield whether a Region would have more alarms than is usual."""
    wanted = {alarm.name for alarm in deployment.alarms(region.name)}
    there = {
        alarm["AlarmName"]
        for kind in ("MetricAlarm", "CompositeAlarm")
        for alarm in region.listed(
            "cloudwatch",
            "describe_alarms",
            f"{kind}s",
            AlarmTypes=["MetricAlarm", "CompositeAlarm"],
        )
        or ()
    }
    if len(there | wanted) > DEFAULT_ALARMS:
        yield found(
            "alarm-quota",
            region,
            "alarms",
            f"there would be {len(there | wanted):,}, and {DEFAULT_ALARMS:,} are usual",
            why="if the account's quota was never raised, the deployment stops there",
            fix="see that AWS Support has raised the number of alarms in this Region",
            severity="note",
        )
