"""The table of incidents: each change is made of the newest version, or not at all."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tocsin.incidents import Incident, Step, incident_document, read_incident_document

Change = Callable[[Incident | None], Step]
"""What becomes of an incident, or of none."""

BY_STATUS = "by-status"
"""The index of incidents by their status, and when they were opened."""
KEPT = timedelta(days=400)
_ATTEMPTS = 20
_CONFLICTS = ("ConditionalCheckFailedException", "TransactionCanceledException")


class TooManyConflictsError(Exception):
    """Others changed the incident each time: whoever calls tries again later."""


@dataclass(frozen=True, slots=True)
class IncidentTable:
    """Reads and writes incidents.

    Attributes:
        client: Amazon DynamoDB.
        name: The table's name.
    """

    client: Any
    name: str

    def load(self, incident_id: str) -> Incident | None:
        """Return an incident, None if there is none of that id."""
        item = self._item({"pk": f"incident#{incident_id}", "sk": "state"})
        return read_incident_document(json.loads(item["document"]["S"])) if item else None

    def last_of(self, service: str) -> Incident | None:
        """Return the last incident of a service, None if it never had one."""
        item = self._item({"pk": f"service#{service}", "sk": "last"})
        return self.load(item["incident"]["S"]) if item else None

    def unfinished(self) -> Iterator[Incident]:
        """Yield the incidents that are not over, the oldest first.

        The index may lag behind, so that each is read anew.
        """
        for status in ("open", "acknowledged"):
            pages = self.client.get_paginator("query").paginate(
                TableName=self.name,
                IndexName=BY_STATUS,
                KeyConditionExpression="#status = :status",
                ExpressionAttributeNames={"#status": "status"},
                ExpressionAttributeValues={":status": {"S": status}},
            )
            for page in pages:
                for item in page["Items"]:
                    incident = self.load(item["pk"]["S"].partition("#")[2])
                    if incident is not None and not incident.is_over:
                        yield incident

    def change_last_of(self, service: str, change: Change) -> Step:
        """Change the last incident of a service, or begin one.

        Raises:
            TooManyConflictsError: Others were quicker each time.
        """
        return self._change(lambda: self.last_of(service), change)

    def change(self, incident_id: str, change: Change) -> Step:
        """Change an incident.

        Raises:
            TooManyConflictsError: Others were quicker each time.
        """
        return self._change(lambda: self.load(incident_id), change)

    def _change(self, load: Callable[[], Incident | None], change: Change) -> Step:
        for _ in range(_ATTEMPTS):
            before = load()
            step = change(before)
            if step.incident is None or step.incident == before or self._save(before, step):
                return step
        raise TooManyConflictsError

    def _save(self, before: Incident | None, step: Step) -> bool:
        """Write an incident, and say whether nobody else did so in between."""
        incident = step.incident
        assert incident is not None
        is_new = before is None or before.id != incident.id
        try:
            if is_new:
                self.client.transact_write_items(TransactItems=self._begun(incident, before))
            else:
                assert before is not None
                self.client.put_item(**self._changed(incident, before))
        except Exception as error:
            if _code(error) not in _CONFLICTS:
                raise
            return False
        return True

    def _changed(self, incident: Incident, before: Incident) -> dict[str, Any]:
        return {
            "TableName": self.name,
            "Item": _as_item(incident),
            "ConditionExpression": "version = :before",
            "ExpressionAttributeValues": {":before": {"N": str(before.version)}},
        }

    def _begun(self, incident: Incident, before: Incident | None) -> list[dict[str, Any]]:
        """Write the incident and make it the last one of its service: both or neither."""
        last = {
            "TableName": self.name,
            "Item": {
                "pk": {"S": f"service#{incident.service}"},
                "sk": {"S": "last"},
                "incident": {"S": incident.id},
                "expires": {"N": _expires(incident.opened)},
            },
            "ConditionExpression": "attribute_not_exists(pk)",
        }
        if before is not None:
            last["ConditionExpression"] = "incident = :before"
            last["ExpressionAttributeValues"] = {":before": {"S": before.id}}
        put = {
            "TableName": self.name,
            "Item": _as_item(incident),
            "ConditionExpression": "attribute_not_exists(pk)",
        }
        return [{"Put": put}, {"Put": last}]

    def _item(self, key: dict[str, str]) -> dict[str, Any] | None:
        found = self.client.get_item(
            TableName=self.name,
            Key={name: {"S": value} for name, value in key.items()},
            ConsistentRead=True,
        )
        item: dict[str, Any] | None = found.get("Item")
        return item


def _as_item(incident: Incident) -> dict[str, Any]:
    return {
        "pk": {"S": f"incident#{incident.id}"},
        "sk": {"S": "state"},
        "document": {"S": json.dumps(incident_document(incident), separators=(",", ":"))},
        "service": {"S": incident.service},
        "severity": {"S": incident.severity},
        "status": {"S": incident.status},
        "opened": {"S": incident.opened.isoformat()},
        "version": {"N": str(incident.version)},
        "expires": {"N": _expires(incident.opened)},
    }


def _expires(opened: datetime) -> str:
    """Return when DynamoDB may remove an item, in seconds since 1970."""
    return str(int((opened + KEPT).timestamp()))


def _code(error: Exception) -> str:
    response = getattr(error, "response", {})
    code: str = response.get("Error", {}).get("Code", "") if isinstance(response, dict) else ""
    return code
