"""Makes links by which pages are answered, and finds what a link is for.

A key of AWS KMS signs them, which nobody can read.
https://docs.aws.amazon.com/kms/latest/developerguide/hmac.html
"""

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from botocore.config import Config

from functions.incidents.table import IncidentTable
from tocsin.incidents import GOOD_FOR, AnswerLink, Incident, is_token, link_token, signed_text

QUICK = Config(connect_timeout=1, read_timeout=2, retries={"total_max_attempts": 2})
"""A page must not wait for its link: AWS KMS answers in milliseconds, or the page has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Links of a stage.

    Attributes:
        table: Where they are kept.
        kms: AWS Key Management Service.
        key: The id of the key that signs.
    """

    table: IncidentTable
    kms: Any
    key: str

    def address(self, base: str, incident: Incident, contact: str, now: datetime) -> str:
        """Return the address by which a contact can answer the round of an incident.

        Args:
            base: The address of the function that is asked, with a slash at its end.
            incident: The incident.
            contact: The contact.
            now: Now.

        Raises:
            Exception: It could not be signed, or not be kept.
        """
        link = AnswerLink(
            incident=incident.id,
            round=incident.round,
            contact=contact,
            expires=(now + GOOD_FOR).replace(microsecond=0),
        )
        token = self._token(link)
        self.table.keep_link(token, link)
        return f"{base}{token}"

    def find(self, token: str, now: datetime) -> AnswerLink | None:
        """Return what a link is for; None if it is not good, whatever is wrong with it.

        Raises:
            Exception: It is not known whether it is good.
        """
        link = self.table.link(token) if is_token(token) else None
        if link is None or not link.is_good(now):
            return None
        is_ours = hmac.compare_digest(self._token(link), token)
        return link if is_ours else None

    def _token(self, link: AnswerLink) -> str:
        made = self.kms.generate_mac(
            KeyId=self.key, MacAlgorithm="HMAC_SHA_256", Message=signed_text(link)
        )
        return link_token(made["Mac"])
