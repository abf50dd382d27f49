"""When each alarm was in ALARM, a band for each alarm."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, tzinfo

from tocsin.backtest.alarm_outcome import AlarmOutcome
from tocsin.backtest.alert_frequency import severity_name
from tocsin.backtest.report.chart import Frame, legend
from tocsin.backtest.report.formatting import shown_length, shown_time
from tocsin.backtest.report.markup import Markup, element
from tocsin.backtest.report.report import BackTestReport

_TOP, _ROW = 22.0, 22.0
_LEAST_WIDTH = 1.5
_DAY, _HOUR = 86_400.0, 3600.0
_MOST_MARKS = 9
_STEPS = (1, 3, 6, 12, 24, 48, 168, 336, 720, 2160)
_LONGEST_NAME = 54
_MOST_BANDS = 40


def bands_section(report: BackTestReport) -> Markup | None:
    """Return when each alarm was in ALARM; None when none ever was."""
    fired = report.fired
    if not fired:
        return None
    chart = state_bands(fired[:_MOST_BANDS], report.test.start, report.test.end, report.zone)
    rest = len(fired) - _MOST_BANDS
    return element(
        "section",
        element("h2", "When alarms were in ALARM"),
        legend(severity_name(each.severity) for each in fired),
        element("div", chart, class_="scroll"),
        element("p", f"and {rest} more alarms", class_="note") if rest > 0 else None,
    )


def state_bands(outcomes: Sequence[AlarmOutcome], start: float, end: float, zone: tzinfo) -> Markup:
    """Return a chart of when alarms were in ALARM between two times."""
    bottom = 4.0
    frame = Frame(
        width=1140.0,
        height=_TOP + _ROW * len(outcomes) + bottom,
        left=380.0,
        right=8.0,
        top=_TOP,
        bottom=bottom,
    )
    parts = []
    for at, label in _marks(start, end, zone):
        x = frame.x(at, start, end)
        parts.append(element("line", x1=x, x2=x, y1=_TOP - 4, y2=frame.height, class_="grid"))
        parts.append(element("text", label, x=x + 3, y=_TOP - 8))
    for index, outcome in enumerate(outcomes):
        parts += _band(outcome, _TOP + index * _ROW, frame, (start, end), zone)
    label = "When alarms were in ALARM; the table of alarms has the same as text"
    return frame.image(label, parts, has_title=False, kind="chart bands")


def _band(
    outcome: AlarmOutcome, y: float, frame: Frame, times: tuple[float, float], zone: tzinfo
) -> Iterator[Markup]:
    """Yield the name of an alarm, its band, and on it each stretch in ALARM."""
    name = outcome.alarm
    shown = name if len(name) <= _LONGEST_NAME else f"…{name[1 - _LONGEST_NAME :]}"
    yield element("text", element("title", name), shown, x=frame.left - 10, y=y + 15, class_="name")
    yield element("rect", x=frame.left, y=y + 4, width=frame.plot_width, height=14, class_="quiet")
    for begins, ends in outcome.in_alarm:
        words = f"ALARM {shown_time(begins, zone)}, {shown_length(ends - begins)}"
        left, right = frame.x(begins, *times), frame.x(ends, *times)
        yield element(
            "rect",
            element("title", f"{name}: {words}"),
            x=left,
            y=y + 4,
            width=max(_LEAST_WIDTH, right - left),
            height=14,
            class_=f"severity-{severity_name(outcome.severity)}",
        )


def _marks(start: float, end: float, zone: tzinfo) -> Iterator[tuple[float, str]]:
    """Yield full hours or midnights with their labels."""
    hours = next((h for h in _STEPS if (end - start) / (h * _HOUR) <= _MOST_MARKS), _STEPS[-1])
    at = datetime.fromtimestamp(start, zone).replace(hour=0, minute=0, second=0, microsecond=0)
    while at.timestamp() < end:
        if at.timestamp() >= start:
            label = f"{at:%H:%M}" if hours * _HOUR < _DAY and at.hour else f"{at.day} {at:%b}"
            yield at.timestamp(), label
        at += timedelta(hours=hours)
