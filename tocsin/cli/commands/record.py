"""`tocsin record`."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.assembly import (
    DEFAULT_ASSEMBLY,
    AssemblyPath,
    Given,
    Parameters,
    ResolvedTexts,
    read_assembly,
    resolved_texts,
)
from tocsin.cli.input import (
    instant,
)
from tocsin.cli.installation import missing_extra
from tocsin.cli.left_out import print_left_out
from tocsin.cli.terminal import about, errors, output, refuse, remark
from tocsin.evaluation import MetricAlarm
from tocsin.recorded import RecordingRequest, finest_period, recording_requests
from tocsin.simulation import AlarmSet

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
        from tocsin.cli.recording import fetch  # noqa: PLC0415 - boto3 is an extra
    except ModuleNotFoundError as error:
        raise refuse([missing_extra(error, "aws")]) from error
    resolved = resolved_texts(resolve)
    times = _times(start, end)
    given = Given(parameters=tuple(parameters or ()), account=account, region=region)
    alarms = AlarmSet.of(read_assembly(assembly, given))
    print_left_out(errors(), alarms.left_out)
    for refused in alarms.not_evaluated:
        remark(f"not recorded: {refused}")
    requests = _chosen(recording_requests(alarms, times.age), region, account)
    known = tuple(_known(requests, resolved))
    if not known:
        what, fix = "no alarm there reads a known metric", "name another --assembly"
        raise refuse([about(assembly, "file/no-metrics", what, fix)])
    _warn_of_retention(alarms, times.age)
    fetched = fetch(
        known,
        folder,
        start=times.start,
        end=times.end,
        resolved=resolved,
        profile=profile,
        region=region,
        endpoint_url=endpoint_url,
    )
    series = sum(len(each.queries) for each in known)
    output().print(f"{series} series in {fetched} in {folder}", soft_wrap=True)


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
        what = "there is no full minute until the end"
        raise refuse([about(f"--start {start}", "option/too-late", what, "begin earlier")])
    return _Times(start=begin, end=last, now=at)


def _chosen(
    requests: Sequence[RecordingRequest], region: str | None, account: str | None
) -> tuple[RecordingRequest, ...]:
    accounts = sorted(
        {each.environment.account for each in requests if each.environment.account is not None}
    )
    if account is None and len(accounts) > 1:
        fix = f"choose one with --account: {', '.join(accounts)}"
        what = "there are alarms of several accounts"
        raise refuse([about("--account", "option/no-account", what, fix)])
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
        remark(
            f"not recorded: {readers}: only a deployment knows {texts} in the dimensions; "
            f"add --resolve '{unknown[0]}=VALUE'"
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
        remark(
            f"{count} {noun} a period of {period} s, which CloudWatch no longer keeps for the "
            "start: begin later to have data for all of the time"
        )
