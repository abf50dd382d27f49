"""When a percentile rests on too few samples.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/percentiles-with-low-samples.html
"""

from fractions import Fraction
from math import ceil

from tocsin.alarms import Statistic

_HALF = Fraction(1, 2)


def minimum_samples(statistic: Statistic) -> int:
    """Return how many samples a period needs for this percentile to be significant.

    It is 10 / (1 - p) for p of at least 0.5 and 10 / p below; 0 for other statistics.
    The ends (p0 and p100) never have enough by that formula; they need one sample.
    """
    if not statistic.is_percentile or statistic.upper is None:
        return 0
    # str() keeps the decimal that was written: 99.9 must give 10,000 and not 10,000.000001.
    rank = Fraction(str(statistic.upper.value)) / 100
    tail = 1 - rank if rank >= _HALF else rank
    return ceil(10 / tail) if tail else 1
