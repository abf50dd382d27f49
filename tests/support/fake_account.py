"""An account in which all is well, but for what a test says; nothing is sent anywhere.

Requests and answers are checked against the models of AWS's services.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import boto3
from botocore.exceptions import ClientError
from botocore.validate import ParamValidator

from tocsin.aws import AwsSession

ACCOUNT = "111122223333"
Answer = Mapping[str, Any] | Callable[[Mapping[str, Any]], Mapping[str, Any]]
"""An answer, or what makes it of the parameters; one with `Error` and `Message` is a refusal."""


def _parameters(asked: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "Parameters": [{"Name": name, "Type": "String", "Value": "31"} for name in asked["Names"]]
    }


def _clusters(asked: Mapping[str, Any]) -> dict[str, Any]:
    settings = [{"name": "containerInsights", "value": "enabled"}]
    return {
        "clusters": [
            {"clusterName": name, "status": "ACTIVE", "settings": settings}
            for name in asked["clusters"]
        ]
    }


def _clusters_of_databases(asked: Mapping[str, Any]) -> dict[str, Any]:
    members = [{"DBInstanceIdentifier": name} for name in ("writer", "reader")]
    cluster = {
        "DBClusterIdentifier": asked["DBClusterIdentifier"],
        "BackupRetentionPeriod": 7,
        "MultiAZ": True,
        "DBClusterMembers": members,
    }
    return {"DBClusters": [cluster]}


_ARN = f"arn:aws:rds:eu-central-1:{ACCOUNT}"
_INSTANCE = {
    "BackupRetentionPeriod": 7,
    "MultiAZ": True,
    "DBInstanceAutomatedBackupsReplications": [
        {"DBInstanceAutomatedBackupsArn": f"{_ARN}:auto-backup:ab-0123"}
    ],
    "ReadReplicaSourceDBInstanceIdentifier": f"arn:aws:rds:eu-west-1:{ACCOUNT}:db:lines",
}
_DATA: Mapping[str, Answer] = {
    "dynamodb.describe_continuous_backups": {
        "ContinuousBackupsDescription": {
            "ContinuousBackupsStatus": "ENABLED",
            "PointInTimeRecoveryDescription": {"PointInTimeRecoveryStatus": "ENABLED"},
        }
    },
    "dynamodb.describe_table": {
        "Table": {
            "MultiRegionConsistency": "STRONG",
            "Replicas": [{"RegionName": "eu-central-1", "ReplicaStatus": "ACTIVE"}],
        }
    },
    "efs.describe_replication_configurations": {
        "Replications": [
            {
                "SourceFileSystemId": "fs-0123",
                "SourceFileSystemRegion": "eu-west-1",
                "SourceFileSystemArn": "arn",
                "OriginalSourceFileSystemArn": "arn",
                "CreationTime": datetime(2026, 1, 5, tzinfo=UTC),
                "Destinations": [
                    {"Status": "ENABLED", "FileSystemId": "fs-4567", "Region": "eu-central-1"}
                ],
            }
        ]
    },
    "elasticache.describe_global_replication_groups": {
        "GlobalReplicationGroups": [
            {
                "Members": [
                    {
                        "ReplicationGroupId": "far",
                        "ReplicationGroupRegion": "eu-central-1",
                        "Status": "associated",
                    }
                ]
            }
        ]
    },
    "elasticache.describe_replication_groups": {
        "ReplicationGroups": [
            {
                "AutomaticFailover": "enabled",
                "MultiAZ": "enabled",
                "SnapshotRetentionLimit": 7,
                "GlobalReplicationGroupInfo": {"GlobalReplicationGroupId": "ldgnf-lines"},
            }
        ]
    },
    "kafka.list_replicators": {
        "Replicators": [
            {
                "ReplicatorName": "replicator",
                "ReplicatorState": "RUNNING",
                "KafkaClustersSummary": [
                    {
                        "AmazonMskCluster": {
                            "MskClusterArn": f"arn:aws:kafka:eu-west-1:{ACCOUNT}:cluster/lines/0-1"
                        }
                    }
                ],
            }
        ]
    },
    "rds.describe_db_clusters": _clusters_of_databases,
    "rds.describe_db_instances": {"DBInstances": [_INSTANCE]},
    "rds.describe_global_clusters": {
        "GlobalClusters": [
            {
                "GlobalClusterMembers": [
                    {"DBClusterArn": f"arn:aws:rds:eu-west-1:{ACCOUNT}:cluster:shop-prod"},
                    {"DBClusterArn": f"arn:aws:rds:eu-west-1:{ACCOUNT}:cluster:lines"},
                    {"DBClusterArn": f"{_ARN}:cluster:secondary"},
                ]
            }
        ]
    },
    "s3.get_bucket_location": {"LocationConstraint": "eu-central-1"},
    "s3.get_bucket_replication": {
        "ReplicationConfiguration": {
            "Role": "role",
            "Rules": [
                {
                    "Status": "Enabled",
                    "Destination": {
                        "Bucket": "arn:aws:s3:::far",
                        "ReplicationTime": {"Status": "Enabled", "Time": {"Minutes": 15}},
                    },
                }
            ],
        }
    },
    "s3.get_bucket_versioning": {"Status": "Enabled"},
}
"""Data with everything that can protect them, whose copies are in eu-central-1."""

_WELL: Mapping[str, Answer] = {
    **_DATA,
    "backup.describe_global_settings": {"GlobalSettings": {"isCrossAccountBackupEnabled": "true"}},
    "backup.describe_region_settings": {
        "ResourceTypeOptInPreference": {"Aurora": True, "FSx": True},
        "ResourceTypeManagementPreference": {"DynamoDB": True},
    },
    "chatbot.describe_slack_workspaces": {
        "SlackWorkspaces": [{"SlackTeamId": "T0123456789", "SlackTeamName": "shop"}]
    },
    "chatbot.list_microsoft_teams_configured_teams": {
        "ConfiguredTeams": [
            {
                "TenantId": "11111111-2222-4333-8444-555555555555",
                "TeamId": "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee",
            }
        ]
    },
    "cloudtrail.describe_trails": {
        "trailList": [{"TrailARN": "trail", "IsMultiRegionTrail": True}]
    },
    "cloudtrail.get_trail_status": {"IsLogging": True},
    "ecs.describe_clusters": _clusters,
    "service-quotas.get_service_quota": {"Quota": {"Value": 25.0}},
    "sns.get_sms_attributes": {"attributes": {"MonthlySpendLimit": "50"}},
    "sns.get_sms_sandbox_account_status": {"IsInSandbox": False},
    "sns.list_sms_sandbox_phone_numbers": {"PhoneNumbers": []},
    "sns.list_subscriptions_by_topic": {"Error": "NotFound", "Message": "no such topic"},
    "sqs.get_queue_url": lambda asked: {"QueueUrl": f"https://sqs/{asked['QueueName']}"},
    "ssm.get_parameters": _parameters,
    "sts.get_caller_identity": {"Account": ACCOUNT},
}


class FakeAccount(AwsSession):
    """A session whose clients answer from a table.

    Attributes:
        asked: What was asked, and where, as `us-east-1 ssm:GetParameters`.
    """

    def __init__(self, answers: Mapping[str, Answer] | None = None) -> None:
        """Answer as *answers* say, by operation or, going before it, by Region and operation."""
        super().__init__(region="us-east-1")
        object.__setattr__(self, "answers", {**_WELL, **(answers or {})})
        object.__setattr__(self, "asked", [])

    asked: list[str]
    answers: dict[str, Answer]

    def client(self, service: str, region: str | None = None) -> Any:  # noqa: ANN401 - a boto3 client
        """Return a client of a service, which never reaches the network."""
        key = (service, region)
        if key not in self._clients:
            make: Any = boto3.client
            client = make(
                service,
                region_name=region,
                aws_access_key_id="none",
                aws_secret_access_key="none",  # noqa: S106 - no password: nothing is sent
            )
            answer = self._answering(service, str(region))
            client.meta.events.register_last("before-parameter-build", _keep_parameters)
            client.meta.events.register_last("before-call", answer)
            self._clients[key] = client
        return self._clients[key]

    def _answering(self, service: str, region: str) -> Callable[..., Any]:
        methods: dict[str, str] = {}

        def answer(model: Any, context: dict[str, Any], **_: object) -> Any:  # noqa: ANN401
            client = self._clients[service, region]
            if not methods:
                methods.update(
                    {api: name for name, api in client.meta.method_to_api_mapping.items()}
                )
            operation = f"{service}.{methods[model.name]}"
            self.asked.append(f"{region} {service}:{model.name}")
            made = self.answers.get(f"{region} {operation}", self.answers.get(operation, {}))
            said = made(context["asked"]) if callable(made) else made
            if "Error" in said:
                code, message = str(said["Error"]), str(said["Message"])
                raise ClientError({"Error": {"Code": code, "Message": message}}, model.name)
            if model.output_shape is not None:
                report = ParamValidator().validate(dict(said), model.output_shape)
                assert not report.has_errors(), report.generate_report()
            return SimpleNamespace(status_code=200, raw=None), dict(said)

        return answer


def _keep_parameters(params: Mapping[str, Any], context: dict[str, Any], **_: object) -> None:
    context["asked"] = params
