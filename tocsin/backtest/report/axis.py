"""Round numbers for the marks of an axis."""

from math import ceil, floor, log10

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_INDISTINCT = 1e-9


def ticks(least: float, greatest: float, most: int = 5) -> tuple[float, ...]:
    """Return round numbers, evenly apart, from at most *least* to at least *greatest*."""
    span, size = greatest - least, max(abs(least), abs(greatest))
    if span <= max(size * _INDISTINCT, _INDISTINCT**2):
        return (least, least + max(1.0, size * _INDISTINCT))
    rough = span / most
    power = 10.0 ** floor(log10(rough))
    step = next(power * each for each in _STEPS if power * each >= rough * (1 - 1e-9))
    first, last = floor(least / step + 1e-9), ceil(greatest / step - 1e-9)
    return tuple(float(f"{number * step:.12g}") for number in range(first, last + 1))


def count_ticks(greatest: float, most: int = 4) -> tuple[float, ...]:
    """Return marks for a number of things, which come whole."""
    found = [each for each in ticks(0.0, max(1.0, greatest), most) if each == int(each)]
    last = found[-1] if found[-1] >= greatest else float(ceil(greatest))
    return tuple(dict.fromkeys((*found, last)))
