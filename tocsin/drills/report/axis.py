"""Round numbers for the marks of an axis."""

from math import ceil, floor, log10

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def ticks(least: float, greatest: float, most: int = 5) -> tuple[float, ...]:
    """Return round numbers, evenly apart, from at most *least* to at least *greatest*."""
    span = greatest - least
    if span <= 0:
        return (least, least + 1.0)
    rough = span / most
    size = 10.0 ** floor(log10(rough))
    step = next(size * each for each in _STEPS if size * each >= rough * (1 - 1e-9))
    first, last = floor(least / step + 1e-9), ceil(greatest / step - 1e-9)
    return tuple(round(number * step, 12) for number in range(first, last + 1))


def count_ticks(greatest: float, most: int = 4) -> tuple[float, ...]:
    """Return marks for a number of things, which come whole."""
    found = [each for each in ticks(0.0, max(1.0, greatest), most) if each == int(each)]
    last = found[-1] if found[-1] >= greatest else float(ceil(greatest))
    return tuple(dict.fromkeys((*found, last)))
