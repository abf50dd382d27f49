"""What a template says of data stores that no property of AWS says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from tocsin.recovery.mechanism import Mechanism, RecoveryTime
from tocsin.recovery.mechanism_kind import MECHANISMS
from tocsin.recovery.objective import Objective
from tocsin.recovery.scenario import SCENARIOS
from tocsin.recovery.store import Store

FORMAT = "tocsin/recovery/1"
METADATA_KEY = "tocsin:recovery"
"""The metadata of a Region's backup vault has the document under this key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredStore:
    """A data store as a viewpoint declares it: its rules are those of the template.

    Attributes:
        store: The store, without rules.
        arn: What selections of backup plans call it.
        copies_within: How long copying is assumed to take, by the name of the rule.
    """

    store: Store
    arn: str
    copies_within: Mapping[str, timedelta]


def recovery_document(stores: tuple[DeclaredStore, ...]) -> dict[str, Any]:
    """Return the document of the data stores of one Region; lengths of time are seconds."""
    return {"format": FORMAT, "stores": [_written(each) for each in stores]}


def read_recovery_document(document: Mapping[str, Any]) -> tuple[DeclaredStore, ...]:
    """Read what `recovery_document` writes.

    Raises:
        ValueError: It is not a document of this format.
    """
    try:
        if document["format"] != FORMAT:
            message = f"the format is {document['format']!r}, not {FORMAT!r}"
            raise ValueError(message)
        return tuple(_read(each) for each in document["stores"])
    except (AttributeError, LookupError, OverflowError, TypeError) as error:
        message = f"it is not a document of {FORMAT}: {error!r}"
        raise ValueError(message) from error


def _written(declared: DeclaredStore) -> dict[str, Any]:
    store = declared.store
    return _without_nothing(
        {
            "name": store.name,
            "arn": declared.arn,
            "region": store.region,
            "type": store.type,
            "objectives": {
                each.scenario: _without_nothing(
                    {"rpo": _seconds(each.rpo), "rto": _seconds(each.rto)}
                )
                for each in store.objectives
            },
            "retention": _seconds(store.retention),
            "mechanisms": [_mechanism(each) for each in store.mechanisms],
            "is_in_one_zone": store.is_in_one_zone or None,
            "restore": _recovery(store.restore),
            "responds_within": _seconds(store.responds_within),
            "copies_within": {
                name: _seconds(within) for name, within in declared.copies_within.items()
            },
        }
    )


def _mechanism(mechanism: Mechanism) -> dict[str, Any]:
    return _without_nothing(
        {
            "kind": mechanism.kind,
            "region": mechanism.region,
            "account": mechanism.account,
            "copy": mechanism.copy or None,
            "recovery": _recovery(mechanism.recovery),
            "watched_at": _seconds(mechanism.watched_at),
        }
    )


def _recovery(recovery: RecoveryTime | None) -> dict[str, Any] | None:
    if recovery is None:
        return None
    return {"takes": _seconds(recovery.takes), "measured": recovery.measured}


def _without_nothing(document: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if value is not None}


def _seconds(length: timedelta | None) -> int | None:
    return None if length is None else int(length.total_seconds())


def _read(document: Mapping[str, Any]) -> DeclaredStore:
    claimed = document["objectives"]
    return DeclaredStore(
        store=Store(
            name=_text(document, "name"),
            region=_text(document, "region"),
            type=_text(document, "type"),
            objectives=tuple(
                Objective(
                    scenario=scenario,
                    rpo=_length(claimed[scenario].get("rpo")),
                    rto=_length(claimed[scenario].get("rto")),
                )
                for scenario in SCENARIOS
                if scenario in claimed
            ),
            retention=_length(document.get("retention")),
            mechanisms=tuple(_read_mechanism(each) for each in document["mechanisms"]),
            is_in_one_zone=bool(document.get("is_in_one_zone")),
            restore=_read_recovery(document.get("restore")),
            responds_within=timedelta(seconds=document["responds_within"]),
        ),
        arn=_text(document, "arn"),
        copies_within={
            name: timedelta(seconds=within) for name, within in document["copies_within"].items()
        },
    )


def _text(document: Mapping[str, Any], key: str) -> str:
    if not isinstance(document[key], str):
        message = f"{key} is {document[key]!r}, which is not a text"
        raise TypeError(message)
    return str(document[key])


def _read_mechanism(document: Mapping[str, Any]) -> Mechanism:
    if document["kind"] not in MECHANISMS:
        message = f"the mechanism {document['kind']!r} is not one of this version"
        raise ValueError(message)
    return Mechanism(
        kind=document["kind"],
        region=document.get("region"),
        account=document.get("account"),
        copy=document.get("copy", ""),
        recovery=_read_recovery(document.get("recovery")),
        watched_at=_length(document.get("watched_at")),
    )


def _read_recovery(document: Mapping[str, Any] | None) -> RecoveryTime | None:
    if document is None:
        return None
    return RecoveryTime(takes=timedelta(seconds=document["takes"]), measured=document["measured"])


def _length(seconds: int | None) -> timedelta | None:
    return None if seconds is None else timedelta(seconds=seconds)
