"""What looks at log events: a detector of unusual ones, a policy that masks personal data."""

from typing import Any

from constructs.environment import Environment
from constructs.policies import Statement
from constructs.resource_batch import BatchResource

from tocsin.plan import LogAnomaliesSpec, PersonalDataSpec, partition

_FREQUENCIES = {
    5: "FIVE_MIN",
    10: "TEN_MIN",
    15: "FIFTEEN_MIN",
    30: "THIRTY_MIN",
    60: "ONE_HOUR",
}
_POLICY_LANGUAGE = "2021-06-01"


def anomaly_detector(
    spec: LogAnomaliesSpec,
    *,
    log_group: str,
    made_here: str | None,
    key_arn: str | None,
    environment: Environment,
) -> BatchResource:
    """Return the detector of a log group.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loganomalydetector.html

    Args:
        spec: The detector.
        log_group: The name of the log group.
        made_here: The id of the log group, if it is of this stack.
        key_arn: The key of what it keeps of the log events; of AWS's own without it.
        environment: Where it is.
    """
    # The attribute Arn of a log group ends with `:*`, which the detector does not take.
    return BatchResource(
        id="Anomalies",
        type="AWS::Logs::LogAnomalyDetector",
        properties={
            "DetectorName": spec.name,
            "LogGroupArnList": [environment.arn("logs", f"log-group:{log_group}")],
            "EvaluationFrequency": _FREQUENCIES[spec.minutes],
            "FilterPattern": spec.pattern,
            "AnomalyVisibilityTime": spec.visible_days,
            "KmsKeyId": key_arn,
        },
        depends_on=() if made_here is None else (made_here,),
    )


def data_protection_policy(spec: PersonalDataSpec, environment: Environment) -> dict[str, Any]:
    """Return the policy of a log group: what is looked for is counted, and masked.

    Both statements have the same identifiers, because CloudWatch Logs asks for that.
    https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutDataProtectionPolicy.html
    """
    of = partition(environment.region)
    looked_for = [
        f"arn:{of}:dataprotection::aws:data-identifier/{identifier}"
        for identifier in spec.identifiers
    ]
    destinations = {
        "CloudWatchLogs": {"LogGroup": spec.log_group},
        "S3": {"Bucket": spec.bucket},
        "Firehose": {"DeliveryStream": spec.stream},
    }
    findings = {kind: place for kind, place in destinations.items() if None not in place.values()}
    return {
        "Name": spec.name,
        "Description": "Counts and masks personal data.",
        "Version": _POLICY_LANGUAGE,
        "Statement": [
            {
                "Sid": "Count",
                "DataIdentifier": looked_for,
                "Operation": {"Audit": {"FindingsDestination": findings}},
            },
            {
                "Sid": "Mask",
                "DataIdentifier": looked_for,
                "Operation": {"Deidentify": {"MaskConfig": {}}},
            },
        ],
    }


def anomaly_key_statements(environment: Environment) -> list[Statement]:
    """Return what lets CloudWatch Logs encrypt what detectors keep of log events.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/LogsAnomalyDetection-KMS.html
    """
    detectors = environment.arn("logs", "anomaly-detector:*")
    uses = {
        "Encrypt": ("aws:logs:arn", ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt"]),
        "ReEncrypt": (
            "aws-crypto-ec:aws:logs:arn",
            ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:ReEncrypt*"],
        ),
    }
    return [
        {
            "Sid": f"AnomalyDetectorsMay{verb}",
            "Effect": "Allow",
            "Principal": {"Service": f"logs.{environment.region}.{environment.domain}"},
            "Action": [*actions, "kms:GenerateDataKey*"],
            "Resource": "*",
            "Condition": {"ArnLike": {f"kms:EncryptionContext:{context}": detectors}},
        }
        for verb, (context, actions) in uses.items()
    ]
