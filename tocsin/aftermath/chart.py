"""What an alarm compared as a chart of Mermaid, which is drawn where Markdown is read.

A line of Mermaid has no gaps, and its charts no legend: so values are bars, those that breach in
another colour, a period without a value has none, and a sentence says what is what.
https://mermaid.js.org/syntax/xyChart.html
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Final

from tocsin.aftermath.evidence import Chart
from tocsin.aftermath.words import length_words
from tocsin.diagnostics import markdown_text

_MOST_BARS: Final = 30
"""Bars whose times can be read side by side."""
_DAY: Final = timedelta(days=1)
_MARGIN: Final = 0.08
"""Of the height of a chart below the least value, so that a zero is a bar, too."""
_NO_BAR: Final = 0.06
"""How far below the axis a bar ends that is not there: Mermaid leaves half a label below its least
value, and what would be less than nothing is not drawn."""
_COLOURS: Final = "#4e79a7, #d1242f, #e3a008"
_HEAD: Final = (
    "---",
    "config:",
    "  xyChart:",
    "    width: 1000",
    "    height: 320",
    "    xAxis:",
    "      labelFontSize: 11",
    "  themeVariables:",
    "    xyChart:",
    f'      plotColorPalette: "{_COLOURS}"',
    "---",
    "xychart-beta",
)
_ACTS: Final = re.compile(r"[^\w .,:/()%+*=-]+")
"""What a text between quotes of Mermaid might not be shown as."""


@dataclass(frozen=True, slots=True)
class _Bar:
    begins: datetime
    value: float | None
    breaches: bool


def chart_lines(chart: Chart) -> Iterator[str]:
    """Yield a sentence of what is drawn, and the chart as a block of Mermaid."""
    bars = tuple(_bars(chart))
    yield _sentence(chart, bars)
    yield ""
    known = [each.value for each in bars if each.value is not None]
    if known:
        low, high = _limits(known, chart.threshold)
        yield from ("```mermaid", *_HEAD, *_axes(chart, bars, low, high))
        none = low - (high - low) * _NO_BAR
        for breaches in (False, True):
            heights = (_height(each, none, breaches=breaches) for each in bars)
            yield f"  bar [{', '.join(heights)}]"
        if chart.threshold is not None:
            yield f"  line [{', '.join([_number(chart.threshold)] * len(bars))}]"
        yield "```"


def _sentence(chart: Chart, bars: tuple[_Bar, ...]) -> str:
    unit = f" in {chart.unit}" if chart.unit else ""
    each = timedelta(seconds=chart.period * _at_once(chart))
    line = "" if chart.threshold is None else ", the line is the threshold"
    worst = "" if _at_once(chart) == 1 else ", of which it shows the one nearest to a breach"
    missing = sum(value is None for value in chart.values)
    gaps = f" {missing} of {len(chart.values)} periods have no value." if missing else ""
    return markdown_text(
        f"{chart.measured}{unit}, from {bars[0].begins:%Y-%m-%d %H:%M} UTC on. It breaches "
        f"{chart.compared}: such bars are red{line}. A bar is {length_words(each)}{worst}.{gaps}"
    )


def _axes(chart: Chart, bars: tuple[_Bar, ...], low: float, high: float) -> Iterator[str]:
    is_long = bars[-1].begins - bars[0].begins >= _DAY
    form = "%d. %H:%M" if is_long else "%H:%M"
    times = ", ".join(f'"{each.begins:{form}}"' for each in bars)
    yield f'  title "{_quiet(chart.alarm)}"'
    yield f"  x-axis [{times}]"
    yield f'  y-axis "{_quiet(chart.unit or chart.measured)}" {_number(low)} --> {_number(high)}'


def _bars(chart: Chart) -> Iterator[_Bar]:
    count = _at_once(chart)
    begins = chart.begins.astimezone(UTC)
    periods = tuple(zip(chart.values, chart.breaching, strict=True))
    for first in range(0, len(periods), count):
        value, breaches = _worst(chart, periods[first : first + count])
        yield _Bar(begins, value, breaches)
        begins += timedelta(seconds=chart.period * count)


def _at_once(chart: Chart) -> int:
    """Return how many periods a bar stands for; of more than a day there is less room."""
    length = timedelta(seconds=chart.period * len(chart.values))
    most = _MOST_BARS if length <= _DAY else _MOST_BARS * 2 // 3
    return -(-len(chart.values) // most)


def _worst(
    chart: Chart, values: tuple[tuple[float | None, bool], ...]
) -> tuple[float | None, bool]:
    """Return the value that breaches most, or comes nearest to it."""
    known = [(value, breaches) for value, breaches in values if value is not None]
    if not known:
        return None, False
    is_below = chart.compared.startswith(("below", "at or below"))
    return max(known, key=lambda each: (each[1], -each[0] if is_below else each[0]))


def _limits(known: list[float], threshold: float | None) -> tuple[float, float]:
    drawn = known if threshold is None else [*known, threshold]
    low, high = min(drawn), max(drawn)
    margin = (high - low) * _MARGIN or abs(high) * _MARGIN or 1.0
    return low - margin, high + margin


def _height(bar: _Bar, none: float, *, breaches: bool) -> str:
    """Return where a bar ends: at its value, or below the axis if it is not of this colour."""
    return _number(none if bar.value is None or bar.breaches != breaches else bar.value)


def _number(value: float) -> str:
    """Return a number as Mermaid reads it, which knows no exponents."""
    return f"{Decimal(f'{value:.6g}'):f}"


def _quiet(text: str) -> str:
    return _ACTS.sub(" ", text).strip()
