"""Bars of pages, stacked by severity."""

from collections.abc import Mapping, Sequence

from tocsin.backtest.page_frequency import SEVERITY_NAMES
from tocsin.backtest.report.axis import count_ticks
from tocsin.backtest.report.markup import Markup, element, joined

_WIDTH, _HEIGHT = 560.0, 210.0
_LEFT, _BOTTOM, _TOP = 34.0, 24.0, 10.0
_GAP = 0.22
_MOST_LABELS = 12

Bar = tuple[str, Mapping[str, int]]
"""The label of a bar, and how many of each severity it stands for."""


def bar_chart(title: str, bars: Sequence[Bar]) -> Markup:
    """Return a chart with a bar for each label; each part says what it is when pointed at."""
    scale = count_ticks(max((sum(counts.values()) for _, counts in bars), default=0))
    width = (_WIDTH - _LEFT) / max(1, len(bars))
    every = -(-len(bars) // _MOST_LABELS)
    parts = [_grid_line(tick, scale[-1]) for tick in scale]
    for index, (label, counts) in enumerate(bars):
        left = _LEFT + index * width
        parts += _stack(label, counts, left, width, scale[-1])
        if index % every == 0:
            middle = left + width / 2
            parts.append(element("text", label, x=middle, y=_HEIGHT - 6, text_anchor="middle"))
    return element(
        "svg",
        element("title", title),
        joined(*parts),
        viewBox=f"0 0 {_WIDTH:g} {_HEIGHT:g}",
        role="img",
        aria_label=title,
        class_="chart",
    )


def _y(count: float, most: float) -> float:
    return _HEIGHT - _BOTTOM - count / most * (_HEIGHT - _BOTTOM - _TOP)


def _grid_line(tick: float, most: float) -> Markup:
    y = _y(tick, most)
    return joined(
        element("line", x1=_LEFT, x2=_WIDTH, y1=y, y2=y, class_="grid"),
        element("text", f"{tick:g}", x=_LEFT - 6, y=y + 4, text_anchor="end"),
    )


def _stack(
    label: str, counts: Mapping[str, int], left: float, width: float, most: float
) -> list[Markup]:
    parts, below = [], 0
    for severity in SEVERITY_NAMES:
        count = counts.get(severity, 0)
        if count:
            top = _y(below + count, most)
            parts.append(
                element(
                    "rect",
                    element("title", f"{label}: {count} {severity}"),
                    x=left + width * _GAP / 2,
                    y=top,
                    width=width * (1 - _GAP),
                    height=_y(below, most) - top,
                    class_=f"severity-{severity}",
                )
            )
            below += count
    return parts
