"""When alarms alerted people: bars by day and by hour of the day, stacked by severity."""

from collections.abc import Iterator, Mapping, Sequence

from tocsin.backtest.alert_frequency import SEVERITY_NAMES, by_day, by_hour, severity_words
from tocsin.backtest.report.chart import Frame, count_ticks, legend
from tocsin.backtest.report.markup import Markup, element, table
from tocsin.backtest.report.report import BackTestReport

_FRAME = Frame(width=560.0, height=210.0, left=34.0, top=10.0, bottom=24.0)
_GAP = 0.22
_MOST_LABELS = 12

Bar = tuple[str, Mapping[str, int]]
"""The label of a bar, and how many of each severity it stands for."""


def frequency_section(report: BackTestReport) -> Markup:
    """Return when there were alerts: by day, and by hour of the day."""
    test = report.test
    days = by_day(test.alerts, test.start, test.end, report.zone)
    bars = [(f"{day.day} {day:%b}", counts) for day, counts in days.items()]
    hours = [(f"{n:02}:00", counts) for n, counts in enumerate(by_hour(test.alerts, report.zone))]
    return element(
        "div",
        _bars("Alerts by day", "day", bars),
        _bars(f"Alerts by hour of the day ({report.zone})", "hour", hours),
        class_="pair",
    )


def _bars(title: str, first: str, bars: Sequence[Bar]) -> Markup:
    """Return the bars with the same numbers as a table."""
    names = [name for name in SEVERITY_NAMES if any(counts[name] for _, counts in bars)]
    rows = [
        (label, *(str(counts[name]) for name in names))
        for label, counts in bars
        if sum(counts.values())
    ]
    numbers = table((first, *map(severity_words, names)), rows, numbers=len(names))
    details = element("details", element("summary", "as a table"), numbers)
    return element(
        "section",
        element("h2", title),
        legend(names),
        bar_chart(title, bars),
        details if rows else element("p", "There was no alert.", class_="note"),
    )


def bar_chart(title: str, bars: Sequence[Bar]) -> Markup:
    """Return a chart with a bar for each label; each part says what it is when pointed at."""
    scale = count_ticks(max((sum(counts.values()) for _, counts in bars), default=0))
    width = _FRAME.plot_width / max(1, len(bars))
    labelled = -(-len(bars) // _MOST_LABELS)  # one bar of so many has its label below it
    parts = [_FRAME.value_line(tick, scale[-1], f"{tick:g}") for tick in scale]
    for index, (label, counts) in enumerate(bars):
        left = _FRAME.left + index * width
        parts += _stack(label, counts, left, width, scale[-1])
        if index % labelled == 0:
            middle = left + width / 2
            parts.append(
                element("text", label, x=middle, y=_FRAME.height - 6, text_anchor="middle")
            )
    return _FRAME.image(title, parts)


def _stack(
    label: str, counts: Mapping[str, int], left: float, width: float, most: float
) -> Iterator[Markup]:
    below = 0
    for severity in SEVERITY_NAMES:
        count = counts.get(severity, 0)
        if count:
            top = _FRAME.y(below + count, most)
            yield element(
                "rect",
                element("title", f"{label}: {count} {severity}"),
                x=left + width * _GAP / 2,
                y=top,
                width=width * (1 - _GAP),
                height=_FRAME.y(below, most) - top,
                class_=f"severity-{severity}",
            )
            below += count
