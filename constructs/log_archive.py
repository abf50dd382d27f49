"""Where log events go to be kept: a bucket, and the way from a log group to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from constructs import Construct
from constructs.environment import Environment
from constructs.policies import Reference, Statement, policy_document
from constructs.resource_batch import BatchResource, add_resources, attribute, ref
from constructs.roles import managed_policy, role

from tocsin.plan import LogArchiveSpec, LogBucketSpec, partition

_BUCKET = "Bucket/Resource"
_STREAM = "Archive/Stream"
_WRITER, _WRITING = "Archive/Writer/Resource", "Archive/Writing/Resource"
_SENDER, _SENDING = "Archive/Sender/Resource", "Archive/Sending/Resource"
_DAYS_OF_OLD_VERSIONS = 30
_BUFFERED_SECONDS, _BUFFERED_MEGABYTES = 300, 64


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveBucket:
    """The bucket of an archive, wherever it was made.

    Attributes:
        arn: Its Amazon Resource Name.
        key_arn: The key that encrypts it, if one does.
    """

    arn: str
    key_arn: str | None


def archive_bucket(
    scope: Construct, spec: LogBucketSpec, *, key_arn: str, environment: Environment
) -> ArchiveBucket:
    """Add a bucket for log events, which nobody reads without encryption or from outside."""
    answers = add_resources(scope, _bucket(spec, key_arn, environment))
    return ArchiveBucket(arn=answers[f"{_BUCKET}.Arn"], key_arn=key_arn)


def existing_bucket(spec: LogArchiveSpec, environment: Environment) -> ArchiveBucket:
    """Return a bucket that is there already."""
    arn = f"arn:{partition(environment.region)}:s3:::{spec.bucket}"
    return ArchiveBucket(arn=arn, key_arn=spec.key_arn)


def _bucket(spec: LogBucketSpec, key_arn: str, environment: Environment) -> Iterator[BatchResource]:
    encryption = {
        "BucketKeyEnabled": True,
        "ServerSideEncryptionByDefault": {
            "KMSMasterKeyID": key_arn,
            "SSEAlgorithm": "aws:kms",
        },
    }
    yield BatchResource(
        id=_BUCKET,
        type="AWS::S3::Bucket",
        properties={
            "BucketName": spec.name,
            "BucketEncryption": {"ServerSideEncryptionConfiguration": [encryption]},
            "LifecycleConfiguration": {"Rules": [_lifecycle(spec)]},
            "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
            "PublicAccessBlockConfiguration": {
                "BlockPublicAcls": True,
                "BlockPublicPolicy": True,
                "IgnorePublicAcls": True,
                "RestrictPublicBuckets": True,
            },
            "VersioningConfiguration": {"Status": "Enabled"},
        },
        retention=environment.retention,
        asked=("Arn",),
        accepted=_ACCEPTED,
    )
    policy = {"Bucket": ref(_BUCKET), "PolicyDocument": policy_document([_by_tls_alone()])}
    yield BatchResource(id="Bucket/Policy", type="AWS::S3::BucketPolicy", properties=policy)


_NO_LOG = "Its events are logs: a log of who writes them would need a bucket and a log of its own."
_NO_COPY = "Log events are in their log group, too; who needs them in two Regions has two archives."
_NO_LOCK = "What has to be deleted of logs, as personal data, could not be deleted under a lock."
_ACCEPTED = {
    "AwsSolutions-S1": _NO_LOG,
    "NIST.800.53.R4-S3BucketDefaultLockEnabled": _NO_LOCK,
    **{
        f"{pack}-S3BucketLoggingEnabled": _NO_LOG
        for pack in ("HIPAA.Security", "NIST.800.53.R4", "NIST.800.53.R5", "PCI.DSS.321")
    },
    **{
        f"{pack}-S3BucketReplicationEnabled": _NO_COPY
        for pack in ("HIPAA.Security", "NIST.800.53.R4", "NIST.800.53.R5", "PCI.DSS.321")
    },
}


def _lifecycle(spec: LogBucketSpec) -> dict[str, Any]:
    """Return when objects move to cold storage and are deleted; parts of uploads go, too."""
    cold = {"StorageClass": "GLACIER", "TransitionInDays": spec.cold_days}
    return {
        "Id": "Kept",
        "Status": "Enabled",
        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7},
        "ExpirationInDays": spec.retention_days,
        "NoncurrentVersionExpiration": {"NoncurrentDays": _DAYS_OF_OLD_VERSIONS},
        **({} if spec.cold_days is None else {"Transitions": [cold]}),
    }


def _by_tls_alone() -> Statement:
    arn = attribute(_BUCKET, "Arn")
    return {
        "Sid": "OverEncryptedConnectionsOnly",
        "Effect": "Deny",
        "Principal": {"AWS": "*"},
        "Action": "s3:*",
        "Resource": [arn, {"Fn::Join": ["", [arn, "/*"]]}],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def archiving(
    spec: LogArchiveSpec,
    *,
    log_group: str | Reference,
    bucket: ArchiveBucket,
    environment: Environment,
) -> Iterator[BatchResource]:
    """Yield the subscription of a log group, the stream that it fills, and their roles.

    CloudWatch Logs sends events compressed, so that the stream does not compress them again.
    https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html#FirehoseExample
    https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#firehose-assume-role
    """
    yield _writing(spec, bucket, environment)
    yield role(
        _WRITER,
        service="firehose.amazonaws.com",
        description="Writes log events to the bucket of their archive.",
        policies=[ref(_WRITING)],
        only_if={"StringEquals": {"sts:ExternalId": environment.account}},
    )
    yield _stream(spec, bucket)
    yield managed_policy(
        _SENDING,
        [
            {
                "Effect": "Allow",
                "Action": ["firehose:PutRecord", "firehose:PutRecordBatch"],
                "Resource": attribute(_STREAM, "Arn"),
            }
        ],
        accepted={},
    )
    yield role(
        _SENDER,
        service="logs.amazonaws.com",
        description="Sends log events to the stream of their archive.",
        policies=[ref(_SENDING)],
        only_if={"ArnLike": {"aws:SourceArn": environment.arn("logs", "*")}},
    )
    # CloudWatch Logs sends a test at once, which needs the role with its policy.
    yield BatchResource(
        id="Archive/Subscription",
        type="AWS::Logs::SubscriptionFilter",
        properties={
            "FilterName": spec.name,
            "FilterPattern": spec.pattern,
            "LogGroupName": log_group,
            "DestinationArn": attribute(_STREAM, "Arn"),
            "RoleArn": attribute(_SENDER, "Arn"),
        },
    )


def _writing(
    spec: LogArchiveSpec, bucket: ArchiveBucket, environment: Environment
) -> BatchResource:
    """Return what the stream may do: write below its prefixes alone, under the bucket's key."""
    # By name, so that findings name it: a reference would have another id in each stack.
    arn = existing_bucket(spec, environment).arn
    objects = [f"{arn}/{prefix}/*" for prefix in (spec.prefix, _failed(spec))]
    statements: list[Statement] = [
        {
            "Effect": "Allow",
            "Action": ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"],
            "Resource": objects,
        },
        {
            "Effect": "Allow",
            "Action": ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
            "Resource": arn,
        },
    ]
    if bucket.key_arn is not None:
        key = {"Action": ["kms:Decrypt", "kms:GenerateDataKey"], "Resource": bucket.key_arn}
        statements.append({"Effect": "Allow", **key})
    reason = "The stream names the objects below its prefixes itself."
    accepted = {f"AwsSolutions-IAM5[Resource::{each}]": reason for each in objects}
    return managed_policy(_WRITING, statements, accepted=accepted)


def _stream(spec: LogArchiveSpec, bucket: ArchiveBucket) -> BatchResource:
    """Return the stream.

    https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html
    """
    destination = {
        "BucketARN": bucket.arn,
        "RoleARN": attribute(_WRITER, "Arn"),
        "Prefix": f"{spec.prefix}/!{{timestamp:yyyy/MM/dd/HH}}/",
        "ErrorOutputPrefix": f"{_failed(spec)}/!{{firehose:error-output-type}}/"
        "!{timestamp:yyyy/MM/dd}/",
        "BufferingHints": {
            "IntervalInSeconds": _BUFFERED_SECONDS,
            "SizeInMBs": _BUFFERED_MEGABYTES,
        },
        "CompressionFormat": "UNCOMPRESSED",
        "FileExtension": ".gz",
    }
    if bucket.key_arn is not None:
        destination["EncryptionConfiguration"] = {
            "KMSEncryptionConfig": {"AWSKMSKeyARN": bucket.key_arn}
        }
    return BatchResource(
        id=_STREAM,
        type="AWS::KinesisFirehose::DeliveryStream",
        properties={
            "DeliveryStreamName": spec.name,
            "DeliveryStreamType": "DirectPut",
            "DeliveryStreamEncryptionConfigurationInput": {"KeyType": "AWS_OWNED_CMK"},
            "ExtendedS3DestinationConfiguration": destination,
        },
    )


def _failed(spec: LogArchiveSpec) -> str:
    """Return what the keys of what could not be delivered begin with."""
    return f"failed/{spec.prefix}"
