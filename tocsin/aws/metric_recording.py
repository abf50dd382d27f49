"""Records metric data into a folder, and continues a recording that was interrupted."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tocsin.aws.answer import call
from tocsin.aws.dynamic_references import filled_in, references, resolve
from tocsin.aws.failure import explained, no_region
from tocsin.aws.metric_download import download
from tocsin.aws.recording_chunk import RecordingChunk
from tocsin.aws.recording_file import RecordingFile
from tocsin.aws.session import AwsSession

Progress = Callable[[int, int, str], None]
"""Told how many chunks are done, of how many, and the file of the newest."""

_WHO = "sts:GetCallerIdentity"


@dataclass(frozen=True, kw_only=True)
class MetricRecording:
    """A folder with a file for each chunk.

    Attributes:
        folder: The folder; it is made if it is not there.
        session: How AWS is reached.
        resolved: What texts in dimensions stand for, where it is known without asking SSM.
        on_damage: Told of each file that is there and cannot be used.
    """

    folder: Path
    session: AwsSession
    resolved: Mapping[str, str] = field(default_factory=dict)
    on_damage: Callable[[Path], None] | None = None
    _asked: dict[str | None, dict[str, str]] = field(default_factory=dict, repr=False)
    _accounts: dict[str, str] = field(default_factory=dict, repr=False)

    def record(self, chunks: Sequence[RecordingChunk], progress: Progress) -> int:
        """Fetch the chunks that the folder does not have yet.

        A file is written whole or not at all, so an interrupted recording is continued by the
        same call; one that was damaged since is fetched again.

        Returns:
            How many chunks were fetched.

        Raises:
            AwsFailure: AWS failed; what was fetched until then stays.
            OSError: The folder cannot be written to.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        fetched = 0
        for done, chunk in enumerate(chunks, 1):
            file = self._file(chunk)
            if not self._has(file):
                self._fetch(file)
                fetched += 1
            progress(done, len(chunks), file.name)
        return fetched

    def account(self, region: str) -> str:
        """Return the account of the credentials, whose metrics CloudWatch gives.

        Raises:
            AwsFailure: AWS failed.
        """
        if region not in self._accounts:
            client = self.session.client("sts", region)
            with explained(_WHO):
                answer = call(client, "get_caller_identity", {}, asked=_WHO)
                self._accounts[region] = str(answer["Account"])
        return self._accounts[region]

    def _file(self, chunk: RecordingChunk) -> RecordingFile:
        region = chunk.region or self._home_region()
        account = self.account(region)
        return RecordingFile(folder=self.folder, chunk=chunk, account=account, region=region)

    def _home_region(self) -> str:
        region = self.session.home_region()
        if region is None:
            raise no_region()
        return region

    def _has(self, file: RecordingFile) -> bool:
        """Say whether a file holds the chunk, or what it asks until a later time."""
        later = [path for path in file.others() if path.name >= file.name]
        damaged = [path for path in later if not file.is_whole(path)]
        for path in damaged:
            if self.on_damage is not None:
                self.on_damage(path)
        return len(damaged) < len(later)

    def _fetch(self, file: RecordingFile) -> None:
        """Write the file, and remove those that are of no use beside it.

        Of a shorter time CloudWatch may have corrected something since; a later one is damaged.
        """
        chunk = file.chunk
        known = self._known(chunk, file.region)
        results = download(
            self.session.client("cloudwatch", file.region),
            filled_in(list(chunk.queries), known),
            chunk.start,
            chunk.end,
        )
        used = {text: meant for text, meant in known.items() if _has_text(chunk.queries, text)}
        file.write(results, used)
        for path in file.others():
            if path.name != file.name:
                path.unlink()

    def _known(self, chunk: RecordingChunk, region: str) -> dict[str, str]:
        known = self._asked.setdefault(region, dict(self.resolved))
        wanted = [text for text in references(list(chunk.queries)) if text not in known]
        if wanted:
            known |= resolve(wanted, self.session, region)
        return known


def _has_text(value: object, text: str) -> bool:
    """Say whether a text occurs anywhere in queries."""
    if isinstance(value, Mapping):
        return any(_has_text(each, text) for each in value.values())
    if isinstance(value, list | tuple):
        return any(_has_text(each, text) for each in value)
    return isinstance(value, str) and text in value
