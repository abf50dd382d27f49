from dataclasses import replace
from typing import Any

import aws_cdk as cdk
from constructs.log_archive import archive_bucket
from constructs.service_log import ServiceLog

from tests.support.templates import ENVIRONMENT, properties_of, resources_of, template_of
from tocsin.plan import LogArchiveSpec, LogBucketSpec, LogGroupSpec

KEY = "arn:aws:kms:eu-west-1:111122223333:key/1"
MADE = LogBucketSpec(name="shop-prod-logs", retention_days=365, cold_days=90)
PREFIX = "shop/prod/eu-west-1/checkout/application"
ARCHIVE = LogArchiveSpec(
    name="shop-prod-checkout-application",
    bucket="shop-prod-logs",
    made=None,
    key_arn=None,
    pattern="",
    prefix=PREFIX,
)
GROUP = LogGroupSpec(
    id="checkout-application",
    name="/shop/prod/checkout",
    service="checkout",
    region=ENVIRONMENT.region,
    retention_days=None,
    log_class="STANDARD",
    anomalies=None,
    personal_data=None,
    archive=ARCHIVE,
    metric_filters=(),
    queries=(),
)


def _template_with(spec: LogGroupSpec, made: LogBucketSpec | None = None) -> dict[str, Any]:
    def build(stack: cdk.Stack) -> None:
        bucket = (
            None
            if made is None
            else archive_bucket(stack, made, key_arn=KEY, environment=ENVIRONMENT)
        )
        ServiceLog(stack, "Log", spec=spec, key_arn=None, environment=ENVIRONMENT, bucket=bucket)

    return template_of(build)


def _destination(template: dict[str, Any]) -> dict[str, Any]:
    (stream,) = properties_of(template, "AWS::KinesisFirehose::DeliveryStream")
    found: dict[str, Any] = stream["ExtendedS3DestinationConfiguration"]
    return found


def test_bucket_is_private_and_encrypted() -> None:
    """Nobody reads it from outside, and everybody over an encrypted connection."""
    template = _template_with(GROUP, MADE)
    (bucket,) = properties_of(template, "AWS::S3::Bucket")
    (policy,) = properties_of(template, "AWS::S3::BucketPolicy")
    (rule,) = bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    (statement,) = policy["PolicyDocument"]["Statement"]

    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    assert rule["ServerSideEncryptionByDefault"]["KMSMasterKeyID"] == KEY
    assert (statement["Effect"], statement["Condition"]) == (
        "Deny",
        {"Bool": {"aws:SecureTransport": "false"}},
    )


def test_bucket_keeps_objects_as_long_as_promised() -> None:
    """They move to cold storage and are deleted when the viewpoint says."""
    (bucket,) = properties_of(_template_with(GROUP, MADE), "AWS::S3::Bucket")
    (rule,) = bucket["LifecycleConfiguration"]["Rules"]

    assert rule["ExpirationInDays"] == 365
    assert rule["Transitions"] == [{"StorageClass": "GLACIER", "TransitionInDays": 90}]


def test_objects_that_stay_warm_have_no_transition() -> None:
    """Without cold_after objects are only deleted."""
    template = _template_with(GROUP, replace(MADE, cold_days=None))
    (bucket,) = properties_of(template, "AWS::S3::Bucket")

    assert "Transitions" not in bucket["LifecycleConfiguration"]["Rules"][0]


def test_bucket_is_kept_with_its_stage() -> None:
    """Logs that have to be kept outlive their stack."""

    def build(stack: cdk.Stack) -> None:
        kept = replace(ENVIRONMENT, retain=True)
        archive_bucket(stack, MADE, key_arn=KEY, environment=kept)

    (bucket,) = resources_of(template_of(build), "AWS::S3::Bucket")
    assert bucket["DeletionPolicy"] == "RetainExceptOnCreate"


def test_stream_writes_below_its_prefix_alone() -> None:
    """Its role may write there, and where it says what failed."""
    template = _template_with(GROUP, MADE)
    writing, sending = properties_of(template, "AWS::IAM::ManagedPolicy")
    objects, _, key = writing["PolicyDocument"]["Statement"]
    (sent,) = sending["PolicyDocument"]["Statement"]

    assert objects["Resource"] == [
        f"arn:aws:s3:::shop-prod-logs/{PREFIX}/*",
        f"arn:aws:s3:::shop-prod-logs/failed/{PREFIX}/*",
    ]
    assert (key["Action"], key["Resource"]) == (["kms:Decrypt", "kms:GenerateDataKey"], KEY)
    assert sent["Action"] == ["firehose:PutRecord", "firehose:PutRecordBatch"]
    assert _destination(template)["Prefix"].startswith(f"{PREFIX}/")
    assert _destination(template)["ErrorOutputPrefix"].startswith(f"failed/{PREFIX}/")


def test_what_is_compressed_is_not_compressed_again() -> None:
    """CloudWatch Logs compresses what it sends."""
    destination = _destination(_template_with(GROUP, MADE))

    assert destination["CompressionFormat"] == "UNCOMPRESSED"
    assert destination["FileExtension"] == ".gz"


def test_bucket_of_others_is_named_with_its_key() -> None:
    """The stream uses the key of a bucket that exists already, or none."""
    template = _template_with(replace(GROUP, archive=replace(ARCHIVE, key_arn=KEY)))
    destination = _destination(template)

    assert resources_of(template, "AWS::S3::Bucket") == []
    assert destination["BucketARN"] == "arn:aws:s3:::shop-prod-logs"
    assert destination["EncryptionConfiguration"]["KMSEncryptionConfig"]["AWSKMSKeyARN"] == KEY
    assert "EncryptionConfiguration" not in _destination(_template_with(GROUP))


def test_subscription_sends_to_the_stream() -> None:
    """It is made when the stream and a role with its policy are there."""
    template = _template_with(GROUP, MADE)
    (subscription,) = properties_of(template, "AWS::Logs::SubscriptionFilter")
    target, role = subscription["DestinationArn"], subscription["RoleArn"]

    assert subscription["LogGroupName"] == "/shop/prod/checkout"
    assert template["Resources"][target["Fn::GetAtt"][0]]["Type"].endswith("DeliveryStream")
    assert template["Resources"][role["Fn::GetAtt"][0]]["Properties"]["ManagedPolicyArns"]
