"""Validations of restore tests, with clients that answer as AWS does."""

import io
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from functions.restore_validation.aws import Aws
from functions.restore_validation.request import Request
from functions.restore_validation.validation import Validation
from tests.support.fake_clients import Answer, FakeClients
from tocsin.restoration import CanaryItem, Expectation, ExpectedObject, Query, QueryAccess

ACCOUNT = "111122223333"
BEGUN = datetime(2026, 3, 14, 6, tzinfo=UTC)


def arn(service: str, resource: str, region: str = "us-east-1") -> str:
    """An Amazon Resource Name."""
    return f"arn:aws:{service}:{region}:{ACCOUNT}:{resource}"


SOURCE = arn("dynamodb", "table/shop-orders")
TABLE = {
    "Table": {
        "TableStatus": "ACTIVE",
        "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
        "ItemCount": 4,
    }
}
ITEM = {"id": {"S": "canary"}, "is": {"S": "alive"}}
GOOD_TABLE: dict[str, Answer] = {
    "DescribeTable": TABLE,
    "Scan": {"Count": 4},
    "GetItem": {"Item": ITEM},
}
ORDERS = Expectation(
    name="orders",
    arn=SOURCE,
    minimum_items=3,
    canary=CanaryItem(key={"id": {"S": "canary"}}, attributes={"is": {"S": "alive"}}),
)


def job(**changed: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a job has
    """What DescribeRestoreJob answers of a restore of the table."""
    return {
        "RestoreJobId": "job-1",
        "Status": "COMPLETED",
        "ResourceType": "DynamoDB",
        "SourceResourceArn": SOURCE,
        "CreatedResourceArn": arn("dynamodb", "table/awsbackup-restore-test-1"),
        "CreationDate": BEGUN,
        "CompletionDate": BEGUN + timedelta(minutes=9),
        "RecoveryPointCreationDate": BEGUN - timedelta(hours=2),
        **changed,
    }


def event(*expected: Expectation, status: str = "COMPLETED", **more: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    """What the rule's target sends."""
    detail = {"restoreJobId": "job-1", "status": status, "sourceResourceArn": SOURCE}
    documents = [each.document() for each in expected]
    return {
        "detail": detail, "system": "shop", "stage": "prod", "expectations": documents, **more
    }  # fmt: skip


class Run:
    """One validation: what it reports, measures and asks."""

    def __init__(
        self,
        sent: Mapping[str, Any],
        answers: Mapping[str, Answer],
        *,
        seconds: float = 600,
        takes: Mapping[str, float] | None = None,
    ) -> None:
        accepted: dict[str, Answer] = {"PutMetricData": {}, "PutRestoreValidationResult": {}}
        self.clients = FakeClients({**accepted, "DescribeRestoreJob": job(), **answers})
        self.slept: list[float] = []
        self.error: Exception | None = None
        validation = Validation(
            Request.read(json.loads(json.dumps(sent))),
            Aws(
                until=seconds,
                connect=self.clients.connect,
                clock=lambda: (
                    sum(self.slept)
                    + sum((takes or {}).get(each.operation, 0) for each in self.clients.calls)
                ),
                sleep=self.slept.append,
            ),
        )
        try:
            validation.run()
        except Exception as error:  # noqa: BLE001 - what Lambda would see
            self.error = error
        self.reports = self.clients.asked("PutRestoreValidationResult")
        self.measured = [
            (each["MetricName"], {d["Name"]: d["Value"] for d in each["Dimensions"]}, each["Value"])
            for asked in self.clients.asked("PutMetricData")
            for each in asked["MetricData"]
        ]

    @property
    def report(self) -> str:
        """The report, of which there is exactly one, and it is the last thing that is asked."""
        (report,) = self.reports
        assert self.clients.calls[-1].operation == "PutRestoreValidationResult"
        assert report["RestoreJobId"] == "job-1"
        assert "secret" not in report["ValidationStatusMessage"]
        return f"{report['ValidationStatus']}: {report['ValidationStatusMessage']}"

    @property
    def validated(self) -> list[float]:
        """The values of RestoreValidated."""
        return [value for name, _, value in self.measured if name == "RestoreValidated"]


INSTANCE = {
    "DBInstanceStatus": "available",
    "Engine": "mysql",
    "EngineVersion": "8.0.36",
    "StorageEncrypted": True,
}
CLUSTER = {
    "Status": "available",
    "Engine": "aurora-mysql",
    "EngineVersion": "8.0.mysql_aurora.3.04.0",
    "StorageEncrypted": True,
    "HttpEndpointEnabled": True,
    "DBClusterMembers": [{"DBInstanceIdentifier": "one"}],
}
FILE_SYSTEM = {
    "OwnerId": ACCOUNT,
    "CreationToken": "token",
    "FileSystemId": "fs-87654321",
    "CreationTime": BEGUN,
    "LifeCycleState": "available",
    "NumberOfMountTargets": 0,
    "SizeInBytes": {"Value": 6_144},
    "PerformanceMode": "generalPurpose",
    "Tags": [],
    "Encrypted": True,
}
SECRET = arn("secretsmanager", "secret:shop")
CONTENT = b"alive"

OTHER_TYPES: dict[str, tuple[str, str, dict[str, Answer], dict[str, Any]]] = {
    "RDS": (
        arn("rds", "db:shop"),
        arn("rds", "db:awsbackup-restore-test-1"),
        {"DescribeDBInstances": {"DBInstances": [INSTANCE]}},
        {},
    ),
    "Aurora": (
        arn("rds", "cluster:shop"),
        arn("rds", "cluster:awsbackup-restore-test-1"),
        {
            "DescribeDBClusters": {"DBClusters": [CLUSTER]},
            "ExecuteStatement": {"records": [[{"longValue": 12}]]},
        },
        {
            "queries": (Query(sql="SELECT count(*) FROM orders", at_least=10),),
            "access": QueryAccess(secret=SECRET, database="shop"),
        },
    ),
    "DocumentDB": (
        arn("rds", "cluster:papers"),
        arn("rds", "cluster:awsbackup-restore-test-2"),
        {"DescribeDBClusters": {"DBClusters": [{**CLUSTER, "Engine": "docdb"}]}},
        {"engine": "docdb"},
    ),
    "Neptune": (
        arn("rds", "cluster:friends"),
        arn("rds", "cluster:awsbackup-restore-test-3"),
        {"DescribeDBClusters": {"DBClusters": [{**CLUSTER, "Engine": "neptune"}]}},
        {"engine": "neptune"},
    ),
    "EBS": (
        arn("ec2", "volume/vol-1"),
        arn("ec2", "volume/vol-2"),
        {"DescribeVolumes": {"Volumes": [{"State": "available", "Size": 8, "Encrypted": True}]}},
        {"minimum_bytes": 2**30},
    ),
    "EFS": (
        arn("elasticfilesystem", "file-system/fs-12345678"),
        arn("elasticfilesystem", "file-system/fs-87654321"),
        {"DescribeFileSystems": {"FileSystems": [FILE_SYSTEM]}},
        {},
    ),
    "S3": (
        "arn:aws:s3:::shop",
        "arn:aws:s3:::awsbackup-restore-test-1",
        {
            "GetBucketEncryption": {
                "ServerSideEncryptionConfiguration": {
                    "Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]
                }
            },
            "ListObjectsV2": {"KeyCount": 1},
            "HeadObject": {"ContentLength": len(CONTENT)},
            "GetObject": lambda _: {"Body": io.BytesIO(CONTENT)},
        },
        {"objects": (ExpectedObject(key="canary", sha256=sha256(CONTENT).hexdigest()),)},
    ),
}


def validated(store_type: str, broken: Mapping[str, Answer]) -> Run:
    """A validation of a restore of another type."""
    source, created, answers, expected = OTHER_TYPES[store_type]
    described = job(ResourceType=store_type, SourceResourceArn=source, CreatedResourceArn=created)
    sent = event(Expectation(name="store", arn=source, **expected))
    return Run(sent, {**answers, **broken, "DescribeRestoreJob": described})
