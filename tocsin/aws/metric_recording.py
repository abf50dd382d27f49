"""Records metric data into a folder, and continues a recording that was interrupted."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tocsin.aws.dynamic_references import filled_in, references, resolve
from tocsin.aws.failure import no_region
from tocsin.aws.metric_download import download
from tocsin.aws.recording_chunk import RecordingChunk
from tocsin.aws.session import AwsSession

Progress = Callable[[int, int, str], None]
"""Told how many chunks are done, of how many, and the file of the newest."""

_UNFINISHED = ".partial"


@dataclass(frozen=True, kw_only=True)
class MetricRecording:
    """A folder with a file for each chunk.

    Attributes:
        folder: The folder; it is made if it is not there.
        session: How AWS is reached.
        resolved: What texts in dimensions stand for, where it is known without asking SSM.
    """

    folder: Path
    session: AwsSession
    resolved: Mapping[str, str] = field(default_factory=dict)
    _asked: dict[str | None, dict[str, str]] = field(default_factory=dict, repr=False)

    def record(self, chunks: Sequence[RecordingChunk], progress: Progress) -> int:
        """Fetch the chunks that the folder does not have yet.

        A file is written whole or not at all, so an interrupted recording is continued by the
        same call.

        Returns:
            How many chunks were fetched.

        Raises:
            AwsFailure: AWS failed; what was fetched until then stays.
            OSError: The folder cannot be written to.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        fetched = 0
        for done, chunk in enumerate(chunks, 1):
            if not self._has(chunk):
                _write(self.folder / chunk.name, self._fetched(chunk))
                self._remove_shorter(chunk)
                fetched += 1
            progress(done, len(chunks), chunk.name)
        return fetched

    def _has(self, chunk: RecordingChunk) -> bool:
        """Say whether a file holds the chunk, or what it asks until a later time."""
        return any(other >= chunk.name for other in self._siblings(chunk))

    def _remove_shorter(self, chunk: RecordingChunk) -> None:
        """Remove files that hold a part of the chunk; CloudWatch may have corrected it since."""
        for other in self._siblings(chunk):
            if other < chunk.name:
                (self.folder / other).unlink()

    def _siblings(self, chunk: RecordingChunk) -> list[str]:
        """Return the names of files that differ from the chunk in nothing but the end."""
        return [path.name for path in self.folder.glob(f"{chunk.stem}-*.json")]

    def _fetched(self, chunk: RecordingChunk) -> dict[str, Any]:
        region = chunk.region or self.session.home_region()
        if region is None:
            raise no_region()
        known = self._known(chunk, region)
        results = download(
            self.session.client("cloudwatch", region),
            filled_in(list(chunk.queries), known),
            chunk.start,
            chunk.end,
        )
        return {
            "Region": region,
            "Start": _instant(chunk.start),
            "End": _instant(chunk.end),
            "Resolved": {text: meant for text, meant in known.items() if _has(chunk.queries, text)},
            "MetricDataQueries": list(chunk.queries),
            "MetricDataResults": results,
        }

    def _known(self, chunk: RecordingChunk, region: str) -> dict[str, str]:
        known = self._asked.setdefault(region, dict(self.resolved))
        wanted = [text for text in references(list(chunk.queries)) if text not in known]
        if wanted:
            known |= resolve(wanted, self.session, region)
        return known


def _has(value: object, text: str) -> bool:
    """Say whether a text occurs anywhere in queries."""
    if isinstance(value, Mapping):
        return any(_has(each, text) for each in value.values())
    if isinstance(value, list | tuple):
        return any(_has(each, text) for each in value)
    return isinstance(value, str) and text in value


def _write(path: Path, content: Mapping[str, Any]) -> None:
    unfinished = path.with_suffix(_UNFINISHED)
    with unfinished.open("w", encoding="utf-8") as file:
        json.dump(content, file, separators=(",", ":"), allow_nan=False)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def _instant(at: float) -> str:
    return f"{datetime.fromtimestamp(at, UTC):%Y-%m-%dT%H:%M:%SZ}"
