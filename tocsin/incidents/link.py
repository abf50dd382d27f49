"""A link by which one person can answer one page: short, signed, and good for a while.

A text message has no room for what is signed. So the address holds the signature alone, and the
table what it was made of, under a name that follows from the signature: whoever could write the
table, and not use the key, could make no link; whoever could read it could not find one.
"""

import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

GOOD_FOR: Final = timedelta(hours=12)
"""How long a link can be used: through a night, and not for whoever finds the mail next week."""

_SIGNATURE_BYTES: Final = 16
"""As many as a short signature may have at least: https://www.rfc-editor.org/rfc/rfc2104#section-5"""

TOKEN_LENGTH: Final = 22
"""Characters of a token, all of which stand in addresses and in text messages as they are."""

_TOKEN: Final = re.compile(rf"[A-Za-z0-9_-]{{{TOKEN_LENGTH}}}", re.ASCII)


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


def signed_text(link: AnswerLink) -> bytes:
    """Return what is signed; each part says its length, so that two links never read alike."""
    expires = str(int(link.expires.timestamp()))
    parts = ("answer", link.incident, str(link.round), link.contact, expires)
    return b"".join(b"%d:%s" % (len(each), each) for each in map(str.encode, parts))


def link_token(code: bytes) -> str:
    """Return what stands in the address: the begin of the code that authenticates a link.

    Args:
        code: The HMAC of `signed_text`, by SHA-256.
    """
    return urlsafe_b64encode(code[:_SIGNATURE_BYTES]).rstrip(b"=").decode()


def is_token(text: str) -> bool:
    """Say whether a text can be a token; whether it is one, the table and the key know."""
    return _TOKEN.fullmatch(text) is not None


def link_name(token: str) -> str:
    """Return the name of a link's record, from which nobody finds the token."""
    return sha256(token.encode()).hexdigest()
