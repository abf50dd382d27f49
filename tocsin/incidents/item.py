"""An incident as plain JSON: what the table keeps, and what commands show."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tocsin.incidents.incident import Entry, Incident, Member

Json = dict[str, Any]


def incident_document(incident: Incident) -> Json:
    """Return an incident as plain data, the same for the same incident."""
    return {
        "id": incident.id,
        "service": incident.service,
        "severity": incident.severity,
        "status": incident.status,
        "round": incident.round,
        "opened": incident.opened.isoformat(),
        "closed": incident.closed.isoformat() if incident.closed else None,
        "members": {
            name: {
                "state": each.state,
                "at": each.at.isoformat(),
                "summary": each.summary,
                "runbook": each.runbook,
            }
            for name, each in incident.members.items()
        },
        "told": dict(incident.told),
        "acknowledged_by": incident.acknowledged_by,
        "tier": incident.tier,
        "token": incident.token,
        "timeline": [
            {"at": each.at.isoformat(), "kind": each.kind, "who": each.who, "text": each.text}
            for each in incident.timeline
        ],
        "version": incident.version,
    }


def read_incident_document(document: Mapping[str, Any]) -> Incident:
    """Return the incident that a document says; DynamoDB's decimals count as numbers.

    Raises:
        LookupError, TypeError, ValueError: It is not one.
    """
    closed, tier = document["closed"], document["tier"]
    return Incident(
        id=document["id"],
        service=document["service"],
        severity=document["severity"],
        status=document["status"],
        round=int(document["round"]),
        opened=datetime.fromisoformat(document["opened"]),
        closed=datetime.fromisoformat(closed) if closed else None,
        members={
            name: Member(
                state=each["state"],
                at=datetime.fromisoformat(each["at"]),
                summary=each["summary"],
                runbook=each["runbook"],
            )
            for name, each in document["members"].items()
        },
        told=dict(document["told"]),
        acknowledged_by=document["acknowledged_by"],
        tier=None if tier is None else int(tier),
        token=document["token"],
        timeline=tuple(
            Entry(
                at=datetime.fromisoformat(each["at"]),
                kind=each["kind"],
                who=each["who"],
                text=each["text"],
            )
            for each in document["timeline"]
        ),
        version=int(document["version"]),
    )
