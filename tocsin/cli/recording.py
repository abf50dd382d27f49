"""Fetches from CloudWatch what alarms read, with a bar of progress."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from tocsin.aws import AwsFailure, AwsSession, MetricRecording, QueryGroup, recording_chunks
from tocsin.cli.terminal import about, counted, errors, give_up, refuse
from tocsin.recorded import RecordingRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """How many files a recording has, and how many of them were fetched now."""

    files: int
    new: int

    def __str__(self) -> str:
        """Return `3 files`, or `3 files (1 new)` if the others were there already."""
        return counted(self.files, "file") + (f" ({self.new} new)" if self.new < self.files else "")


def fetch(
    requests: Iterable[RecordingRequest],
    folder: Path,
    *,
    start: float,
    end: float,
    resolved: Mapping[str, str],
    profile: str | None,
    region: str | None,
    endpoint_url: str | None,
) -> Fetched:
    """Fetch what a folder does not have yet, or say what failed and exit.

    Args:
        requests: What to ask.
        folder: The folder to record into.
        start: The beginning, in seconds since 1970.
        end: The end.
        resolved: What texts in dimensions stand for.
        profile: A profile of the AWS configuration; None for the usual credentials.
        region: The Region for what names none; None for the configured one.
        endpoint_url: Another address than that of AWS.
    """
    session = AwsSession(profile=profile, region=region, endpoint_url=endpoint_url)
    chunks = recording_chunks(map(_group, requests), start, end)
    recording = MetricRecording(folder=folder, session=session, resolved=resolved)
    try:
        with _progress() as bar:
            task = bar.add_task("", total=len(chunks))
            new = recording.record(
                chunks, lambda done, _total, _name: bar.update(task, completed=done)
            )
    except AwsFailure as failure:
        raise give_up(failure.problems) from failure
    except OSError as error:
        what = f"the file or folder cannot be written: {error.strerror}"
        problem = about(error.filename, "file/not-writable", what, "name another --output")
        raise refuse([problem]) from error
    return Fetched(files=len(chunks), new=new)


def _group(request: RecordingRequest) -> QueryGroup:
    return QueryGroup(
        region=request.environment.region, period=request.period, queries=request.queries
    )


def _progress() -> Progress:
    console = errors()
    columns = (TextColumn("recording"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
