"""A policy as data: what the templates hold, the machine hands on and the functions read.

A document is plain JSON: lengths of time are seconds, moments are written in ISO 8601 and UTC, and
times on the wall without a zone.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final, TypeVar

from tocsin.on_call.calendar_documents import (
    absences_document,
    business_days_document,
    read_absences_document,
    read_business_days_document,
)
from tocsin.on_call.hand_offs import HandOffs
from tocsin.on_call.hours import Hours
from tocsin.on_call.override import Override
from tocsin.on_call.policy import Policy
from tocsin.on_call.rotation import Rotation
from tocsin.on_call.severity import SEVERITIES
from tocsin.on_call.shift import Shift
from tocsin.on_call.soundness import unsound
from tocsin.on_call.tier import Tier

FORMAT: Final = "tocsin/escalation/1"
"""What tells a policy among other data, and which keys it has."""

Json = dict[str, Any]
T = TypeVar("T")

_KEYS: Final = frozenset(
    {
        "format", "system", "stage", "severity", "topic", "fallback", "tiers", "rotations",
        "contacts", "absences", "business_days", "reopen_within", "last_wait",
    }
)  # fmt: skip
_KINDS: Final = frozenset({"page", "notify", "digest"})


class PolicyDocumentError(ValueError):
    """A document that is not a policy of this format.

    Attributes:
        what: What is wrong, with the value that was found.
    """

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(what)


def policy_document(policy: Policy) -> Json:
    """Return a policy as plain data, the same for the same policy."""
    return {
        "format": FORMAT,
        "system": policy.system,
        "stage": policy.stage,
        "severity": policy.severity,
        "topic": policy.topic,
        "fallback": policy.fallback,
        "tiers": [_tier_document(each) for each in policy.tiers],
        "rotations": {name: _rotation_document(each) for name, each in policy.rotations.items()},
        "contacts": dict(policy.contacts),
        "absences": absences_document(policy.absences),
        "business_days": _optional(policy.business_days, business_days_document),
        "reopen_within": _seconds(policy.reopen_within),
        "last_wait": _seconds(policy.last_wait),
    }


def read_policy_document(document: object) -> Policy:
    """Return the policy that a document says.

    Raises:
        PolicyDocumentError: It is not one, or one of another version.
    """
    if not isinstance(document, Mapping):
        raise PolicyDocumentError(f"a policy is an object, not {document!r}")
    if document.get("format") != FORMAT:
        raise PolicyDocumentError(f"the format is {document.get('format')!r}, not {FORMAT!r}")
    if wrong := _KEYS ^ document.keys():
        raise PolicyDocumentError(f"keys are missing or unknown: {', '.join(sorted(wrong))}")
    try:
        policy = _policy(document)
        fault = unsound(policy)
    except (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError) as error:
        raise PolicyDocumentError(f"a value cannot be read: {error!r}") from error
    if fault:
        raise PolicyDocumentError(fault)
    return policy


def _policy(document: Mapping[str, Any]) -> Policy:
    tiers = tuple(map(_tier, document["tiers"]))
    if not tiers or list(tiers) != sorted(tiers, key=lambda tier: tier.after):
        raise PolicyDocumentError("tiers are missing, or not in the order of their times")
    return Policy(
        system=document["system"],
        stage=document["stage"],
        severity=_one_of(document["severity"], SEVERITIES),
        topic=document["topic"],
        fallback=document["fallback"],
        tiers=tiers,
        rotations={name: _rotation(each) for name, each in document["rotations"].items()},
        contacts=dict(document["contacts"]),
        absences=read_absences_document(document["absences"]),
        business_days=_optional(document["business_days"], read_business_days_document),
        reopen_within=timedelta(seconds=document["reopen_within"]),
        last_wait=timedelta(seconds=document["last_wait"]),
    )


def _tier_document(tier: Tier) -> Json:
    return {
        "after": _seconds(tier.after),
        "kind": tier.kind,
        "recipients": list(tier.recipients),
    }


def _tier(document: Json) -> Tier:
    return Tier(
        recipients=tuple(document["recipients"]),
        kind=_one_of(document["kind"], _KINDS),
        after=timedelta(seconds=document["after"]),
    )


def _rotation_document(rotation: Rotation) -> Json:
    return {
        "shifts": [_shift_document(each) for each in rotation.shifts],
        "otherwise": rotation.otherwise,
        "overrides": [
            {"name": each.name, "begins": _moment(each.begins), "ends": _moment(each.ends)}
            for each in rotation.overrides
        ],
    }


def _rotation(document: Json) -> Rotation:
    return Rotation(
        shifts=tuple(map(_shift, document["shifts"])),
        otherwise=document["otherwise"],
        overrides=tuple(
            Override(
                name=each["name"],
                begins=datetime.fromisoformat(each["begins"]),
                ends=datetime.fromisoformat(each["ends"]),
            )
            for each in document["overrides"]
        ),
    )


def _shift_document(shift: Shift) -> Json:
    hand_offs = shift.hand_offs
    return {
        "members": list(shift.members),
        "time_zone": shift.time_zone,
        "hand_offs": {
            "first": hand_offs.first.isoformat(),
            "offsets": [_seconds(each) for each in hand_offs.offsets],
            "cycle": _seconds(hand_offs.cycle),
        },
        "hours": _optional(shift.hours, _hours_document),
    }


def _shift(document: Json) -> Shift:
    hand_offs = document["hand_offs"]
    return Shift(
        members=tuple(document["members"]),
        time_zone=document["time_zone"],
        hand_offs=HandOffs(
            first=datetime.fromisoformat(hand_offs["first"]),
            offsets=tuple(timedelta(seconds=each) for each in hand_offs["offsets"]),
            cycle=timedelta(seconds=hand_offs["cycle"]),
        ),
        hours=_optional(document["hours"], _hours),
    )


def _hours_document(hours: Hours) -> Json:
    return {
        "days": list(hours.days),
        "begins": hours.begins.isoformat(),
        "lasts": _seconds(hours.lasts),
    }


def _hours(document: Json) -> Hours:
    return Hours(
        days=tuple(document["days"]),
        begins=time.fromisoformat(document["begins"]),
        lasts=timedelta(seconds=document["lasts"]),
    )


def _optional(value: T | None, read: Callable[[T], Any]) -> Any:  # noqa: ANN401 - JSON
    return None if value is None else read(value)


def _seconds(length: timedelta) -> int | float:
    seconds = length.total_seconds()
    return int(seconds) if seconds.is_integer() else seconds


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def _one_of(value: Any, allowed: Any) -> Any:  # noqa: ANN401 - JSON
    if value not in allowed:
        raise PolicyDocumentError(f"{value!r} is none of {', '.join(sorted(allowed))}")
    return value
