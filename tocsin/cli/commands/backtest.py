"""`tocsin backtest`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

import typer

from tocsin.backtest import (
    BackTest,
    BackTestReport,
    ThresholdCurve,
    back_test,
    back_test_document,
    curves_of,
    has_threshold,
    html_page,
    noisy_curves,
)
from tocsin.cli.assembly import (
    DEFAULT_ASSEMBLY,
    Account,
    AssemblyPath,
    Given,
    Parameters,
    Region,
    ResolvedTexts,
    SettingsFile,
    StackName,
    read_assembly,
    read_settings,
    resolved_texts,
)
from tocsin.cli.backtest_incidents import failed_gates, incidents_of
from tocsin.cli.backtest_options import (
    Base,
    Curve,
    Data,
    DataZone,
    End,
    Html,
    IgnoreBad,
    IncidentFile,
    Lateness,
    MostAlerts,
    MustCatch,
    Queries,
    Start,
    Zone,
)
from tocsin.cli.guesses import print_guesses
from tocsin.cli.input import (
    instant,
    read_data,
)
from tocsin.cli.left_out import print_left_out
from tocsin.cli.options import AsJson
from tocsin.cli.output import (
    backtest_tables,
    print_not_evaluated,
)
from tocsin.cli.reports import reports_of_failures
from tocsin.cli.terminal import (
    ExitCode,
    about,
    errors,
    output,
    put_json,
    refuse,
    remark,
    write,
)
from tocsin.diagnostics import (
    InvalidValueError,
    Problem,
    did_you_mean,
    parse_duration,
)
from tocsin.evaluation import parse_time_zone
from tocsin.recorded import RecordedData
from tocsin.simulation import AlarmSet, Settings, closed_hops


@dataclass(frozen=True, slots=True, kw_only=True)
class _Replay:
    """Replays the same data through one assembly or another."""

    data: RecordedData
    settings: Settings
    given: Given
    resolved: Mapping[str, str]
    start: float | None
    end: float | None
    delay: float | None

    def test(self, path: Path) -> BackTest:
        assembly = read_assembly(path, self.given)
        alarms = AlarmSet.of(assembly, self.settings.severity_rules, self.settings.declared_readers)
        print_guesses(errors(), alarms)
        print_left_out(errors(), assembly.left_out)
        if not alarms.names and not alarms.not_evaluated:
            what, fix = "there are no alarms in it", "name another with --assembly"
            raise refuse([about(path, "file/no-alarms", what, fix)])
        try:
            return back_test(
                alarms,
                self.data,
                start=self.start,
                end=self.end,
                resolved=self.resolved,
                delay=self.delay,
            )
        except InvalidValueError as error:
            problem = about("--start, --end", "option/not-recorded", error.what, error.fix)
            raise refuse([problem]) from error


def run(
    *,
    data: Data,
    assembly: AssemblyPath = DEFAULT_ASSEMBLY,
    base: Base = None,
    parameters: Parameters = None,
    account: Account = None,
    region: Region = None,
    stack_name: StackName = None,
    settings: SettingsFile = None,
    start: Start = None,
    end: End = None,
    delay: Lateness = None,
    alarm: Curve = None,
    time_zone: Zone = "UTC",
    data_zone: DataZone = None,
    queries: Queries = None,
    resolve: ResolvedTexts = None,
    ignore_bad: IgnoreBad = False,
    incident_file: IncidentFile = None,
    most_alerts: MostAlerts = None,
    must_catch: MustCatch = False,
    html: Html = None,
    as_json: AsJson = False,
) -> None:
    """Replay recorded metric data through alarms: what would have alerted people, and how often."""
    with reports_of_failures(as_json=as_json):
        zone = _zone("--time-zone", time_zone)
        replay = _Replay(
            settings=read_settings(settings),
            given=Given(
                parameters=tuple(parameters or ()),
                account=account,
                region=region,
                stack_name=stack_name,
            ),
            resolved=resolved_texts(resolve),
            start=instant("--start", start),
            end=instant("--end", end),
            delay=None if delay is None else _seconds(delay),
            data=read_data(
                data,
                queries,
                ignore_bad=ignore_bad,
                zone=None if data_zone is None else _zone("--data-time-zone", data_zone),
            ),
        )
        if must_catch and incident_file is None:
            fix = "name the file of incidents with --incidents"
            raise refuse([about("--must-catch", "option/no-incidents", "there are none", fix)])
        test = replay.test(assembly)
        _print_lost(test)
        report = BackTestReport(
            subject=str(assembly),
            test=test,
            base=None if base is None else replay.test(base),
            base_subject="" if base is None else str(base),
            curves=_curves(test, alarm, with_noisy=html is not None),
            zone=zone,
            incidents=incidents_of(incident_file, test),
        )
        # The page is written first: whoever reads the tables may close the pipe before their end.
        if html is not None:
            write(html, html_page(report), option="--html")
    _print(report, as_json=as_json)
    if html is not None:
        remark(f"{html} has the charts")
    if refused := [each for each in test.not_evaluated if each.is_refused]:
        print_not_evaluated(errors(), refused)
        raise typer.Exit(ExitCode.PROBLEMS_FOUND)
    if failed := list(failed_gates(report, most_alerts, must_catch=must_catch)):
        for text in failed:
            remark(text)
        raise typer.Exit(ExitCode.PROBLEMS_FOUND)


def _print_lost(test: BackTest) -> None:
    """Say where notifications are lost: what nobody hears is no alert."""
    simulation = test.simulation
    lost = dict.fromkeys(each.alarm for each in simulation.deliveries if each.is_lost)
    for hop in closed_hops(simulation.alarms, lost):
        errors().print(f"in the templates: {hop}", style="yellow")


def _print(report: BackTestReport, *, as_json: bool) -> None:
    console = output()
    if as_json:
        put_json(back_test_document(report))
        return
    for table in backtest_tables(report):
        console.print(table)
        console.print()


def _curves(
    test: BackTest, names: Iterable[str] | None, *, with_noisy: bool
) -> tuple[ThresholdCurve, ...]:
    if not names:
        return noisy_curves(test) if with_noisy else ()
    meant = [_only(test.simulation.alarms.spellings.find(name)) or name for name in names]
    if problems := [problem for name in meant for problem in _without_curve(test, name)]:
        raise refuse(problems)
    return curves_of(test, tuple(meant))


def _seconds(written: str) -> float:
    try:
        return parse_duration(written).total_seconds()
    except InvalidValueError as error:
        problem = about(f"--delay {written}", "option/invalid-duration", error.what, error.fix)
        raise refuse([problem]) from error


def _only(names: Sequence[str]) -> str | None:
    return names[0] if len(names) == 1 else None


def _without_curve(test: BackTest, name: str) -> Iterator[Problem]:
    """Yield why an alarm cannot be shown with other thresholds."""
    alarms, source = test.simulation.alarms.metric_alarms, f"--alarm {name}"
    if name not in alarms:
        fix = did_you_mean(name, alarms)
        yield about(source, "option/unknown-alarm", "there is no such alarm", fix)
    elif not has_threshold(alarms[name]):
        what = "it compares with a band, not a threshold"
        yield about(source, "option/no-threshold", what, "name another")
    elif name not in test.simulation.histories:
        what = f"it has no data: {_why(test, name)}"
        yield about(source, "option/no-data", what, "record what it reads, or name another")


def _why(test: BackTest, name: str) -> str:
    missing = [each.why for each in test.without_data if each.alarm == name]
    refused = [each.why for each in test.not_evaluated if each.alarm == name]
    return (*missing, *refused, "it was not evaluated")[0]


def _zone(option: str, written: str) -> tzinfo:
    try:
        return parse_time_zone(written)
    except InvalidValueError as error:
        source = f"{option} {written}"
        problem = about(source, "option/unknown-time-zone", error.what, error.fix)
        raise refuse([problem]) from error
