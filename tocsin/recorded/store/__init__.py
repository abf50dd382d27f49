"""Recorded series, checked and kept compactly."""

from tocsin.recorded.store.coverage import Span, intersected, length, united
from tocsin.recorded.store.raw_series import RawSeries
from tocsin.recorded.store.series import (
    PERIOD_FORMS,
    RecordedExpression,
    SeriesKey,
    as_band,
    is_period,
)
from tocsin.recorded.store.store import LeftAlone, RecordedData, Store

__all__ = [
    "PERIOD_FORMS",
    "LeftAlone",
    "RawSeries",
    "RecordedData",
    "RecordedExpression",
    "SeriesKey",
    "Span",
    "Store",
    "as_band",
    "intersected",
    "is_period",
    "length",
    "united",
]
