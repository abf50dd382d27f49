"""A link by which one person can answer one page: short, signed, and good for a while.

A text message has no room for what is signed. So the link names a record of the table by a short
reference, and is signed over what the record says: whoever could write a record, and not read the
key, could still make no link. A reference that is not known and a signature that is wrong are to be
answered alike.
"""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

_REFERENCE_BYTES: Final = 9
_SIGNATURE_BYTES: Final = 16
"""As many as a short signature may have at least: https://www.rfc-editor.org/rfc/rfc2104#section-5"""

_REFERENCE_LENGTH: Final = 12
TOKEN_LENGTH: Final = 34
"""Characters of a token, all of which stand in addresses and in text messages as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLink:
    """What a link allows: to answer one round of one incident as one contact.

    Attributes:
        incident: The incident's id.
        round: Its round: a link of a page does not answer what is raised or reopened later.
        contact: Who is recorded as the one who answered.
        expires: From when on it is not good any more, in whole seconds.
    """

    incident: str
    round: int
    contact: str
    expires: datetime

    def is_good(self, now: datetime) -> bool:
        """Say whether it can still be used at a time."""
        return now < self.expires


def link_token(link: AnswerLink, key: bytes) -> str:
    """Return what stands in the address: the reference of the record, and the signature."""
    return f"{link_reference(link)}{_signature(link, key)}"


def link_reference(link: AnswerLink) -> str:
    """Return the name of a link's record, the same for the same link."""
    return _short(sha256(_signed_text(link)).digest()[:_REFERENCE_BYTES])


def reference_of(token: str) -> str | None:
    """Return the reference that a token begins with; None if it cannot be one of ours."""
    is_ours = len(token) == TOKEN_LENGTH and token.isascii()
    return token[:_REFERENCE_LENGTH] if is_ours else None


def is_signed(token: str, link: AnswerLink, keys: Iterable[bytes]) -> bool:
    """Say whether a token was made for a link by one of the keys.

    The comparison takes as long for a wrong token as for a right one.

    Args:
        token: What stood in the address.
        link: What the record says.
        keys: The key that signs now, and the one before it while keys are exchanged.
    """
    found = [
        hmac.compare_digest(link_token(link, key).encode(), token.encode("utf-8", "replace"))
        for key in keys
    ]
    return any(found)


def _signature(link: AnswerLink, key: bytes) -> str:
    return _short(hmac.digest(key, _signed_text(link), "sha256")[:_SIGNATURE_BYTES])


def _signed_text(link: AnswerLink) -> bytes:
    """Return what is signed; each part says its length, so that two links never read alike."""
    expires = str(int(link.expires.timestamp()))
    parts = ("answer", link.incident, str(link.round), link.contact, expires)
    return b"".join(b"%d:%s" % (len(each), each) for each in map(str.encode, parts))


def _short(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()
