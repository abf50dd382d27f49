"""Pages a tier of a policy, while its machine waits for an answer.

Whatever fails raises: the machine then tells everybody by itself, without any code.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

import boto3

from functions.incidents.carry_out import Hands
from functions.incidents.links import QUICK, Links
from functions.incidents.log import log_failure
from functions.incidents.settings import Settings
from functions.incidents.table import IncidentTable
from tocsin.incidents import (
    FallBack,
    Incident,
    Page,
    Step,
    StoredOverride,
    handed_over,
    tier_begins,
    with_overrides,
)
from tocsin.on_call import Policy, read_policy_document


def handler(event: dict[str, Any], _context: object) -> None:
    """Page the tier that the event names."""
    settings = Settings.from_environment(os.environ)
    table = IncidentTable(boto3.client("dynamodb"), settings.table)
    address = os.environ.get("LINK_ADDRESS", "")
    pager = Pager(
        table=table,
        hands=Hands(settings, boto3.client("sns"), boto3.client("stepfunctions")),
        address=address,
        links=_links(table) if address else None,
    )
    pager.page(event, datetime.now(UTC))


def _links(table: IncidentTable) -> Links:
    return Links(table=table, kms=boto3.client("kms", config=QUICK), key=os.environ["LINK_KEY"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Pages people.

    Attributes:
        table: The incidents.
        hands: What reaches people.
        links: What makes links by which pages are answered; None where there are none.
        address: Where they lead.
    """

    table: IncidentTable
    hands: Hands
    links: Links | None = None
    address: str = ""

    def page(self, event: Mapping[str, Any], now: datetime) -> None:
        """Page who is on call for a tier, and tell everybody where that is not possible.

        Raises:
            Exception: The page could not be given to anybody: the machine has to.
        """
        policy = self._with_overrides(read_policy_document(event["policy"]), event["incident"])

        def begin(incident: Incident | None) -> Step:
            if incident is None:
                raise LookupError(f"there is no incident {event['incident']}")
            return tier_begins(
                incident,
                policy,
                event["tier"],
                execution=event["execution"],
                token=event["token"],
                at=now,
            )

        step = self.table.change(event["incident"], begin)
        assert step.incident is not None
        for command in step.commands:
            if isinstance(command, Page):
                self._page(step.incident, command, policy, now)
            elif isinstance(command, FallBack):
                self.hands.fall_back(step.incident, command.why)
        self.hands.carry_out(step.incident, step.commands)

    def _with_overrides(self, policy: Policy, incident_id: str) -> Policy:
        """Return the policy as people have changed it; what cannot be read stops no page."""
        found: list[StoredOverride] = []
        for rotation in policy.rotations:
            try:
                found.extend(self.table.overrides(rotation))
            except Exception as error:
                log_failure("overrides", error, incident=incident_id)
        return with_overrides(policy, found)

    def _page(self, incident: Incident, command: Page, policy: Policy, now: datetime) -> None:
        links = self._made_links(incident, command.contacts, now)
        errors = {
            contact: self._error_of(incident, policy.contacts[contact], links.get(contact, ""))
            for contact in command.contacts
        }
        for contact, error in errors.items():
            self._note(incident.id, contact, now, error)
        if failed := [contact for contact, error in errors.items() if error]:
            self.hands.fall_back(incident, f"the page to {' and '.join(failed)} failed")

    def _error_of(self, incident: Incident, topic: str, link: str) -> str:
        try:
            self.hands.page(incident, topic, link=link)
        except Exception as error:
            log_failure("page", error, incident=incident.id)
            return type(error).__name__
        return ""

    def _made_links(
        self, incident: Incident, contacts: Iterable[str], now: datetime
    ) -> dict[str, str]:
        """Return links by which the pages are answered; pages go out without them, too.

        After the first that cannot be made none is tried: people wait for their pages.
        """
        made: dict[str, str] = {}
        if self.links is None:
            return made
        try:
            for contact in contacts:
                made[contact] = self.links.address(self.address, incident, contact, now)
        except Exception as error:
            log_failure("link", error, incident=incident.id)
        return made

    def _note(self, incident_id: str, contact: str, now: datetime, error: str) -> None:
        """Keep what became of a page; a page that is out is not taken back by a failed note."""
        change = partial(_handed_over, contact=contact, at=now, error=error)
        try:
            self.table.change(incident_id, change)
        except Exception as failure:
            log_failure("note", failure, incident=incident_id)


def _handed_over(incident: Incident | None, *, contact: str, at: datetime, error: str) -> Step:
    return Step(None) if incident is None else handed_over(incident, contact, at, error)
