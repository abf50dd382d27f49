"""`tocsin record`."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from tocsin.cli.exit_code import ExitCode
from tocsin.cli.input import (
    DEFAULT_ASSEMBLY,
    AssemblyPath,
    Parameters,
    ResolvedTexts,
    instant,
    read_assembly,
    resolved_texts,
)
from tocsin.cli.terminal import errors, output, refuse
from tocsin.evaluation import MetricAlarm
from tocsin.recorded import RecordingRequest, finest_period, recording_requests
from tocsin.simulation import AlarmSet

if TYPE_CHECKING:
    from tocsin.aws import MetricRecording, QueryGroup, RecordingChunk

_SETTLING = 600.0  # CloudWatch may still receive datapoints of the last minutes

Output = Annotated[Path, typer.Option("--output", "-o", help="The folder to record into.")]
Start = Annotated[
    str, typer.Option("--start", metavar="TIME", help="When to begin, as 2026-01-05T00:00Z.")
]
End = Annotated[
    str | None,
    typer.Option("--end", metavar="TIME", help="When to end.", show_default="ten minutes ago"),
]
Profile = Annotated[str | None, typer.Option("--profile", help="A profile of ~/.aws/config.")]
Region = Annotated[
    str | None,
    typer.Option("--region", help="Only alarms of this Region, and those that name none."),
]
Account = Annotated[
    str | None,
    typer.Option("--account", help="Only alarms of this account; needed if there are several."),
]
EndpointUrl = Annotated[
    str | None, typer.Option("--endpoint-url", help="Another address than that of AWS.")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Times:
    start: float
    end: float
    now: float

    @property
    def age(self) -> float:
        return self.now - self.start


def run(
    *,
    folder: Output,
    start: Start,
    end: End = None,
    assembly: AssemblyPath = DEFAULT_ASSEMBLY,
    parameters: Parameters = None,
    resolve: ResolvedTexts = None,
    profile: Profile = None,
    region: Region = None,
    account: Account = None,
    endpoint_url: EndpointUrl = None,
) -> None:
    """Record from CloudWatch what the alarms of an assembly read, for `tocsin backtest`.

    A recording that was interrupted is continued by the same command.
    """
    try:
        from tocsin.aws import AwsSession, MetricRecording, recording_chunks  # noqa: PLC0415 - boto3 is an extra
    except ModuleNotFoundError as error:
        raise refuse([f"{error.name} is missing; install tocsin[aws]"]) from error
    resolved = resolved_texts(resolve)
    times = _times(start, end)
    alarms = AlarmSet.of(read_assembly(assembly, parameters))
    for refused in alarms.not_evaluated:
        errors().print(f"not recorded: {refused}")
    requests = _chosen(recording_requests(alarms, times.age), region, account)
    chosen = tuple(_known(requests, resolved))
    if not chosen:
        raise refuse([f"{assembly}: no alarm there reads a known metric; name another --assembly"])
    _warn_of_retention(alarms, times.age)
    session = AwsSession(profile=profile, region=region, endpoint_url=endpoint_url)
    recording = MetricRecording(folder=folder, session=session, resolved=resolved)
    chunks = recording_chunks(_groups(chosen), times.start, times.end)
    fetched = _fetch(recording, chunks)
    had = f"; {len(chunks) - fetched} were there already" if fetched < len(chunks) else ""
    series = sum(len(each.queries) for each in chosen)
    output().print(f"{series} series in {len(chunks)} files in {folder}{had}")


def now() -> float:
    """Return the time in seconds since 1970."""
    return datetime.now(UTC).timestamp()


def _times(start: str, end: str | None) -> _Times:
    at = now()
    begin = instant("--start", start)
    last = instant("--end", end)
    assert begin is not None
    last = at - _SETTLING if last is None else min(last, at)
    if last - begin < 60:  # noqa: PLR2004 - seconds of a minute
        raise refuse([f"--start {start}: there is no full minute until the end; begin earlier"])
    return _Times(start=begin, end=last, now=at)


def _chosen(
    requests: Sequence[RecordingRequest], region: str | None, account: str | None
) -> tuple[RecordingRequest, ...]:
    accounts = sorted(
        {each.environment.account for each in requests if each.environment.account is not None}
    )
    if account is None and len(accounts) > 1:
        listed = ", ".join(accounts)
        raise refuse([f"there are alarms of several accounts; choose one with --account: {listed}"])
    return tuple(
        each
        for each in requests
        if (account is None or each.environment.account in {None, account})
        and (region is None or each.environment.region in {None, region})
    )


def _known(
    requests: Sequence[RecordingRequest], resolved: Mapping[str, str]
) -> Iterator[RecordingRequest]:
    """Yield what can be asked for; say what cannot, as only a deployment knows its names."""
    for request in requests:
        unknown = request.unknown_texts(resolved)
        if not unknown:
            yield request
            continue
        texts, readers = ", ".join(unknown), ", ".join(request.alarms)
        errors().print(
            f"not recorded: {readers}: only a deployment knows {texts} in the dimensions; "
            f"add --resolve '{unknown[0]}=VALUE'"
        )


def _groups(requests: Sequence[RecordingRequest]) -> "Iterator[QueryGroup]":
    from tocsin.aws import QueryGroup  # noqa: PLC0415 - an extra

    for request in requests:
        yield QueryGroup(
            region=request.environment.region, period=request.period, queries=request.queries
        )


def _warn_of_retention(alarms: AlarmSet, age: float) -> None:
    """Say which alarms will be without data, as CloudWatch keeps fine periods for some time."""
    finest = finest_period(age)
    periods = Counter(
        alarm.definition.period
        for alarm in alarms.metric_alarms.values()
        if isinstance(alarm.definition, MetricAlarm) and alarm.definition.period % finest
    )
    for period, count in sorted(periods.items()):
        noun = "alarm has" if count == 1 else "alarms have"
        errors().print(
            f"{count} {noun} a period of {period} s, which CloudWatch no longer keeps for the "
            "start: begin later to have data for all of the time"
        )


def _fetch(recording: "MetricRecording", chunks: "Sequence[RecordingChunk]") -> int:
    """Fetch with a bar of progress, or say what failed and exit."""
    from tocsin.aws import AwsFailure  # noqa: PLC0415 - an extra

    columns = (
        TextColumn("recording"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    console = errors()
    try:
        with Progress(
            *columns, console=console, transient=True, disable=not console.is_terminal
        ) as bar:
            task = bar.add_task("", total=len(chunks))
            return recording.record(
                chunks, lambda done, _total, _name: bar.update(task, completed=done)
            )
    except AwsFailure as failure:
        errors().print(str(failure))
        raise typer.Exit(ExitCode.DEPENDENCY_FAILED) from failure
    except OSError as error:
        what = f"{error.filename}: cannot be written: {error.strerror}; name another --output"
        raise refuse([what]) from error
