"""The Poisson distribution, as far as an alarm can tell its values apart."""

from functools import lru_cache
from math import exp, lgamma, log


@lru_cache(maxsize=4_096)
def counts(mean: float, most: int) -> tuple[float, ...]:
    """Return the probability of 0, 1, … up to *most* events, and of more as the last.

    Args:
        mean: How many are expected.
        most: The greatest number that is told apart.
    """
    if mean <= 0:
        return (1.0, *(0.0 for _ in range(most + 1)))
    single = [exp(number * log(mean) - mean - lgamma(number + 1)) for number in range(most + 1)]
    return (*single, max(0.0, 1.0 - sum(single)))


def at_most(mean: float, most: int) -> float:
    """Return the probability of at most *most* events."""
    return min(1.0, sum(counts(mean, most)[:-1])) if most >= 0 else 0.0


def more_than(mean: float, most: int) -> float:
    """Return the probability of more than *most* events; small ones are exact, too."""
    if most < 0:
        return 1.0
    if mean > most:
        return 1.0 - at_most(mean, most)
    total, number = 0.0, most + 1
    term = exp(number * log(mean) - mean - lgamma(number + 1)) if mean > 0 else 0.0
    while term > total * 1e-17:
        total += term
        number += 1
        term *= mean / number
    return total
