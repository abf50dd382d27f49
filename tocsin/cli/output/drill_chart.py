"""A chart of what an alarm compared, its threshold and its states, in text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isnan

from rich.text import Text

from tocsin.diagnostics import elapsed
from tocsin.evaluation import ALARM, OK, State
from tocsin.simulation import Datapoints

WIDTH = 72
HEIGHT = 6
_LEVELS = " ▁▂▃▄▅▆▇█"
_BANDS: dict[State, tuple[str, str]] = {OK: ("─", "green"), ALARM: ("█", "red")}
_UNKNOWN = ("░", "yellow")
_LABEL = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """One column: the worst slot of those that it stands for."""

    value: float
    breaching: bool
    state: State


def drill_chart(points: Datapoints, threshold: float | None) -> Iterator[Text]:
    """Yield the lines of a chart: bars, the threshold's line, the states and the time.

    A bar that breaches is red. Where several slots share a column, it shows the one that
    breaches, or else the last.
    """
    columns = _columns(points)
    known = [column.value for column in columns if not isnan(column.value)]
    if known:
        scale = _Scale.of([*known, *([threshold] if threshold is not None else [])])
        yield from _bars(columns, scale, threshold)
    else:
        yield Text(f"{'':>{_LABEL}}  no datapoints", style="dim")
    yield _band(columns)
    yield _axis(points, len(columns))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "_Scale":
        low, high = min(0.0, *values), max(0.0, *values)
        return cls(low=low, high=high if high > low else low + 1.0)

    def level(self, value: float) -> int:
        """Return a height in eighths of a row; a value above the low end is at least one."""
        share = (value - self.low) / (self.high - self.low)
        return max(1, round(share * HEIGHT * 8))

    def row(self, value: float) -> int:
        """Return the row, from the bottom, in which a height ends."""
        return min(HEIGHT - 1, (self.level(value) - 1) // 8)


def _columns(points: Datapoints) -> list[_Column]:
    count = len(points.states)
    each = -(-count // WIDTH)
    return [_worst(points, range(at, min(at + each, count))) for at in range(0, count, each)]


def _worst(points: Datapoints, slots: range) -> _Column:
    breaching = [slot for slot in slots if points.breaching[slot]]
    known = [slot for slot in slots if not isnan(points.values[slot])]
    shown = (breaching or known or list(slots))[-1]
    states = [points.states[slot] for slot in slots]
    return _Column(
        value=float(points.values[shown]),
        breaching=bool(breaching),
        state=ALARM if ALARM in states else states[-1],
    )


def _bars(columns: Sequence[_Column], scale: _Scale, threshold: float | None) -> Iterator[Text]:
    line = None if threshold is None else scale.row(threshold)
    for row in reversed(range(HEIGHT)):
        text = Text(f"{_row_label(row, line, scale, threshold):>{_LABEL}} ")
        text.append("┼" if row == line else "│")
        for column in columns:
            level = 0 if isnan(column.value) else scale.level(column.value) - row * 8
            mark = _LEVELS[max(0, min(8, level))]
            if mark == " " and row == line:
                text.append("╌", style="dim")
            else:
                text.append(mark, style="red" if column.breaching else "cyan")
        yield text


def _row_label(row: int, line: int | None, scale: _Scale, threshold: float | None) -> str:
    if row == line and threshold is not None:
        return f"{threshold:.6g}"
    if row == HEIGHT - 1:
        return f"{scale.high:.6g}"
    return f"{scale.low:.6g}" if row == 0 else ""


def _band(columns: Sequence[_Column]) -> Text:
    text = Text(f"{'state':>{_LABEL}}  ")
    for column in columns:
        mark, style = _BANDS.get(column.state, _UNKNOWN)
        text.append(mark, style=style)
    return text


def _axis(points: Datapoints, columns: int) -> Text:
    end = elapsed(points.period * len(points.states))
    return Text(f"{'':>{_LABEL}}  0m{end:>{max(len(end) + 1, columns - 2)}}", style="dim")
