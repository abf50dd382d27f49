"""How incidents stand in the table of a stage: keys, items and the conditions of a change.

Functions and the command line share the table; what each sends to Amazon DynamoDB is made here. An
item is written in the form of DynamoDB's interface, where each value has a type.
https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from tocsin.incidents.incident import Incident, Status
from tocsin.incidents.item import incident_document, read_incident_document

Item = dict[str, Any]

BY_STATUS: Final = "by-status"
"""The index of incidents by their status, and when they were opened."""

PAGE_TEST: Final = "page test"
"""The service of the incidents by which people try a page: they are counted nowhere."""

CONFLICTS: Final = ("ConditionalCheckFailedException", "TransactionCanceledException")
"""Codes of the errors that say: somebody else was quicker."""

_KEPT: Final = timedelta(days=400)


def table_name(system: str, stage: str) -> str:
    """Return the name of the table of a stage."""
    return f"{system}-{stage}-incidents"


def incident_key(incident_id: str) -> Item:
    """Return the key of an incident."""
    return {"pk": {"S": f"incident#{incident_id}"}, "sk": {"S": "state"}}


def last_key(service: str) -> Item:
    """Return the key of what names the last incident of a service."""
    return {"pk": {"S": f"service#{service}"}, "sk": {"S": "last"}}


def read_incident_item(item: Mapping[str, Any]) -> Incident:
    """Return the incident that an item holds.

    Raises:
        LookupError, TypeError, ValueError: It holds none.
    """
    return read_incident_document(json.loads(item["document"]["S"]))


def incident_id_of(item: Mapping[str, Any]) -> str:
    """Return the id of the incident of an item, also of one that has the keys alone."""
    _, _, found = str(item["pk"]["S"]).partition("#")
    return found


def incident_item(incident: Incident) -> Item:
    """Return the item of an incident."""
    return {
        **incident_key(incident.id),
        "document": {"S": json.dumps(incident_document(incident), separators=(",", ":"))},
        "service": {"S": incident.service},
        "severity": {"S": incident.severity},
        "status": {"S": incident.status},
        "opened": {"S": incident.opened.isoformat()},
        "version": {"N": str(incident.version)},
        "expires": {"N": expires(incident.opened + _KEPT)},
    }


def changed(table: str, incident: Incident, before: Incident) -> Item:
    """Return a PutItem of an incident, which fails if another changed it since *before*."""
    return {
        "TableName": table,
        "Item": incident_item(incident),
        "ConditionExpression": "version = :before",
        "ExpressionAttributeValues": {":before": {"N": str(before.version)}},
    }


def begun(table: str, incident: Incident, before: Incident | None) -> list[Item]:
    """Return the parts of a transaction that makes an incident the last one of its service.

    Args:
        table: The table's name.
        incident: One that nobody has written yet.
        before: The last incident of the service up to now; None if it never had one.
    """
    last = {
        "TableName": table,
        "Item": {
            **last_key(incident.service),
            "incident": {"S": incident.id},
            "expires": {"N": expires(incident.opened + _KEPT)},
        },
        "ConditionExpression": "attribute_not_exists(pk)",
    }
    if before is not None:
        last["ConditionExpression"] = "incident = :before"
        last["ExpressionAttributeValues"] = {":before": {"S": before.id}}
    return [{"Put": written_first(table, incident)}, {"Put": last}]


def written_first(table: str, incident: Incident) -> Item:
    """Return a PutItem of an incident that fails if there is one of its id."""
    return {
        "TableName": table,
        "Item": incident_item(incident),
        "ConditionExpression": "attribute_not_exists(pk)",
    }


def of_status(table: str, status: Status, *, newest_first: bool = False) -> Item:
    """Return a Query of the incidents of a status, in the order in which they were opened.

    The index may lag behind: what it names is read anew before it is changed.
    """
    return {
        "TableName": table,
        "IndexName": BY_STATUS,
        "KeyConditionExpression": "#status = :status",
        "ExpressionAttributeNames": {"#status": "status"},
        "ExpressionAttributeValues": {":status": {"S": status}},
        "ScanIndexForward": not newest_first,
    }


def expires(at: datetime) -> str:
    """Return when DynamoDB may remove an item, in seconds since 1970."""
    return str(int(at.timestamp()))
