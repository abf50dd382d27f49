"""The figures that stand at the top of a report."""

from tocsin.backtest.page_frequency import by_severity
from tocsin.backtest.report.formatting import shown_length, shown_rate
from tocsin.backtest.report.markup import Markup, element
from tocsin.backtest.report.report import BackTestReport


def tiles(report: BackTestReport) -> Markup:
    """Return the figures that tell whether the rest is worth reading."""
    return element(
        "div",
        _pages(report),
        _critical(report),
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


def _pages(report: BackTestReport) -> Markup:
    test, base = report.test, report.base
    before = "" if base is None else f"{shown_rate(base.a_week(len(base.pages)))} before"
    return _tile(shown_rate(test.a_week(len(test.pages))), "pages a week", before)


def _critical(report: BackTestReport) -> Markup:
    test, base = report.test, report.base
    count = by_severity(test.pages)["critical"]
    before = (
        ""
        if base is None
        else f"{shown_rate(base.a_week(by_severity(base.pages)['critical']))} before"
    )
    return _tile(shown_rate(test.a_week(count)), "critical pages a week", before)


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
