"""What a panel shows: its queries, answered from the data of a drill or a recording."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tocsin.diagnostics import InvalidInputError
from tocsin.evaluation import FloatArray, math
from tocsin.preview.answers import Answers, Slots
from tocsin.preview.dashboard import Document
from tocsin.preview.metric_source import MetricSource
from tocsin.preview.target import Target, UnknownQueryError, read_target
from tocsin.preview.tidy import mappings
from tocsin.preview.variables import Variables


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A series as it is drawn.

    Attributes:
        ref_id: The query that gives it.
        name: What it is called.
        start: The start of the first slot, in seconds since 1970.
        period: Seconds of a slot.
        values: A value a slot, `(slots,)`; NaN where there is no datapoint.
    """

    ref_id: str
    name: str
    start: float
    period: int
    values: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelData:
    """The data of a panel.

    Attributes:
        series: What is drawn.
        notes: Why queries have no answer; empty where there are just no data.
    """

    series: tuple[Series, ...]
    notes: tuple[str, ...]


def panel_data(
    panel: Document, variables: Variables, source: MetricSource, *, start: float, end: float
) -> PanelData:
    """Answer the queries of *panel* for the time from *start* to *end*, in seconds since 1970."""
    targets, notes = _targets(panel, variables)
    series: list[Series] = []
    for period in dict.fromkeys(target.period for target in targets):
        alike = [target for target in targets if target.period == period]
        answers = Answers(alike, source, Slots.between(start, end, period))
        for target in alike:
            if target.hidden:
                continue
            try:
                series += _drawn(target, answers)
            except (UnknownQueryError, InvalidInputError) as error:
                notes.append(f"{target.ref_id}: {error}")
    return PanelData(series=tuple(series), notes=tuple(dict.fromkeys(notes)))


def _targets(panel: Document, variables: Variables) -> tuple[list[Target], list[str]]:
    targets, notes = [], []
    for document in mappings(panel.get("targets")):
        try:
            targets.append(read_target(document, variables))
        except UnknownQueryError as error:
            notes.append(str(error))
    return targets, notes


def _drawn(target: Target, answers: Answers) -> Iterator[Series]:
    """Yield what *target* gives, without series that have no datapoint."""
    value = answers.value(target)
    found: Sequence[math.TimeSeries]
    match value:
        case None:
            return
        case math.Scalar():
            found = (math.TimeSeries(np.full(answers.slots.count, value.value)),)
        case math.TimeSeries():
            found = (value,)
        case math.TimeSeriesArray():
            found = value.series
    for one in found:
        if not np.isnan(one.values).all():
            yield Series(
                ref_id=target.ref_id,
                name=_name(target, one, alone=len(found) == 1),
                start=answers.slots.start,
                period=target.period,
                values=one.values,
            )


def _name(target: Target, series: math.TimeSeries, *, alone: bool) -> str:
    """Return the label of a query; where it gives several series, with what tells them apart."""
    label = target.label or target.name or target.expression
    return label if alone or not series.label else f"{label} {series.label}"
