"""Names that our stacks give, and that something else has already."""

from collections.abc import Callable, Iterable, Iterator

from tocsin.aws import AwsRegion
from tocsin.diagnostics import Problem
from tocsin.plan import qualified
from tocsin.preflight.check import found
from tocsin.preflight.deployed import our_resources
from tocsin.preflight.deployment import Deployment

Existing = Iterator[tuple[str, str]]
"""The names that are there, each with the id by which CloudFormation would know its resource."""


def taken_names(deployment: Deployment, region: AwsRegion, kind: str) -> Iterator[Problem]:
    """Yield the names of one type that a resource outside of our stacks has.

    Args:
        deployment: The stage.
        region: The Region.
        kind: The resource type, one of `NAMED_TYPES`.
    """
    names = {
        str(each.name): each.stack
        for each in deployment.names(region.name)
        if each.name.type == kind
    }
    if not names:
        return
    prefix = qualified(deployment.plan.system, deployment.plan.stage)
    ours = our_resources(deployment.plan, region)
    for name, physical_id in _LISTS[kind](region, prefix, names):
        if name in names and not {name, physical_id} & ours:
            yield found(
                "name-taken",
                region,
                f"{kind} {name}",
                "it exists, and is in no stack of this stage",
                why=f"{names[name]} would make it, and rolls back because the name is taken",
                fix=f"delete it or rename it, or take it into the stack: cdk import {names[name]}",
            )


def _alarms(region: AwsRegion, _prefix: str, _names: Iterable[str]) -> Existing:
    types = ["MetricAlarm", "CompositeAlarm"]
    for kind in types:
        # The same question as that of the quotas, which is asked once.
        for each in (
            region.listed("cloudwatch", "describe_alarms", f"{kind}s", AlarmTypes=types) or ()
        ):
            yield each["AlarmName"], each["AlarmArn"]


def _dashboards(region: AwsRegion, prefix: str, _names: Iterable[str]) -> Existing:
    for each in (
        region.listed(
            "cloudwatch", "list_dashboards", "DashboardEntries", DashboardNamePrefix=prefix
        )
        or ()
    ):
        yield each["DashboardName"], each["DashboardArn"]


def _topics(region: AwsRegion, _prefix: str, _names: Iterable[str]) -> Existing:
    for each in region.listed("sns", "list_topics", "Topics") or ():
        yield each["TopicArn"].rpartition(":")[2], each["TopicArn"]


def _queues(region: AwsRegion, prefix: str, _names: Iterable[str]) -> Existing:
    for url in region.listed("sqs", "list_queues", "QueueUrls", QueueNamePrefix=prefix) or ():
        yield url.rpartition("/")[2], url


def _vaults(region: AwsRegion, _prefix: str, _names: Iterable[str]) -> Existing:
    for each in region.listed("backup", "list_backup_vaults", "BackupVaultList") or ():
        yield each["BackupVaultName"], each["BackupVaultArn"]


def _sampling_rules(region: AwsRegion, _prefix: str, _names: Iterable[str]) -> Existing:
    for each in region.listed("xray", "get_sampling_rules", "SamplingRuleRecords") or ():
        yield each["SamplingRule"]["RuleName"], each["SamplingRule"]["RuleARN"]


def _trace_groups(region: AwsRegion, _prefix: str, _names: Iterable[str]) -> Existing:
    for each in region.listed("xray", "get_groups", "Groups") or ():
        yield each["GroupName"], each["GroupARN"]


def _key_aliases(region: AwsRegion, _prefix: str, _names: Iterable[str]) -> Existing:
    for each in region.listed("kms", "list_aliases", "Aliases") or ():
        yield each["AliasName"], each["AliasArn"]


def _log_groups(region: AwsRegion, _prefix: str, names: Iterable[str]) -> Existing:
    for name in names:
        for each in (
            region.listed("logs", "describe_log_groups", "logGroups", logGroupNamePrefix=name) or ()
        ):
            yield each["logGroupName"], each["arn"]


_LISTS: dict[str, Callable[[AwsRegion, str, Iterable[str]], Existing]] = {
    "AWS::Backup::BackupVault": _vaults,
    "AWS::CloudWatch::Alarm": _alarms,
    "AWS::CloudWatch::Dashboard": _dashboards,
    "AWS::KMS::Alias": _key_aliases,
    "AWS::Logs::LogGroup": _log_groups,
    "AWS::SNS::Topic": _topics,
    "AWS::SQS::Queue": _queues,
    "AWS::XRay::Group": _trace_groups,
    "AWS::XRay::SamplingRule": _sampling_rules,
}
"""How to list what has a name of each type."""

NAMED_TYPES = tuple(_LISTS)
"""The types of which it is known how to list what has a name."""
