"""The parts of a report that are charts: when alarms alerted, were in ALARM, and would fire."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo

from tocsin.backtest.alarm_outcome import AlarmOutcome
from tocsin.backtest.alert_frequency import (
    SEVERITY_NAMES,
    by_day,
    by_hour,
    severity_name,
    severity_words,
)
from tocsin.backtest.incidents import Incident
from tocsin.backtest.report.chart import legend
from tocsin.backtest.report.formatting import shown_length, shown_number, shown_rate, shown_time
from tocsin.backtest.report.report import BackTestReport
from tocsin.backtest.threshold_curve import ThresholdCurve, ThresholdPoint
from tocsin.pages import Frame, Markup, count_ticks, element, joined, table, ticks

_BAR_FRAME = Frame(width=560.0, height=210.0, left=34.0, top=10.0, bottom=24.0)
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
    width = _BAR_FRAME.plot_width / max(1, len(bars))
    labelled = -(-len(bars) // _MOST_LABELS)  # one bar of so many has its label below it
    parts = [_BAR_FRAME.value_line(tick, scale[-1], f"{tick:g}") for tick in scale]
    for index, (label, counts) in enumerate(bars):
        left = _BAR_FRAME.left + index * width
        parts += _stack(label, counts, left, width, scale[-1])
        if index % labelled == 0:
            middle = left + width / 2
            parts.append(
                element("text", label, x=middle, y=_BAR_FRAME.height - 6, text_anchor="middle")
            )
    return _BAR_FRAME.image(title, parts)


def _stack(
    label: str, counts: Mapping[str, int], left: float, width: float, most: float
) -> Iterator[Markup]:
    below = 0
    for severity in SEVERITY_NAMES:
        count = counts.get(severity, 0)
        if count:
            top = _BAR_FRAME.y(below + count, most)
            yield element(
                "rect",
                element("title", f"{label}: {count} {severity}"),
                x=left + width * _GAP / 2,
                y=top,
                width=width * (1 - _GAP),
                height=_BAR_FRAME.y(below, most) - top,
                class_=f"severity-{severity}",
            )
            below += count


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
    chart = state_bands(
        fired[:_MOST_BANDS],
        report.test.start,
        report.test.end,
        report.zone,
        report.incidents,
    )
    rest = len(fired) - _MOST_BANDS
    return element(
        "section",
        element("h2", "When alarms were in ALARM"),
        legend(severity_name(each.severity) for each in fired),
        element("div", chart, class_="scroll"),
        element("p", f"and {rest} more alarms", class_="note") if rest > 0 else None,
    )


def state_bands(
    outcomes: Sequence[AlarmOutcome],
    start: float,
    end: float,
    zone: tzinfo,
    incidents: Sequence[Incident] = (),
) -> Markup:
    """Return a chart of when alarms were in ALARM between two times, over the incidents of then."""
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
    parts += [_incident(each, frame, (start, end), zone) for each in incidents]
    for index, outcome in enumerate(outcomes):
        parts += _band(outcome, _TOP + index * _ROW, frame, (start, end), zone)
    label = "When alarms were in ALARM; the table of alarms has the same as text"
    return frame.image(label, parts, has_title=False, kind="chart bands")


def _incident(incident: Incident, frame: Frame, times: tuple[float, float], zone: tzinfo) -> Markup:
    """Return the time of an incident, behind the bands of all alarms."""
    left, right = (
        frame.x(min(max(each, times[0]), times[1]), *times)
        for each in (incident.start, incident.end)
    )
    said = (
        f"{incident.name}: {shown_time(incident.start, zone)} to {shown_time(incident.end, zone)}"
    )
    return element(
        "rect",
        element("title", said),
        x=left,
        y=_TOP - 4,
        width=max(_LEAST_WIDTH, right - left),
        height=frame.height - _TOP + 4,
        class_="incident",
    )


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


_CURVE_FRAME = Frame(width=360.0, height=200.0, left=44.0, right=26.0, top=22.0, bottom=26.0)
_NEAR_RIGHT = 0.6


def curve_section(report: BackTestReport) -> Markup | None:
    """Return how often alarms would fire with other thresholds; None without curves."""
    if not report.curves:
        return None
    said = (
        "How often a week the alarm would go to ALARM, by its threshold, with everything else as "
        "it is. The dashed line is the threshold of now."
    )
    figures = (
        element("figure", element("h3", each.alarm), curve_chart(each)) for each in report.curves
    )
    return element(
        "section",
        element("h2", "Other thresholds"),
        element("p", said, class_="note"),
        element("div", *figures, class_="curves"),
    )


def curve_chart(curve: ThresholdCurve) -> Markup:
    """Return the curve, with a line at the threshold that the alarm has."""
    thresholds = [point.threshold for point in curve.points]
    xs = ticks(min(thresholds), max(thresholds), 4)
    ys = count_ticks(max(point.firings_a_week for point in curve.points))
    points = [
        (_CURVE_FRAME.x(each.threshold, xs[0], xs[-1]), _CURVE_FRAME.y(each.firings_a_week, ys[-1]))
        for each in curve.points
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return _CURVE_FRAME.image(
        f"How often {curve.alarm} would fire a week, by its threshold",
        [
            *(_CURVE_FRAME.value_line(tick, ys[-1], shown_rate(tick)) for tick in ys),
            *(_threshold_mark(tick, _CURVE_FRAME.x(tick, xs[0], xs[-1])) for tick in xs),
            element("polyline", points=line, class_="curve"),
            *(_dot(each, x, y) for each, (x, y) in zip(curve.points, points, strict=True)),
            _current(curve, _CURVE_FRAME.x(curve.threshold, xs[0], xs[-1])),
        ],
    )


def _dot(point: ThresholdPoint, x: float, y: float) -> Markup:
    words = f"{shown_number(point.threshold)}: {shown_rate(point.firings_a_week)}"
    return element("circle", element("title", words), cx=x, cy=y, r=3, class_="point")


def _threshold_mark(threshold: float, x: float) -> Markup:
    return element(
        "text", shown_number(threshold), x=x, y=_CURVE_FRAME.height - 8, text_anchor="middle"
    )


def _current(curve: ThresholdCurve, x: float) -> Markup:
    is_right = x > _CURVE_FRAME.width * _NEAR_RIGHT
    lower = _CURVE_FRAME.height - _CURVE_FRAME.bottom
    return joined(
        element("line", x1=x, x2=x, y1=_CURVE_FRAME.top - 8, y2=lower, class_="current"),
        element(
            "text",
            f"now {shown_number(curve.threshold)}",
            x=x - 5 if is_right else x + 5,
            y=_CURVE_FRAME.top - 6,
            text_anchor="end" if is_right else "start",
            class_="now",
        ),
    )
