"""The metrics that dashboards show.

A row may take over what the row before it has: `.` for one text, `...` for all but the last ones.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tocsin.checks.dashboard.body import Widget, widgets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tocsin.checks.subject import Subject

_AS_BEFORE = "."
_ALL_AS_BEFORE = "..."
_NAMESPACE_AND_NAME = 2
_OPEN = ("${", "{{resolve:")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMetric:
    """A metric of a widget, of which all names are known.

    Attributes:
        widget: The widget.
        namespace: Its namespace.
        name: Its name.
        dimensions: The values of its dimensions by name; they may be open.
        region: The Region that it is read from, if the widget says one.
    """

    widget: Widget
    namespace: str
    name: str
    dimensions: Mapping[str, str]
    region: str


def shown_metrics(subject: Subject) -> tuple[ShownMetric, ...]:
    """Return the metrics of all widgets, once for each widget and set of dimensions."""
    return tuple(
        metric
        for widget in subject.memo(widgets)
        if widget.type == "metric"
        for metric in _of(widget)
    )


def _of(widget: Widget) -> Iterator[ShownMetric]:
    rows = widget.properties.get("metrics")
    before: list[str] = []
    for row in rows if isinstance(rows, list) else ():
        texts, options = _taken_apart(row)
        if texts is None:
            return  # what follows may take over what is not known
        if not texts:
            continue
        written = _filled(texts, before)
        if written is None:
            return
        before = written
        if (metric := _metric(widget, written, options)) is not None:
            yield metric


def _taken_apart(row: object) -> tuple[list[str] | None, Mapping[str, object]]:
    """Return the texts of a row and its options; None for the texts if it is not a row."""
    if not isinstance(row, list):
        return None, {}
    last = row[-1] if row else None
    options = last if isinstance(last, dict) else {}
    texts = row[:-1] if isinstance(last, dict) else row
    if all(isinstance(text, (str, int, float)) for text in texts):
        return [str(text) for text in texts], options
    return None, options


def _filled(texts: list[str], before: list[str]) -> list[str] | None:
    """Return a row with what it takes over from the one before it."""
    if texts[0] == _ALL_AS_BEFORE:
        own = texts[1:]
        if len(own) > len(before):
            return None
        texts = [*before[: len(before) - len(own)], *own]
    if any(text == _AS_BEFORE and index >= len(before) for index, text in enumerate(texts)):
        return None
    return [before[index] if text == _AS_BEFORE else text for index, text in enumerate(texts)]


def _metric(widget: Widget, texts: list[str], options: Mapping[str, object]) -> ShownMetric | None:
    names = [*texts[:_NAMESPACE_AND_NAME], *texts[_NAMESPACE_AND_NAME::2]]
    if (
        len(texts) < _NAMESPACE_AND_NAME
        or len(texts) % 2
        or any(mark in name for name in names for mark in _OPEN)
        or "accountId" in {**widget.properties, **options}
    ):
        return None
    region = options.get("region", widget.properties.get("region"))
    pairs = zip(texts[_NAMESPACE_AND_NAME::2], texts[_NAMESPACE_AND_NAME + 1 :: 2], strict=True)
    return ShownMetric(
        widget=widget,
        namespace=texts[0],
        name=texts[1],
        dimensions=dict(pairs),
        region=region if isinstance(region, str) else "",
    )
