"""A dashboard that is to be published."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tocsin.publishing.failure import PublishingFailure

LARGEST_BOARD = 1_000_000
"""In bytes; more than that proxies before Grafana refuse by default."""

_OF_GRAFANA = ("id", "version", "iteration")
"""What Grafana itself writes into a dashboard when it keeps it."""

Document = Mapping[str, Any]


def owner_tag(system: str, stage: str) -> str:
    """Return the tag of what is published for a stage: what has it may be changed and deleted.

    A tag of Grafana has at most 50 characters, of which this needs at most 48.
    """
    return f"tocsin:{system}/{stage}"


@dataclass(frozen=True, kw_only=True)
class Board:
    """A dashboard that is to be published.

    Attributes:
        uid: Its identity.
        title: What people call it.
        document: The dashboard in the classic schema.
    """

    uid: str
    title: str
    document: Document

    def owned(self, tag: str) -> dict[str, Any]:
        """Return its document with the tag of its owner."""
        tags = [each for each in self.document.get("tags") or () if each != tag]
        return {**self.document, "id": None, "uid": self.uid, "tags": [*tags, tag]}

    def is_like(self, kept: Document, tag: str) -> bool:
        """Tell whether Grafana keeps just this."""
        return _own(kept) == _own(self.owned(tag))


def read_board(text: str | bytes, *, name: str) -> Board:
    """Return the dashboard that is written in *text*.

    Raises:
        PublishingFailure: It is not one that can be published.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _refused(name, f"it is not JSON: {error}") from error
    if not isinstance(document, dict) or not isinstance(document.get("panels"), list):
        raise _refused(name, "it is not a dashboard of the classic schema")
    uid, title = document.get("uid"), document.get("title")
    if not (isinstance(uid, str) and uid and isinstance(title, str) and title):
        raise _refused(name, "it has no uid or no title")
    if len(text) > LARGEST_BOARD:
        raise _refused(name, f"it has {len(text):,} characters, and {LARGEST_BOARD:,} are taken")
    return Board(uid=uid, title=title, document=document)


def has_tag(kept: Document, tag: str) -> bool:
    """Tell whether a dashboard that Grafana keeps has a tag."""
    tags = kept.get("tags")
    return isinstance(tags, list) and tag in tags


def _own(document: Document) -> dict[str, Any]:
    return {key: value for key, value in document.items() if key not in _OF_GRAFANA}


def _refused(name: str, what: str) -> PublishingFailure:
    fix = "write it anew with tocsin dashboards build"
    return PublishingFailure("grafana/not-a-dashboard", what, fix, where=name)
