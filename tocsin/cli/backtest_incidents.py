"""Incidents that a back-test is held against, and what has to hold for a pipeline."""

from collections.abc import Iterator
from pathlib import Path

from tocsin.backtest import (
    BackTest,
    BackTestReport,
    Incident,
    read_incidents,
    shown_rate,
    verdict_words,
)
from tocsin.cli.terminal import about, counted, refuse, remark
from tocsin.diagnostics import CORE, InvalidInputError, quoted, read_text_file


def incidents_of(path: Path | None, test: BackTest) -> tuple[Incident, ...]:
    """Return the incidents of a file that lie in the time of a back-test."""
    if path is None:
        return ()
    try:
        text = read_text_file(path, maximum_bytes=CORE.maximum_bytes, too_large="split it")
        found = read_incidents(text, str(path), test.simulation.alarms.names)
    except InvalidInputError as error:
        raise refuse(error.problems) from error
    inside = tuple(each for each in found if each.start < test.end and each.end > test.start)
    if len(inside) < len(found):
        remark(f"{counted(len(found) - len(inside), 'incident')} outside of the recorded time")
    if not inside:
        what, fix = "no incident lies in the recorded time", "record the time of incidents"
        raise refuse([about(path, "incidents/none", what, fix)])
    return inside


def failed_gates(
    report: BackTestReport, most_alerts: float | None, *, must_catch: bool
) -> Iterator[str]:
    """Yield what is not as the command line asks."""
    judged = report.judged
    rate = report.test.alerts_a_week if judged is None else judged.false_alerts_a_week
    if most_alerts is not None and rate > most_alerts:
        kind = "alerts" if judged is None else "alerts without an incident"
        yield f"there are {shown_rate(rate)} {kind} a week, and may be {most_alerts:g}"
    for each in judged.best if judged is not None and must_catch else ():
        if each.verdict != "caught":
            yield f"{quoted(each.incident.name)}: {verdict_words(each, report.zone)}"
