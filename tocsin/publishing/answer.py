"""What Grafana answers, and what it means for whoever asked."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from http import HTTPStatus
from typing import Any

from tocsin.publishing.failure import PublishingFailure

_LONGEST_SAID = 300

_MEANINGS: Mapping[int, tuple[str, str, str]] = {
    400: ("grafana/refused", "Grafana does not take it", "change what it names"),
    401: (
        "grafana/token",
        "the token is not accepted",
        "make a new one of a service account of this Grafana; a token may have expired",
    ),
    403: (
        "grafana/denied",
        "the token may not do this",
        "give its service account the role Editor, or Admin where data sources are made",
    ),
    404: (
        "grafana/not-found",
        "there is no such thing",
        "check that the address is that of Grafana, with the path below which it is served",
    ),
    409: ("grafana/conflict", "something else has this name", "rename one of them"),
    412: (
        "grafana/conflict",
        "it is another than the one that was read",
        "publish again when nobody else changes it",
    ),
    413: ("grafana/too-large", "it is too large for what stands before Grafana", "divide it"),
    429: ("grafana/throttled", "it was asked too often", "publish again in a minute"),
}
"""The kind of a failure, what happened, and what to do, by the status of the answer.

https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer of Grafana.

    Attributes:
        status: Of HTTP.
        document: What it says; None if that is not JSON.
        location: Where it sends whoever asked, if anywhere.
        retry_after: After how many seconds to ask again, if it says so in seconds.
    """

    status: int
    document: Any
    location: str | None
    retry_after: float | None

    @classmethod
    def of(cls, status: int, headers: Message, content: bytes) -> "Answer":
        """Return an answer as HTTP has it."""
        try:
            document = json.loads(content)
        except (ValueError, RecursionError):
            document = None
        seconds = headers.get("Retry-After", "").strip()
        return cls(
            status=status,
            document=document,
            location=headers.get("Location"),
            retry_after=float(seconds) if seconds.isdecimal() and seconds.isascii() else None,
        )

    @property
    def said(self) -> str:
        """What Grafana says of it, in short, or the name of its status."""
        said = self.document.get("message") if isinstance(self.document, dict) else None
        text = " ".join(str(said or "").split())[:_LONGEST_SAID]
        try:
            return text or HTTPStatus(self.status).phrase
        except ValueError:
            return f"status {self.status}"

    @property
    def conflict(self) -> str:
        """The sort of a conflict, as `version-mismatch`; empty if it does not say."""
        sort = self.document.get("status") if isinstance(self.document, dict) else None
        return sort if isinstance(sort, str) else ""


def explained(answer: Answer, asked: str) -> Any:  # noqa: ANN401 - whatever JSON says
    """Return what a good answer says.

    Raises:
        PublishingFailure: It is not a good one.
    """
    if answer.location is not None or HTTPStatus.MULTIPLE_CHOICES <= answer.status < 400:  # noqa: PLR2004 - where refusals begin
        what = f"it answers that it is elsewhere, at {(answer.location or 'no address')[:200]}"
        fix = "name the address by which Grafana answers itself"
        raise PublishingFailure("grafana/redirect", what, fix, where=asked)
    if answer.status < HTTPStatus.MULTIPLE_CHOICES:
        if answer.document is None:
            what = "it answers with a page for people, or with nothing"
            fix = (
                "check that the address is that of Grafana, with the path below which it is served"
            )
            raise PublishingFailure("grafana/not-json", what, fix, where=asked)
        return answer.document
    raise refused(answer, asked)


def refused(answer: Answer, asked: str) -> PublishingFailure:
    """Return what an answer that is not a good one means."""
    otherwise = ("grafana/failed", "Grafana failed", "look into its log, and publish again")
    kind, what, fix = _MEANINGS.get(answer.status, otherwise)
    return PublishingFailure(kind, f"{what} ({answer.status}: {answer.said})", fix, where=asked)


def unreachable(asked: str, error: Exception) -> PublishingFailure:
    """Return the failure of not being answered."""
    reason = getattr(error, "reason", None) or error
    said = " ".join(str(reason).split()) or type(error).__name__
    what = f"Grafana cannot be reached, or does not answer: {said[:_LONGEST_SAID]}"
    fix = "check its address and the network from here to it"
    return PublishingFailure("grafana/unreachable", what, fix, where=asked.partition("?")[0])
