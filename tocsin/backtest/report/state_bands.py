"""When each alarm was in ALARM, a line for each alarm."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, tzinfo

from tocsin.backtest.alarm_outcome import AlarmOutcome
from tocsin.backtest.page_frequency import severity_name
from tocsin.backtest.report.formatting import shown_length, shown_time
from tocsin.backtest.report.markup import Markup, element, joined

_WIDTH, _LEFT, _ROW, _TOP = 1140.0, 380.0, 22.0, 22.0
_LEAST_WIDTH = 1.5
_DAY, _HOUR = 86_400.0, 3600.0
_MOST_MARKS = 9
_STEPS = (1, 3, 6, 12, 24, 48, 168, 336, 720, 2160)
_LONGEST_NAME = 54


def state_bands(outcomes: Sequence[AlarmOutcome], start: float, end: float, zone: tzinfo) -> Markup:
    """Return a chart of when alarms were in ALARM between two times."""
    height = _TOP + _ROW * len(outcomes) + 4

    def x(at: float) -> float:
        return _LEFT + (at - start) / (end - start) * (_WIDTH - _LEFT - 8)

    parts = []
    for at, label in _marks(start, end, zone):
        parts.append(element("line", x1=x(at), x2=x(at), y1=_TOP - 4, y2=height, class_="grid"))
        parts.append(element("text", label, x=x(at) + 3, y=_TOP - 8))
    for index, outcome in enumerate(outcomes):
        y = _TOP + index * _ROW
        name = outcome.alarm
        shown = name if len(name) <= _LONGEST_NAME else f"…{name[1 - _LONGEST_NAME :]}"
        parts.append(
            element("text", element("title", name), shown, x=_LEFT - 10, y=y + 15, class_="name")
        )
        parts.append(
            element("rect", x=_LEFT, y=y + 4, width=x(end) - _LEFT, height=14, class_="quiet")
        )
        for begins, ends in outcome.in_alarm:
            words = f"ALARM {shown_time(begins, zone)}, {shown_length(ends - begins)}"
            parts.append(
                element(
                    "rect",
                    element("title", f"{name}: {words}"),
                    x=x(begins),
                    y=y + 4,
                    width=max(_LEAST_WIDTH, x(ends) - x(begins)),
                    height=14,
                    class_=f"severity-{severity_name(outcome.severity)}",
                )
            )
    return element(
        "svg",
        joined(*parts),
        viewBox=f"0 0 {_WIDTH:g} {height:g}",
        role="img",
        aria_label="When alarms were in ALARM; the table of alarms has the same as text",
        class_="chart bands",
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
