"""The names of resources that can exist only once in an account and Region."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tocsin.transition.references import means_the_same_everywhere
from tocsin.transition.resource_type import Path, resource_type

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tocsin.assembly import Resource

_FURTHER_NAMES: Mapping[str, tuple[tuple[Path, ...], ...]] = {
    "AWS::ApplicationSignals::ServiceLevelObjective": ((("Name",),),),
    "AWS::Backup::Framework": ((("FrameworkName",),),),
    "AWS::Backup::ReportPlan": ((("ReportPlanName",),),),
    "AWS::Chatbot::MicrosoftTeamsChannelConfiguration": (
        (("ConfigurationName",),),
        (("TeamsTenantId",), ("TeamId",), ("TeamsChannelId",)),
    ),
    "AWS::Chatbot::SlackChannelConfiguration": (
        (("ConfigurationName",),),
        (("SlackWorkspaceId",), ("SlackChannelId",)),
    ),
    "AWS::CloudWatch::AlarmMuteRule": ((("Name",),),),
    "AWS::CloudWatch::InsightRule": ((("RuleName",),),),
    "AWS::DocDB::DBCluster": ((("DBClusterIdentifier",),),),
    "AWS::ElasticLoadBalancingV2::LoadBalancer": ((("Name",),),),
    "AWS::ElasticLoadBalancingV2::TargetGroup": ((("Name",),),),
    "AWS::Events::Rule": ((("EventBusName",), ("Name",)),),
    "AWS::IAM::ManagedPolicy": ((("ManagedPolicyName",),),),
    "AWS::Lambda::Alias": ((("FunctionName",), ("Name",)),),
    "AWS::SNS::Subscription": ((("TopicArn",), ("Protocol",), ("Endpoint",)),),
    "AWS::SNS::Topic": ((("TopicName",),),),
    "AWS::SQS::Queue": ((("QueueName",),),),
    "AWS::SecretsManager::Secret": ((("Name",),),),
    "AWS::StepFunctions::Activity": ((("Name",),),),
    "AWS::StepFunctions::StateMachine": ((("StateMachineName",),),),
    "AWS::XRay::Group": ((("GroupName",),),),
    "AWS::XRay::SamplingRule": ((("SamplingRule", "RuleName"),),),
}
"""What is unique although AWS identifies a resource by something else, such as its ARN."""

_SHARED_NAMES: Mapping[str, str] = {
    "AWS::Backup::LogicallyAirGappedBackupVault": "AWS::Backup::BackupVault",
    "AWS::CloudWatch::CompositeAlarm": "AWS::CloudWatch::Alarm",
    "AWS::CloudWatch::LogAlarm": "AWS::CloudWatch::Alarm",
    "AWS::DynamoDB::GlobalTable": "AWS::DynamoDB::Table",
    "AWS::DocDB::DBCluster": "AWS::RDS::DBCluster",
    "AWS::DocDB::DBInstance": "AWS::RDS::DBInstance",
    "AWS::Neptune::DBCluster": "AWS::RDS::DBCluster",
    "AWS::Neptune::DBInstance": "AWS::RDS::DBInstance",
}
"""Types whose resources may not have a name that one of another type has."""

_DEFAULTS = {("AWS::Events::Rule", "EventBusName"): "default"}
"""What a part of a name is where the template does not say it."""

_OF_ALL_REGIONS = ("AWS::Budgets::", "AWS::Chatbot::", "AWS::CloudFront::", "AWS::IAM::")
_OF_THE_WORLD = frozenset({"AWS::S3::Bucket"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PhysicalName:
    """A name that no two resources can have at the same time.

    Attributes:
        type: The resource type among whose resources it is unique.
        parts: The texts that it is made of.
        account: Where it is unique; None if the template leaves it open, or the whole world is.
        region: Where it is unique; None if the template leaves it open, or it is in all Regions.
        stack: Where the texts mean something; empty if they mean the same in every stack.
    """

    type: str
    parts: tuple[str, ...]
    account: str | None
    region: str | None
    stack: str = ""

    @property
    def is_open(self) -> bool:
        """Say whether it cannot be compared with names of other stacks."""
        return bool(self.stack)

    def __str__(self) -> str:
        """Give the parts as people read them."""
        return " ".join(self.parts)


def physical_names(resource: Resource) -> Iterator[PhysicalName]:
    """Give the names of a resource that its template chooses."""
    rules = resource_type(resource.type)
    own = (rules.named_by,) if rules and rules.named_by else ()
    for paths in (*own, *_FURTHER_NAMES.get(resource.type, ())):
        parts = tuple(_part(resource, path) for path in paths)
        if all(parts):
            yield _name(resource, parts)


def called(resource: Resource) -> str:
    """Call a resource by its name, or by its logical id where CloudFormation names it."""
    name = resource.name if resource.is_named else f"{resource.logical_id} of {resource.stack.name}"
    return f"{resource.type} {name}"


def _name(resource: Resource, parts: tuple[str, ...]) -> PhysicalName:
    kind = _SHARED_NAMES.get(resource.type, resource.type)
    everywhere = kind in _OF_THE_WORLD
    is_open = not all(map(means_the_same_everywhere, parts))
    return PhysicalName(
        type=kind,
        parts=parts,
        account=None if everywhere else resource.stack.account,
        region=None if everywhere or kind.startswith(_OF_ALL_REGIONS) else resource.stack.region,
        stack=f"{resource.stack.name} {resource.stack.region}" if is_open else "",
    )


def _part(resource: Resource, path: Path) -> str:
    """Give the text at a path, or nothing if there is none."""
    value: object = resource.properties
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    given = str(value) if isinstance(value, (str, int)) else ""
    return given or _DEFAULTS.get((resource.type, path[-1]), "")
