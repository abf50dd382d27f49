"""The part of a report that says what became of incidents."""

from collections.abc import Iterator

from tocsin.backtest.report.formatting import shown_length, shown_time
from tocsin.backtest.report.incident_words import summary_words, verdict_words
from tocsin.backtest.report.report import BackTestReport
from tocsin.pages import Markup, element, table

_COLUMNS = ("incident", "began", "lasted", "before", "now", "by")


def incident_section(report: BackTestReport) -> Markup | None:
    """Return which incidents the alarms would have caught; None where none are known."""
    judged, base = report.judged, report.judged_base
    if judged is None:
        return None
    columns = [each for each in _COLUMNS if base is not None or each != "before"]
    said = f"{summary_words(judged)}. The chart of alarms has them as bands."
    if base is not None:
        said = f"Before: {summary_words(base)}. Now: {said}"
    return element(
        "section",
        element("h2", "Incidents"),
        element("p", said, class_="note"),
        table(columns, list(_rows(report))),
    )


def _rows(report: BackTestReport) -> Iterator[tuple[object, ...]]:
    judged, base = report.judged, report.judged_base
    assert judged is not None
    for index, best in enumerate(judged.best):
        incident = best.incident
        before = () if base is None else (verdict_words(base.best[index], report.zone),)
        yield (
            incident.name,
            shown_time(incident.start, report.zone),
            shown_length(incident.end - incident.start),
            *before,
            verdict_words(best, report.zone),
            "" if best.verdict in {"missed", "not recorded"} else best.alarm,
        )
