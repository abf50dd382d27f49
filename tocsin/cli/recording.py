"""Fetches from CloudWatch what alarms read, with a bar of progress."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from tocsin.aws import AwsFailure, AwsSession, MetricRecording, QueryGroup, recording_chunks
from tocsin.cli.aws_failure import ended
from tocsin.cli.terminal import about, counted, errors, refuse, remark
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
    asked = tuple(requests)
    chunks = recording_chunks(map(_group, asked), start, end)
    try:
        with _progress() as bar:
            session = AwsSession(
                profile=profile,
                region=region,
                endpoint_url=endpoint_url,
                on_retry=bar.console.print,
            )
            recording = MetricRecording(
                folder=folder,
                session=session,
                resolved=resolved,
                on_damage=lambda path: bar.console.print(f"{path} is damaged, and is read again"),
            )
            _tell_of_other_accounts(asked, recording)
            task = bar.add_task("", total=len(chunks))
            new = recording.record(
                chunks, lambda done, _total, _name: bar.update(task, completed=done)
            )
    except AwsFailure as failure:
        raise ended(failure) from failure
    except OSError as error:
        what = f"the file or folder cannot be written: {error.strerror}"
        problem = about(error.filename, "file/not-writable", what, "name another --output")
        raise refuse([problem]) from error
    return Fetched(files=len(chunks), new=new)


def _tell_of_other_accounts(
    requests: Iterable[RecordingRequest], recording: MetricRecording
) -> None:
    """Say so where the credentials are not of the account in which the alarms are."""
    others = {
        (request.environment.account, account)
        for request in requests
        if request.environment.region and request.environment.account
        for account in [recording.account(request.environment.region)]
        if account != request.environment.account
    }
    for theirs, ours in sorted(others):
        remark(
            f"the alarms are of account {theirs}, and the credentials of {ours}: what is recorded "
            "are the metrics of that one; choose others with --profile"
        )


def _group(request: RecordingRequest) -> QueryGroup:
    return QueryGroup(
        region=request.environment.region, period=request.period, queries=request.queries
    )


def _progress() -> Progress:
    console = errors()
    columns = (TextColumn("recording"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
