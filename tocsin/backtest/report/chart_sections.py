"""The parts of a report that are charts."""

from collections.abc import Iterable, Iterator, Sequence

from tocsin.backtest.page_frequency import SEVERITY_NAMES, by_day, by_hour
from tocsin.backtest.report.bar_chart import Bar, bar_chart
from tocsin.backtest.report.curve_chart import curve_chart
from tocsin.backtest.report.markup import Markup, element, joined
from tocsin.backtest.report.report import BackTestReport
from tocsin.backtest.report.state_bands import state_bands
from tocsin.backtest.report.table import table

_MOST_BANDS = 40


def frequency_sections(report: BackTestReport) -> Iterator[Markup]:
    """Yield when people were paged: by day, and by hour of the day."""
    test = report.test
    days = by_day(test.pages, test.start, test.end, report.zone)
    bars = [(f"{day.day} {day:%b}", counts) for day, counts in days.items()]
    hours = [(f"{n:02}:00", counts) for n, counts in enumerate(by_hour(test.pages, report.zone))]
    yield element(
        "div",
        _bars("Pages by day", "day", bars),
        _bars(f"Pages by hour of the day ({report.zone})", "hour", hours),
        class_="pair",
    )


def bands_section(report: BackTestReport) -> Markup | None:
    """Return when each alarm was in ALARM."""
    fired = report.fired
    if not fired:
        return None
    chart = state_bands(fired[:_MOST_BANDS], report.test.start, report.test.end, report.zone)
    rest = len(fired) - _MOST_BANDS
    return element(
        "section",
        element("h2", "When alarms were in ALARM"),
        legend(each.severity or "none" for each in fired),
        element("div", chart, class_="scroll"),
        element("p", f"and {rest} more alarms", class_="note") if rest > 0 else None,
    )


def curve_section(report: BackTestReport) -> Markup | None:
    """Return how often alarms would fire with other thresholds."""
    if not report.curves:
        return None
    said = (
        "How often a week the alarm would go to ALARM, by its threshold, with everything else as "
        "it is. The dashed line is the threshold of now."
    )
    return element(
        "section",
        element("h2", "Other thresholds"),
        element("p", said, class_="note"),
        element(
            "div",
            *(
                element("figure", element("h3", each.alarm), curve_chart(each))
                for each in report.curves
            ),
            class_="curves",
        ),
    )


def legend(severities: Iterable[str]) -> Markup:
    """Return what the colours mean, for the severities there are."""
    found = set(severities)
    items = (
        element("li", element("span", class_=f"swatch severity-{name}"), _words(name))
        for name in SEVERITY_NAMES
        if name in found
    )
    return element("ul", *items, class_="legend")


def _words(severity: str) -> str:
    return "no severity" if severity == "none" else severity


def _bars(title: str, first: str, bars: Sequence[Bar]) -> Markup:
    names = [name for name in SEVERITY_NAMES if any(counts[name] for _, counts in bars)]
    rows = [
        (label, *(str(counts[name]) for name in names))
        for label, counts in bars
        if sum(counts.values())
    ]
    numbers = table((first, *map(_words, names)), rows, numbers=len(names))
    details = element("details", element("summary", "as a table"), numbers)
    return element(
        "section",
        element("h2", title),
        legend(names),
        bar_chart(title, bars),
        details if rows else joined(element("p", "Nobody was paged.", class_="note")),
    )
