"""A report about a back-test as one HTML page that needs nothing else."""

from collections.abc import Callable

from tocsin.backtest.backtest import BackTest
from tocsin.backtest.report.chart_sections import bands_section, curve_section, frequency_section
from tocsin.backtest.report.formatting import shown_length, shown_rate, shown_time
from tocsin.backtest.report.incident_section import incident_section
from tocsin.backtest.report.report import BackTestReport
from tocsin.backtest.report.table_sections import alarm_section, change_section, gap_section
from tocsin.pages import Markup, element, page


def html_page(report: BackTestReport) -> str:
    """Return the page; it refers to nothing outside of itself and runs no script."""
    sections = (
        _head(report),
        _tiles(report),
        frequency_section(report),
        change_section(report),
        incident_section(report),
        bands_section(report),
        curve_section(report),
        alarm_section(report),
        gap_section(report),
    )
    return page(f"Back-test of {report.subject}", sections)


def _head(report: BackTestReport) -> Markup:
    test = report.test
    length = shown_length(test.end - test.start)
    times = f"{shown_time(test.start, report.zone)} to {shown_time(test.end, report.zone)}"
    base = f", compared with {report.base_subject}" if report.base is not None else ""
    said = f"{report.subject}{base}: {length} of recorded data, {times} ({report.zone})"
    return element("header", element("h1", "Back-test"), element("p", said, class_="soft"))


def _tiles(report: BackTestReport) -> Markup:
    """Return the figures that tell whether the rest is worth reading."""
    return element(
        "div",
        _rate(report, "alerts a week", lambda test: test.alerts_a_week),
        _rate(report, "critical alerts a week", _critical),
        _longest(report),
        _tile(str(len(report.flapping)), "alarms that flap", "3 or more times into ALARM an hour"),
        _gaps(report),
        class_="tiles",
    )


def _tile(figure: str, label: str, more: str = "") -> Markup:
    return element(
        "div",
        element("span", figure, class_="figure"),
        element("span", label, class_="label"),
        element("div", more, class_="more") if more else None,
        class_="tile",
    )


def _critical(test: BackTest) -> float:
    return test.alerts_a_week_by_severity["critical"]


def _rate(report: BackTestReport, label: str, rate: Callable[[BackTest], float]) -> Markup:
    """Return how many a week there are, and how many there were before a change."""
    test, base = report.test, report.base
    before = "" if base is None else f"{shown_rate(rate(base))} before"
    return _tile(shown_rate(rate(test)), label, before)


def _longest(report: BackTestReport) -> Markup:
    if report.longest is None:
        return _tile("none", "alarm went to ALARM")
    start, end = report.longest.longest or (0.0, 0.0)
    return _tile(shown_length(end - start), "longest ALARM", report.longest.alarm)


def _gaps(report: BackTestReport) -> Markup:
    test = report.test
    missing = {each.alarm for each in test.without_data} | set(test.without_datapoints)
    refused = f"{len(test.not_evaluated)} not evaluated" if test.not_evaluated else ""
    total = len(test.simulation.alarms.names) + len(test.not_evaluated)
    return _tile(str(len(missing)), f"of {total} alarms without data", refused)
