"""A table with a canary, its backups, and what stands in for AWS Backup's restores of them."""

import time
import uuid
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from local.endpoint import ACCOUNT, HOME_REGION, Client
from tocsin.restoration import CanaryItem, Expectation

CANARY = CanaryItem(key={"id": {"S": "canary"}}, attributes={"is": {"S": "alive"}})
ITEMS = 25
"""With the canary; as many as one request writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup of the table.

    Attributes:
        arn: Its Amazon Resource Name.
        begun: When it began, in seconds since 1970.
    """

    arn: str
    begun: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DrilledTable:
    """The table.

    Attributes:
        client: DynamoDB of the emulator.
        name: Its name.
    """

    client: Client
    name: str

    @property
    def arn(self) -> str:
        """Its Amazon Resource Name."""
        return arn_of(self.name)

    @property
    def expectation(self) -> Expectation:
        """What its backups must have: as many items as it had but one, and the canary."""
        return Expectation(name="orders", arn=self.arn, minimum_items=ITEMS - 1, canary=CANARY)

    def create(self) -> None:
        """Make it, with its items."""
        delete_table(self.client, self.name)
        self.client.create_table(
            TableName=self.name,
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            BillingMode="PAY_PER_REQUEST",
        )
        items = [{"id": {"S": f"order {number}"}} for number in range(1, ITEMS)]
        written = [{"PutRequest": {"Item": each}} for each in (*items, _canary_item())]
        self.client.batch_write_item(RequestItems={self.name: written})

    def delete_canary(self) -> None:
        """Do what nobody wants."""
        self.client.delete_item(TableName=self.name, Key=dict(CANARY.key))

    def has_canary(self) -> bool:
        """Return whether the canary is there."""
        return "Item" in self.client.get_item(TableName=self.name, Key=dict(CANARY.key))

    def take_canary_from(self, other: str) -> None:
        """Put back what another table still has."""
        found = self.client.get_item(TableName=other, Key=dict(CANARY.key))
        self.client.put_item(TableName=self.name, Item=found["Item"])

    def back_up(self) -> Backup:
        """Make a backup, by DynamoDB itself: the emulator's AWS Backup makes none."""
        begun = time.time()
        made = self.client.create_backup(TableName=self.name, BackupName=self.name)
        return Backup(arn=made["BackupDetails"]["BackupArn"], begun=begun)

    def restore(self, backup: Backup, plan: str) -> dict[str, Any]:
        """Restore a backup, by DynamoDB itself, and return the job that AWS Backup would have made.

        https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DescribeRestoreJob.html
        """
        restored, begun = f"awsbackup-restore-test-{uuid.uuid4()}", time.time()
        self.client.restore_table_from_backup(TargetTableName=restored, BackupArn=backup.arn)
        return {
            "RestoreJobId": str(uuid.uuid4()),
            "AccountId": ACCOUNT,
            "Status": "COMPLETED",
            "StatusMessage": "A stand-in: DynamoDB's own restore in the embedded AWS.",
            "ResourceType": "DynamoDB",
            "RecoveryPointArn": backup.arn,
            "RecoveryPointCreationDate": backup.begun,
            "SourceResourceArn": self.arn,
            "CreatedResourceArn": arn_of(restored),
            "CreationDate": begun,
            "CompletionDate": time.time(),
            "CreatedBy": {"RestoreTestingPlanArn": plan},
        }


def arn_of(table: str) -> str:
    """Return the Amazon Resource Name of a table."""
    return f"arn:aws:dynamodb:{HOME_REGION}:{ACCOUNT}:table/{table}"


def delete_table(client: Client, name: str) -> None:
    """Delete a table, if it is there."""
    with suppress(ClientError):
        client.delete_table(TableName=name)


def _canary_item() -> dict[str, Any]:
    return {**CANARY.key, **CANARY.attributes}
