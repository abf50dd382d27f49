"""Keeps what was synthesized, by all that decides it: nobody waits twice for the same templates."""

import os
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

_VERSION = "1"
_KEPT = 30
_PLACE = "TOCSIN_CACHE"


@dataclass(frozen=True, slots=True)
class Cache:
    """Folders of templates by their keys.

    Attributes:
        folder: Where they are; None if nothing is kept.
    """

    folder: Path | None

    @classmethod
    def of_user(cls) -> "Cache":
        """Return the cache of whoever runs us; one that cannot be written to keeps nothing."""
        usual = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
        place = Path(os.environ.get(_PLACE) or Path(usual) / "tocsin") / "synthesized"
        try:
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            return cls(None)
        return cls(place if os.access(place, os.W_OK) else None)

    def get(self, key: str) -> Path | None:
        """Return what is kept under a key."""
        found = self.folder / key if self.folder else None
        if found is None or not found.is_dir():
            return None
        with suppress(OSError):
            os.utime(found)
        return found

    def put(self, key: str, made: Path) -> Path:
        """Keep a folder, and return where it is; what was not asked for long is deleted."""
        if self.folder is None:
            return made
        try:
            beside = Path(tempfile.mkdtemp(prefix="new-", dir=self.folder))
            shutil.copytree(made, beside, dirs_exist_ok=True, symlinks=True)
            beside.rename(self.folder / key)
        except OSError:
            # It is full, or another run was first.
            shutil.rmtree(beside, ignore_errors=True)
            return self.get(key) or made
        self._prune()
        return self.folder / key

    def _prune(self) -> None:
        if self.folder is None:
            return
        found = [each for each in self.folder.iterdir() if each.is_dir()]
        found.sort(key=lambda each: each.stat().st_mtime, reverse=True)
        for each in found[_KEPT:]:
            shutil.rmtree(each, ignore_errors=True)


def key_of(*parts: str) -> str:
    """Return the key of what some texts decide."""
    text = "\0".join((_VERSION, *parts))
    return sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:40]
