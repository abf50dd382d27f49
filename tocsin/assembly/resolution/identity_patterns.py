"""What `Ref` and `Fn::GetAtt` give for the resource types that monitoring meets.

Read from the "Return values" of each type in
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityPattern:
    """How a type's physical identity follows from its name.

    The texts are format strings over name, path, account, region, partition and suffix.

    Attributes:
        name_property: The property that names the resource; without it CloudFormation does.
        ref: What `Ref` gives.
        attributes: What `Fn::GetAtt` gives, by attribute.
        name_attribute: The attribute (or `Ref`, if empty) that gives a generated name.
        stand_in: Whether a generated name is known to begin with stack and logical id, so that
            `STACK-LOGICAL_ID` stands for it.
    """

    name_property: str
    ref: str = "{name}"
    attributes: Mapping[str, str] = field(default_factory=dict)
    name_attribute: str = ""
    stand_in: bool = False


def _arn(service: str, resource: str) -> str:
    return f"arn:{{partition}}:{service}:{{region}}:{{account}}:{resource}"


def _named(name_property: str, service: str, resource: str, *, arn: str = "Arn") -> IdentityPattern:
    return IdentityPattern(name_property=name_property, attributes={arn: _arn(service, resource)})


def _alarm() -> IdentityPattern:
    arn = _arn("cloudwatch", "alarm:{name}")
    return IdentityPattern(name_property="AlarmName", attributes={"Arn": arn}, stand_in=True)


def _vault() -> IdentityPattern:
    attributes = {
        "BackupVaultArn": _arn("backup", "backup-vault:{name}"),
        "BackupVaultName": "{name}",
    }
    return IdentityPattern(name_property="BackupVaultName", attributes=attributes)


_MUTE_RULE = _arn("cloudwatch", "alarm-mute-rule:{name}")
_TOPIC = _arn("sns", "{name}")
_QUEUE_URL = "https://sqs.{region}.{suffix}/{account}/{name}"
_STATE_MACHINE = _arn("states", "stateMachine:{name}")

IDENTITY_PATTERNS: Mapping[str, IdentityPattern] = {
    "AWS::AutoScaling::AutoScalingGroup": IdentityPattern(name_property="AutoScalingGroupName"),
    "AWS::Backup::BackupVault": _vault(),
    "AWS::Backup::LogicallyAirGappedBackupVault": _vault(),
    "AWS::CloudWatch::Alarm": _alarm(),
    "AWS::CloudWatch::AlarmMuteRule": IdentityPattern(
        name_property="Name", ref=_MUTE_RULE, attributes={"Arn": _MUTE_RULE}, stand_in=True
    ),
    "AWS::CloudWatch::CompositeAlarm": _alarm(),
    "AWS::CloudWatch::LogAlarm": _alarm(),
    "AWS::DynamoDB::GlobalTable": _named("TableName", "dynamodb", "table/{name}"),
    "AWS::DynamoDB::Table": _named("TableName", "dynamodb", "table/{name}"),
    "AWS::ECS::Cluster": _named("ClusterName", "ecs", "cluster/{name}"),
    "AWS::Events::EventBus": _named("Name", "events", "event-bus/{name}"),
    "AWS::Events::Rule": _named("Name", "events", "rule/{name}"),
    "AWS::IAM::Role": IdentityPattern(
        name_property="RoleName",
        attributes={"Arn": "arn:{partition}:iam::{account}:role{path}{name}"},
    ),
    "AWS::KMS::Alias": IdentityPattern(name_property="AliasName"),
    "AWS::Kinesis::Stream": _named("Name", "kinesis", "stream/{name}"),
    "AWS::KinesisFirehose::DeliveryStream": _named(
        "DeliveryStreamName", "firehose", "deliverystream/{name}"
    ),
    "AWS::Lambda::Function": _named("FunctionName", "lambda", "function:{name}"),
    "AWS::Logs::LogGroup": _named("LogGroupName", "logs", "log-group:{name}:*"),
    "AWS::RDS::DBCluster": _named(
        "DBClusterIdentifier", "rds", "cluster:{name}", arn="DBClusterArn"
    ),
    "AWS::RDS::DBInstance": _named("DBInstanceIdentifier", "rds", "db:{name}", arn="DBInstanceArn"),
    "AWS::S3::Bucket": IdentityPattern(
        name_property="BucketName", attributes={"Arn": "arn:{partition}:s3:::{name}"}
    ),
    "AWS::SNS::Topic": IdentityPattern(
        name_property="TopicName",
        ref=_TOPIC,
        attributes={"TopicArn": _TOPIC, "TopicName": "{name}"},
        name_attribute="TopicName",
    ),
    "AWS::SQS::Queue": IdentityPattern(
        name_property="QueueName",
        ref=_QUEUE_URL,
        attributes={"Arn": _arn("sqs", "{name}"), "QueueName": "{name}", "QueueUrl": _QUEUE_URL},
        name_attribute="QueueName",
    ),
    "AWS::SSM::Parameter": IdentityPattern(name_property="Name"),
    "AWS::StepFunctions::StateMachine": IdentityPattern(
        name_property="StateMachineName",
        ref=_STATE_MACHINE,
        attributes={"Arn": _STATE_MACHINE, "Name": "{name}"},
        name_attribute="Name",
    ),
    "AWS::Synthetics::Canary": IdentityPattern(name_property="Name"),
}
