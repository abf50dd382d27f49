"""The folder in which the dashboards of a stage are."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tocsin.publishing.connection import Connection
from tocsin.publishing.failure import PublishingFailure
from tocsin.publishing.outcome import Outcome

_LONGEST_UID = 40
_MOST = 1_000


@dataclass(frozen=True, kw_only=True)
class Folder:
    """A folder of Grafana, as it is wanted and as it is.

    Attributes:
        title: What people call it.
        uid: Of the folder that has the title, or of the one that will.
        kept: What Grafana has of it; None if it is still to be made.
        is_ours: Whether it was made by publishing.
    """

    title: str
    uid: str
    kept: dict[str, Any] | None
    is_ours: bool

    @classmethod
    def find(cls, grafana: Connection, *, title: str, own_uid: str) -> "Folder":
        """Return the folder of a stage: its own, or one that people have made with that title."""
        ours = grafana.get(f"/api/folders/{own_uid}")
        if ours is not None and ours.get("title") == title:
            return cls(title=title, uid=own_uid, kept=ours, is_ours=True)
        for each in _folders(grafana):
            if str(each.get("title", "")).casefold() == title.casefold():
                return cls(title=title, uid=each["uid"], kept=each, is_ours=False)
        return cls(title=title, uid=own_uid, kept=ours, is_ours=True)

    @property
    def outcome(self) -> Outcome:
        """What has to be done with it."""
        why = ""
        if self.kept is None:
            action = "create"
        elif self.kept.get("title") == self.title or not self.is_ours:
            action = "keep"
            why = "" if self.is_ours else "people have made it"
        else:
            action, why = "change", f"it is called {self.kept.get('title')}"
        return Outcome(action=action, thing="folder", name=self.title, uid=self.uid, why=why)  # type: ignore[arg-type]

    def save(self, grafana: Connection) -> None:
        """Make it, or call it as it is wanted."""
        if self.kept is None:
            grafana.send("POST", "/api/folders", {"uid": self.uid, "title": self.title})
        else:
            body = {"title": self.title, "version": self.kept.get("version")}
            grafana.send("PUT", f"/api/folders/{self.uid}", body)


def own_folder_uid(system: str, stage: str) -> str:
    """Return the identity of the folder that is made for a stage."""
    uid = f"tocsin-{system}-{stage}"
    if len(uid) <= _LONGEST_UID:
        return uid
    return f"{uid[: _LONGEST_UID - 9]}-{zlib.crc32(uid.encode()):08x}"


def delete_if_empty(grafana: Connection, uid: str) -> Outcome | None:
    """Delete the folder of a stage, if it is there and has nothing in it.

    Whatever people have put into it stays, and so does the folder.
    """
    kept = grafana.get(f"/api/folders/{uid}")
    if kept is None:
        return None
    left = [
        *(grafana.get("/api/search", folderUIDs=uid, limit=1) or ()),
        *(grafana.get("/api/folders", parentUid=uid, limit=1) or ()),
    ]
    title = str(kept.get("title", uid))
    if left:
        why = "people have put something into it"
        return Outcome(action="leave", thing="folder", name=title, uid=uid, why=why)
    grafana.delete(f"/api/folders/{uid}")
    return Outcome(action="delete", thing="folder", name=title, uid=uid)


def _folders(grafana: Connection) -> Iterator[dict[str, Any]]:
    """Yield the folders at the root."""
    page = 1
    while True:
        found = grafana.get("/api/folders", limit=_MOST, page=page)
        if found is None:
            fix = (
                "check that the address is that of Grafana, with the path below which it is served"
            )
            raise PublishingFailure("grafana/not-found", "there are no folders", fix)
        yield from found
        if len(found) < _MOST:
            return
        page += 1
