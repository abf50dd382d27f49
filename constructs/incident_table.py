"""The table of incidents."""

from constructs.acknowledgements import accepted
from constructs.environment import Environment
from constructs.resource_batch import BatchResource

TABLE = "Incidents/Table"
BY_STATUS = "by-status"


def incident_table(name: str, environment: Environment) -> BatchResource:
    """Return the table: incidents and what belongs to them by `pk` and `sk`, and by status.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html
    """
    recovered = "It can be restored to any second of the last 35 days; an incident is history then."
    return BatchResource(
        id=TABLE,
        type="AWS::DynamoDB::Table",
        properties={
            "AttributeDefinitions": [
                {"AttributeName": each, "AttributeType": "S"}
                for each in ("pk", "sk", "status", "opened")
            ],
            "BillingMode": "PAY_PER_REQUEST",
            "DeletionProtectionEnabled": environment.retain,
            "GlobalSecondaryIndexes": [
                {
                    "IndexName": BY_STATUS,
                    "KeySchema": _keys("status", "opened"),
                    "Projection": {"ProjectionType": "ALL"},
                }
            ],
            "KeySchema": _keys("pk", "sk"),
            "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
            "TableName": name,
            "TimeToLiveSpecification": {"AttributeName": "expires", "Enabled": True},
        },
        retention=environment.retention,
        accepted=accepted({"DynamoDBInBackupPlan": recovered}),
    )


def _keys(partition: str, sort: str) -> list[dict[str, str]]:
    return [
        {"AttributeName": partition, "KeyType": "HASH"},
        {"AttributeName": sort, "KeyType": "RANGE"},
    ]
