"""Rates, frequencies and probabilities as people write them."""

import math

from tocsin.diagnostics import number_text
from tocsin.traffic.rate import MONTH, YEAR

_SIGNIFICANT = 2
_NEVER = 1e-6
"""Times a year: beyond a million years it says nothing to anybody."""
_NEGLIGIBLE = 1e-8
_CERTAIN = 0.9995


def rate_text(per_second: float) -> str:
    """Write events a second in the unit of time that people would choose."""
    for unit, seconds in (("a minute", 60), ("an hour", 3_600), ("a day", 86_400)):
        if per_second * seconds >= 1:
            return f"{number_text(round(per_second * seconds, 1))} {unit}"
    return f"{number_text(round(per_second * YEAR, 1))} a year"


def how_often(a_month: float) -> str:
    """Write how often something happens: `4,100 times a month`, `once in 12 years`."""
    if a_month >= 1:
        return f"{number_text(_rounded(a_month))} times a month"
    a_year = a_month * YEAR / MONTH
    if a_year >= 1:
        return f"{number_text(_rounded(a_year))} times a year"
    if a_year < _NEVER:
        return "never"
    return f"once in {number_text(_rounded(1 / a_year))} years"


def share_text(share: float) -> str:
    """Write a probability: `85 %`, `0.0045 %`; one that is not zero never as zero."""
    if share > _CERTAIN:
        return "100 %"
    if 0 < share < _NEGLIGIBLE:
        return "less than 0.000001 %"
    return f"{number_text(_rounded(100 * share))} %"


def _rounded(value: float) -> float:
    """Round to two digits, or to whole numbers from 100 on."""
    if value <= 0:
        return 0.0
    digits = _SIGNIFICANT - 1 - math.floor(math.log10(value))
    return round(value, min(12, max(0, digits)))
