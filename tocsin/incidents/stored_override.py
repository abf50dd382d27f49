"""Who has a rotation for a time, as it is kept in the table: said while a stage is deployed.

It counts from the next page on, without a deployment, and goes before what the viewpoint says.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from tocsin.incidents.stored import Item, expires
from tocsin.on_call import Override, Policy, leads_to

_KEPT: Final = timedelta(days=400)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredOverride:
    """Somebody who is on call in place of everybody who has turns.

    Attributes:
        rotation: Whose turns they stand for.
        name: A contact.
        begins: From when on.
        ends: Until when.
        because: Why.
        by: Who said so.
    """

    rotation: str
    name: str
    begins: datetime
    ends: datetime
    because: str = ""
    by: str = ""

    def overlaps(self, other: "StoredOverride") -> bool:
        """Say whether both would have the same rotation at one time."""
        is_alike = self.rotation == other.rotation
        return is_alike and self.begins < other.ends and other.begins < self.ends


def override_key(rotation: str, begins: datetime) -> Item:
    """Return the key of an override."""
    moment = begins.astimezone(UTC).isoformat()
    return {"pk": {"S": f"override#{rotation}"}, "sk": {"S": moment}}


def override_item(override: StoredOverride) -> Item:
    """Return the item of an override."""
    return {
        **override_key(override.rotation, override.begins),
        "name": {"S": override.name},
        "ends": {"S": override.ends.astimezone(UTC).isoformat()},
        "because": {"S": override.because},
        "by": {"S": override.by},
        "expires": {"N": expires(override.ends + _KEPT)},
    }


def read_override_item(item: Mapping[str, Any]) -> StoredOverride:
    """Return the override that an item holds.

    Raises:
        LookupError, TypeError, ValueError: It holds none.
    """
    return StoredOverride(
        rotation=item["pk"]["S"].partition("#")[2],
        name=item["name"]["S"],
        begins=datetime.fromisoformat(item["sk"]["S"]),
        ends=datetime.fromisoformat(item["ends"]["S"]),
        because=item["because"]["S"],
        by=item["by"]["S"],
    )


def overrides_of(table: str, rotation: str) -> Item:
    """Return a Query of the overrides of a rotation, the newest first."""
    return {
        "TableName": table,
        "KeyConditionExpression": "pk = :pk",
        "ExpressionAttributeValues": {":pk": {"S": f"override#{rotation}"}},
        "ScanIndexForward": False,
    }


def with_overrides(policy: Policy, overrides: Iterable[StoredOverride]) -> Policy:
    """Return a policy in which overrides count before those that it was deployed with.

    One that names somebody whom the policy cannot page is left out: who has the turn is paged.
    """
    rotations = dict(policy.rotations)
    for each in sorted(overrides, key=lambda each: each.begins):
        known = rotations.get(each.rotation)
        if known is None or not _is_reached(policy, each.name):
            continue
        override = Override(name=each.name, begins=each.begins, ends=each.ends)
        rotations[each.rotation] = replace(known, overrides=(override, *known.overrides))
    return replace(policy, rotations=rotations)


def _is_reached(policy: Policy, name: str) -> bool:
    return any(each in policy.contacts for each in leads_to(name, policy.rotations))
