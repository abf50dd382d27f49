"""The table of incidents: each change is made of the newest version, or not at all."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tocsin.incidents import (
    CONFLICTS,
    AnswerLink,
    Gathered,
    Incident,
    Notice,
    Step,
    StoredOverride,
    all_gathered,
    begun,
    changed,
    gathered_item,
    incident_id_of,
    incident_key,
    last_key,
    link_record_key,
    of_status,
    overrides_of,
    read_gathered,
    read_incident_item,
    read_link_item,
    read_override_item,
    removed,
    stored_link,
)
from tocsin.on_call import Severity

Change = Callable[[Incident | None], Step]
"""What becomes of an incident, or of none."""

_ATTEMPTS = 20


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
        item = self._item(incident_key(incident_id))
        return read_incident_item(item) if item else None

    def last_of(self, service: str) -> Incident | None:
        """Return the last incident of a service, None if it never had one."""
        item = self._item(last_key(service))
        return self.load(item["incident"]["S"]) if item else None

    def unfinished(self) -> Iterator[Incident]:
        """Yield the incidents that are not over, the oldest first.

        The index may lag behind, so that each is read anew.
        """
        for query in (of_status(self.name, "open"), of_status(self.name, "acknowledged")):
            for item in self._found(query):
                incident = self.load(incident_id_of(item))
                if incident is not None and not incident.is_over:
                    yield incident

    def overrides(self, rotation: str) -> tuple[StoredOverride, ...]:
        """Return who has a rotation for a time; one that cannot be read is left out."""
        return tuple(_readable(self._found(overrides_of(self.name, rotation))))

    def gather(self, notice: Notice) -> None:
        """Keep a notification for the next business day; one that comes twice is kept once."""
        self.client.put_item(**gathered_item(self.name, notice))

    def gathered(self, severity: Severity) -> tuple[Gathered, ...]:
        """Return what waits for the next business day."""
        return tuple(map(read_gathered, self._found(all_gathered(self.name, severity))))

    def remove(self, key: Mapping[str, Any]) -> None:
        """Forget something that was gathered, and has been told."""
        self.client.delete_item(**removed(self.name, dict(key)))

    def keep_link(self, token: str, link: AnswerLink) -> None:
        """Keep what a link is for, under a name that does not say its token."""
        self.client.put_item(**stored_link(self.name, token, link))

    def link(self, token: str) -> AnswerLink | None:
        """Return what a link is for; None if there is none, whoever signed it."""
        item = self._item(link_record_key(token))
        return read_link_item(item) if item else None

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
        try:
            if before is None or before.id != incident.id:
                self.client.transact_write_items(TransactItems=begun(self.name, incident, before))
            else:
                self.client.put_item(**changed(self.name, incident, before))
        except Exception as error:
            if _code(error) not in CONFLICTS:
                raise
            return False
        return True

    def _item(self, key: Mapping[str, Any]) -> dict[str, Any] | None:
        found = self.client.get_item(TableName=self.name, Key=key, ConsistentRead=True)
        item: dict[str, Any] | None = found.get("Item")
        return item

    def _found(self, query: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        for page in self.client.get_paginator("query").paginate(**query):
            yield from page["Items"]


def _readable(items: Iterator[dict[str, Any]]) -> Iterator[StoredOverride]:
    for item in items:
        try:
            yield read_override_item(item)
        except (LookupError, TypeError, ValueError):
            continue


def _code(error: Exception) -> str:
    response = getattr(error, "response", {})
    code: str = response.get("Error", {}).get("Code", "") if isinstance(response, dict) else ""
    return code
