"""What metric math can come to, without data: ranges of values, and terms that cancel each other.

Two queries that read the same series are the same unknown. What is said holds for all data in the
ranges that are given; where that cannot be decided, the range is wider. `tocsin.evaluation.math`
computes the values.
"""

from tocsin.algebra.interval import ANY, FROM_ZERO, Interval
from tocsin.algebra.reach import Case, Queries, Reading
from tocsin.algebra.value import Value, either

__all__ = [
    "ANY",
    "FROM_ZERO",
    "Case",
    "Interval",
    "Queries",
    "Reading",
    "Value",
    "either",
]
