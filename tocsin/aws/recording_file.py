"""The file of one part of a recording: its name, whether it is whole, and how it is written."""

import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tocsin.aws.recording_chunk import RecordingChunk, compact, instant

_UNFINISHED = ".partial"
_FORGOTTEN_SECONDS = 86_400
_LARGEST = 512 * 1024 * 1024
"""Bytes; a larger file is none of ours, and a back-test reads no larger one either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingFile:
    """Where a chunk is kept.

    Attributes:
        folder: The folder.
        chunk: What is kept.
        account: Whose data they are.
        region: Where they are from.
    """

    folder: Path
    chunk: RecordingChunk
    account: str
    region: str

    @property
    def stem(self) -> str:
        """The beginning of the name, which is another when anything but the end is."""
        return f"{self.account}-{self.region}-{self.chunk.stem}"

    @property
    def name(self) -> str:
        """The name; of two with the same stem, the later end sorts later."""
        return f"{self.stem}-{compact(self.chunk.end)}.json"

    def others(self) -> list[Path]:
        """Return the files, this one too, that differ in nothing but the end."""
        return sorted(self.folder.glob(f"{self.stem}-*.json"))

    def is_whole(self, path: Path) -> bool:
        """Say whether one of these files can be read, and holds what its name says."""
        try:
            if not path.is_file() or path.stat().st_size > _LARGEST:
                return False
            content = json.loads(path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return False
        return isinstance(content, dict) and self._holds(content, path)

    def _holds(self, content: Mapping[str, Any], path: Path) -> bool:
        end = str(content.get("End"))
        asked = json.loads(json.dumps(list(self.chunk.queries)))
        return (
            content.get("Account") == self.account
            and content.get("Region") == self.region
            and content.get("Start") == instant(self.chunk.start)
            and path.stem.endswith(f"-{end.replace('-', '').replace(':', '')}")
            and content.get("MetricDataQueries") == asked
            and isinstance(content.get("MetricDataResults"), list)
            and all(map(_is_result, content["MetricDataResults"]))
        )

    def write(self, results: list[dict[str, Any]], resolved: Mapping[str, str]) -> None:
        """Write the file whole or not at all; whoever writes it at the same time does so too.

        Raises:
            OSError: It cannot be written; nothing is left of it.
        """
        content = {
            "Account": self.account,
            "Region": self.region,
            "Start": instant(self.chunk.start),
            "End": instant(self.chunk.end),
            "Resolved": dict(resolved),
            "MetricDataQueries": list(self.chunk.queries),
            "MetricDataResults": results,
        }
        unfinished = Path(_made(self.folder, self.name))
        try:
            with unfinished.open("w", encoding="utf-8") as file:
                json.dump(content, file, separators=(",", ":"), allow_nan=False)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(self.folder / self.name)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        self._remove_forgotten()

    def _remove_forgotten(self) -> None:
        """Remove what was left half written by those who were killed, long before this file."""
        now = (self.folder / self.name).stat().st_mtime
        for left in self.folder.glob(f"{self.name}.*{_UNFINISHED}"):
            with suppress(FileNotFoundError):
                if left.stat().st_mtime < now - _FORGOTTEN_SECONDS:
                    left.unlink()


def _made(folder: Path, name: str) -> str:
    """Make an empty file that nobody else writes to, and return its path."""
    descriptor, path = tempfile.mkstemp(dir=folder, prefix=f"{name}.", suffix=_UNFINISHED)
    # What is recorded is no secret, and others may go on with it: as open files are made.
    mask = os.umask(0)
    os.umask(mask)
    os.fchmod(descriptor, 0o666 & ~mask)
    os.close(descriptor)
    return path


def _is_result(result: object) -> bool:
    """Say whether something is a result with a value for each time."""
    if not isinstance(result, dict):
        return False
    times, values = result.get("Timestamps"), result.get("Values")
    return isinstance(times, list) and isinstance(values, list) and len(times) == len(values)
