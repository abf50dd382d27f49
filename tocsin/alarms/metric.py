"""Which metric, its unit, and the statistics of it, as CloudWatch writes them.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Final

from tocsin.diagnostics import InvalidValueError, quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """The identity of a metric; CloudWatch matches it exactly and rolls nothing up.

    Attributes:
        namespace: Such as ``AWS/Lambda``.
        name: Such as ``Errors``.
        dimensions: Pairs of name and value, sorted by name.
    """

    namespace: str
    name: str
    dimensions: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        pairs = ", ".join(f"{name}={value}" for name, value in self.dimensions)
        return f"{self.namespace} {self.name} {{{pairs}}}"


def sorted_dimensions(
    dimensions: Mapping[str, str] | Iterable[tuple[str, str]],
) -> tuple[tuple[str, str], ...]:
    """Return dimensions in the one order that makes equal sets equal."""
    pairs = dimensions.items() if isinstance(dimensions, Mapping) else dimensions
    return tuple(sorted((str(name), str(value)) for name, value in pairs))


_SIZES = ("Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes")
_BITS = ("Bits", "Kilobits", "Megabits", "Gigabits", "Terabits")

NO_UNIT = "None"
"""The unit of a datapoint that was published without one."""

UNITS = (
    "Seconds",
    "Microseconds",
    "Milliseconds",
    *_SIZES,
    *_BITS,
    "Percent",
    "Count",
    *(f"{size}/Second" for size in (*_SIZES, *_BITS)),
    "Count/Second",
    NO_UNIT,
)
"""The units that a datapoint of CloudWatch can have.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html
"""


class StatisticKind(StrEnum):
    """What is computed from the samples of one period."""

    SAMPLE_COUNT = "SampleCount"
    AVERAGE = "Average"
    SUM = "Sum"
    MINIMUM = "Minimum"
    MAXIMUM = "Maximum"
    PERCENTILE = "p"
    TRIMMED_MEAN = "TM"
    TRIMMED_COUNT = "TC"
    TRIMMED_SUM = "TS"
    WINSORIZED_MEAN = "WM"
    PERCENTILE_RANK = "PR"


SIMPLE_STATISTICS: Final = frozenset(
    {
        StatisticKind.SAMPLE_COUNT,
        StatisticKind.AVERAGE,
        StatisticKind.SUM,
        StatisticKind.MINIMUM,
        StatisticKind.MAXIMUM,
    }
)
STATISTIC_FORMS: Final = (
    "SampleCount, Average, Sum, Minimum, Maximum, pNN, tmNN, tcNN, tsNN, wmNN, IQM, PR(n:m), "
    "or TM, TC, TS, WM with two bounds such as TM(10%:90%)"
)


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of a trimmed statistic: a value, or a percentage of the samples."""

    value: float
    is_percent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistic:
    """A parsed statistic; two spellings of the same statistic are equal.

    Attributes:
        kind: What is computed.
        lower: The lower bound (exclusive); None when open.
        upper: The upper bound (inclusive), or the rank of a percentile; None when open.
        text: The statistic as it was written.
    """

    kind: StatisticKind
    lower: Bound | None = None
    upper: Bound | None = None
    text: str = field(compare=False)

    @property
    def is_simple(self) -> bool:
        """Say whether the statistic composes from statistic sets."""
        return self.kind in SIMPLE_STATISTICS

    @property
    def is_percentile(self) -> bool:
        """Say whether the statistic is a percentile (pNN)."""
        return self.kind is StatisticKind.PERCENTILE


_NUMBER: Final = r"\d+(?:\.\d{1,10})?"
_SHORT: Final = re.compile(rf"(p|tm|tc|ts|wm)({_NUMBER})")
_LONG: Final = re.compile(r"(TM|TC|TS|WM|PR)\(\s*([^:()\s]*)\s*:\s*([^:()\s]*)\s*\)")
_BOUND: Final = re.compile(rf"(-?{_NUMBER})(%?)")
_HUNDRED: Final = 100.0


@lru_cache(maxsize=1024)
def parse_statistic(text: str) -> Statistic:
    """Parse ``Average``, ``p99.9``, ``tm90``, ``IQM``, ``PR(100:2000)``, ``TM(10%:90%)`` and kin.

    Raises:
        InvalidValueError: The text is none of these.
    """
    if text in {kind.value for kind in SIMPLE_STATISTICS}:
        return Statistic(kind=StatisticKind(text), text=text)
    if text == "IQM":
        quarter, three_quarters = Bound(25.0, is_percent=True), Bound(75.0, is_percent=True)
        kind = StatisticKind.TRIMMED_MEAN
        return Statistic(kind=kind, lower=quarter, upper=three_quarters, text=text)
    if match := _SHORT.fullmatch(text):
        return _short_form(text, match[1], float(match[2]))
    if match := _LONG.fullmatch(text):
        return _long_form(text, match[1], match[2], match[3])
    raise _not_a_statistic(text)


def _short_form(text: str, letters: str, percent: float) -> Statistic:
    if percent > _HUNDRED:
        raise _not_a_statistic(text)
    kind = StatisticKind(letters if letters == "p" else letters.upper())
    return Statistic(kind=kind, upper=Bound(percent, is_percent=True), text=text)


def _long_form(text: str, letters: str, lower_text: str, upper_text: str) -> Statistic:
    kind = StatisticKind(letters)
    lower, upper = _bound(text, lower_text), _bound(text, upper_text)
    if lower is None and upper is None:
        raise _not_a_statistic(text)
    if kind is StatisticKind.PERCENTILE_RANK and _any_percent(lower, upper):
        raise _not_a_statistic(text)
    if lower and upper and (lower.is_percent != upper.is_percent or lower.value >= upper.value):
        raise _not_a_statistic(text)
    return Statistic(kind=kind, lower=lower, upper=upper, text=text)


def _bound(text: str, written: str) -> Bound | None:
    if not written:
        return None
    match = _BOUND.fullmatch(written)
    if match is None:
        raise _not_a_statistic(text)
    bound = Bound(float(match[1]), is_percent=bool(match[2]))
    if bound.is_percent and not 0 <= bound.value <= _HUNDRED:
        raise _not_a_statistic(text)
    return bound


def _any_percent(*bounds: Bound | None) -> bool:
    return any(bound is not None and bound.is_percent for bound in bounds)


def _not_a_statistic(text: str) -> InvalidValueError:
    return InvalidValueError(f"{quoted(text)} is not a statistic", f"use {STATISTIC_FORMS}")
