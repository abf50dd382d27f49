"""What the API of a forge answers, and what its headers ask for."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from email.message import Message

_OK = range(200, 300)
_REFUSED_FOR_NOW = (403, 429)
_NEXT = re.compile(r'<([^<>]*)>\s*;[^,]*\brel="?next"?')
_UNSAID_WAIT = 60.0
"""GitHub asks to wait a minute at least, where it does not say how long.

https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer.

    Attributes:
        status: Its HTTP status.
        headers: By their names in small letters.
        data: What its JSON says; None if it is none.
    """

    status: int
    headers: Mapping[str, str]
    data: Any

    @classmethod
    def of(cls, status: int, headers: Message, content: bytes) -> Answer:
        """Return an answer as it came."""
        try:
            data = json.loads(content)
        except ValueError:
            data = None
        return cls(status=status, headers={k.lower(): v for k, v in headers.items()}, data=data)

    @property
    def is_ok(self) -> bool:
        """Whether it was done."""
        return self.status in _OK

    @property
    def next_page(self) -> str | None:
        """Where the answer goes on; None at its end."""
        found = _NEXT.search(self.headers.get("link", ""))
        return found[1] if found else None

    @property
    def said(self) -> str:
        """What the forge says of it; perhaps nothing."""
        if not isinstance(self.data, dict):
            return ""
        errors = self.data.get("errors")
        more = map(_said, errors) if isinstance(errors, list) else ()
        parts = (self.data.get("message") or self.data.get("error"), *more)
        return "; ".join(str(each) for each in parts if each)

    def wait(self, now: float) -> float | None:
        """Return in how many seconds to ask again; None if it is not refused for asking too often.

        Args:
            now: The time, in seconds since 1970.
        """
        if self.status not in _REFUSED_FOR_NOW:
            return None
        asked = _number(self.headers.get("retry-after"))
        if asked is not None:
            return max(0.0, asked)
        reset = _number(self.headers.get("x-ratelimit-reset", self.headers.get("ratelimit-reset")))
        left = self.headers.get("x-ratelimit-remaining", self.headers.get("ratelimit-remaining"))
        if left == "0" and reset is not None:
            return max(0.0, reset - now)
        is_asked_too_often = self.status != _REFUSED_FOR_NOW[0] or "rate limit" in self.said.lower()
        return _UNSAID_WAIT if is_asked_too_often else None


def _number(text: str | None) -> float | None:
    try:
        return None if text is None else float(text)
    except ValueError:
        return None


def _said(error: object) -> object:
    return error.get("message") or error.get("code") if isinstance(error, dict) else error
