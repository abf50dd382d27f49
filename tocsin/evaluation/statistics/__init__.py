"""From samples to the statistic of a period."""

from tocsin.evaluation.statistics.exact_sums import exact_sums
from tocsin.evaluation.statistics.grouped_statistic import SlotValues, grouped_statistic
from tocsin.evaluation.statistics.low_sample import minimum_samples
from tocsin.evaluation.statistics.sliding import sliding_reduction

__all__ = [
    "SlotValues",
    "exact_sums",
    "grouped_statistic",
    "minimum_samples",
    "sliding_reduction",
]
