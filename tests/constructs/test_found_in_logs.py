from dataclasses import replace
from typing import Any

import aws_cdk as cdk
import pytest
from constructs.found_in_logs import anomaly_key_statements, data_protection_policy
from constructs.service_log import ServiceLog

from tests.support.templates import ENVIRONMENT, properties_of, resources_of, template_of
from tocsin.plan import LogAnomaliesSpec, LogGroupSpec, PersonalDataSpec

KEY = "arn:aws:kms:eu-west-1:111122223333:key/1"
MASKED = PersonalDataSpec(
    name="shop-prod-checkout-application",
    identifiers=("EmailAddress", "Ssn-US"),
    log_group=None,
    bucket=None,
    stream=None,
)
GROUP = LogGroupSpec(
    id="checkout-application",
    name="/shop/prod/checkout",
    service="checkout",
    region=ENVIRONMENT.region,
    retention_days=30,
    log_class="STANDARD",
    anomalies=LogAnomaliesSpec(
        name="shop-prod-checkout-application", minutes=15, pattern="ERROR", visible_days=21
    ),
    personal_data=MASKED,
    archive=None,
    metric_filters=(),
    queries=(),
)


def _template_with(spec: LogGroupSpec) -> dict[str, Any]:
    def build(stack: cdk.Stack) -> None:
        ServiceLog(stack, "Log", spec=spec, key_arn=KEY, environment=ENVIRONMENT)

    return template_of(build)


def test_detector_reads_its_log_group() -> None:
    """It is made after the group, and keeps what it read under the same key."""
    template = _template_with(GROUP)
    (detector,) = resources_of(template, "AWS::Logs::LogAnomalyDetector")

    assert detector["Properties"] == {
        "DetectorName": "shop-prod-checkout-application",
        "LogGroupArnList": [ENVIRONMENT.arn("logs", "log-group:/shop/prod/checkout")],
        "EvaluationFrequency": "FIFTEEN_MIN",
        "FilterPattern": "ERROR",
        "AnomalyVisibilityTime": 21,
        "KmsKeyId": KEY,
    }
    (depends,) = [detector["DependsOn"]]
    assert {template["Resources"][each]["Type"] for each in depends} == {"AWS::Logs::LogGroup"}


def test_detector_of_a_group_of_others_has_no_key_of_ours() -> None:
    """The stack's key is for what is made here."""
    template = _template_with(replace(GROUP, retention_days=None, personal_data=None))
    (detector,) = resources_of(template, "AWS::Logs::LogAnomalyDetector")

    assert "KmsKeyId" not in detector["Properties"]
    assert "DependsOn" not in detector


def test_personal_data_are_counted_and_masked() -> None:
    """Both statements look for the same; empty objects are what CloudWatch Logs asks for."""
    (group,) = properties_of(_template_with(GROUP), "AWS::Logs::LogGroup")
    policy = group["DataProtectionPolicy"]
    looked_for = [
        "arn:aws:dataprotection::aws:data-identifier/EmailAddress",
        "arn:aws:dataprotection::aws:data-identifier/Ssn-US",
    ]

    assert (policy["Name"], policy["Version"]) == (MASKED.name, "2021-06-01")
    assert [each["DataIdentifier"] for each in policy["Statement"]] == [looked_for] * 2
    assert [each["Operation"] for each in policy["Statement"]] == [
        {"Audit": {"FindingsDestination": {}}},
        {"Deidentify": {"MaskConfig": {}}},
    ]


@pytest.mark.parametrize(
    ("place", "destination"),
    [
        ("log_group", {"CloudWatchLogs": {"LogGroup": "there"}}),
        ("bucket", {"S3": {"Bucket": "there"}}),
        ("stream", {"Firehose": {"DeliveryStream": "there"}}),
    ],
)
def test_reports_go_where_the_viewpoint_says(place: str, destination: object) -> None:
    """Each kind of destination has its own form."""
    spec = PersonalDataSpec(
        name="x",
        identifiers=("Name",),
        log_group="there" if place == "log_group" else None,
        bucket="there" if place == "bucket" else None,
        stream="there" if place == "stream" else None,
    )
    audit, _ = data_protection_policy(spec, ENVIRONMENT)["Statement"]

    assert audit["Operation"] == {"Audit": {"FindingsDestination": destination}}


def test_standard_is_not_written() -> None:
    """Groups that were made before nothing was said of classes stay as they are."""
    (standard,) = properties_of(_template_with(GROUP), "AWS::Logs::LogGroup")
    seldom = replace(GROUP, log_class="INFREQUENT_ACCESS", anomalies=None)
    (other,) = properties_of(_template_with(seldom), "AWS::Logs::LogGroup")

    assert "LogGroupClass" not in standard
    assert other["LogGroupClass"] == "INFREQUENT_ACCESS"


def test_key_is_for_detectors_of_the_account_alone() -> None:
    """Both contexts in which CloudWatch Logs encrypts name detectors."""
    detectors = ENVIRONMENT.arn("logs", "anomaly-detector:*")

    conditions = [each["Condition"]["ArnLike"] for each in anomaly_key_statements(ENVIRONMENT)]
    assert conditions == [
        {"kms:EncryptionContext:aws:logs:arn": detectors},
        {"kms:EncryptionContext:aws-crypto-ec:aws:logs:arn": detectors},
    ]
