"""Numbers as people write them: `10 GB`, `20 ms`, `10,000,000,000`."""

import re
from collections.abc import Iterator
from decimal import Decimal

_DIGITS_SHOWN = 3
"""Of a number of bytes that is round in neither kind of unit."""

_WRITTEN_OUT = Decimal(10) ** 21
"""From here on digits say less than a power of ten."""

_DECIMAL = (("PB", 10**15), ("TB", 10**12), ("GB", 10**9), ("MB", 10**6), ("kB", 10**3))
_BINARY = (("PiB", 2**50), ("TiB", 2**40), ("GiB", 2**30), ("MiB", 2**20), ("KiB", 2**10))
_BYTES = {
    "bytes": 1,
    **{
        f"{name}bytes": 1000**power
        for power, name in enumerate(("kilo", "mega", "giga", "tera"), 1)
    },
}
_SECONDS = {
    "seconds": Decimal(1),
    "milliseconds": Decimal("0.001"),
    "microseconds": Decimal("0.000001"),
}
_MINUTE = 60
_LENGTHS_OF_TIME = (
    ("days", Decimal(86_400)),
    ("h", Decimal(3_600)),
    ("min", Decimal(60)),
    ("s", Decimal(1)),
    ("ms", Decimal("0.001")),
    ("µs", Decimal("0.000001")),
)
_NO_UNIT = {"", "none", "count", "currency"}


def plain_number(value: float) -> str:
    """Return *value* with all its digits, as a viewpoint and metric math read it: `10000000000`."""
    return _written(Decimal(repr(value + 0)), "f")


def number_text(value: float) -> str:
    """Return *value* with all its digits in groups of three: `10,000,000,000`."""
    return _written(Decimal(repr(value + 0)), ",f")


def quantity_text(value: float, unit: str) -> str:
    """Return *value* with its unit, in the size of the unit that people would choose.

    Args:
        value: A finite number.
        unit: As in a viewpoint (`per minute`), as CloudWatch spells it (`Bytes/Second`), or words
            (`% of requests`, `waiting messages`), which stand behind the number.
    """
    words = unit.strip()
    size, slash, rest = words.lower().partition("/")
    behind = f"{slash}{'s' if rest == 'second' else rest}"
    if size in _BYTES and value:
        return _bytes_text(Decimal(repr(value + 0)) * _BYTES[size]) + behind
    if size in _SECONDS and value:
        return _time_text(Decimal(repr(value + 0)) * _SECONDS[size]) + behind
    number = number_text(value)
    if size in _NO_UNIT:
        return f"{number}{' ' * bool(slash)}{behind}".replace(" /s", " per second")
    percent = "%" if size == "percent" else words
    return f"{number} {percent if value != 1 else _singular(percent)}"


def _written(number: Decimal, form: str) -> str:
    if number and not abs(number) < _WRITTEN_OUT:
        return f"{float(number):g}"
    text = f"{number:{form}}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _singular(words: str) -> str:
    """Return the words for one of a thing: `waiting messages a minute` loses its last `s`."""
    things, *rest = re.split(r"(?= (?:a|an|in|of) )", words, maxsplit=1)
    return "".join([re.sub(r"(?<=[a-z]{2})s$", "", things), *rest])


def _bytes_text(number: Decimal) -> str:
    """Return the shorter of both kinds of units, decimal when neither is; or else a round one."""
    exact = min(_in_units(number, _DECIMAL), _in_units(number, _BINARY), key=_digits)
    if _digits(exact) <= _DIGITS_SHOWN:
        return exact
    rounded = Decimal(f"{number:.{_DIGITS_SHOWN - 1}e}")
    return _in_units(rounded, _DECIMAL)


def _in_units(number: Decimal, units: tuple[tuple[str, int], ...]) -> str:
    for name, size in units:
        if abs(number) >= size:
            return f"{_written(number / size, ',f')} {name}"
    return f"{_written(number, ',f')} {'byte' if abs(number) == 1 else 'bytes'}"


def _digits(text: str) -> int:
    return sum(character.isdigit() for character in text)


def _time_text(seconds: Decimal) -> str:
    """Return the longest unit that gives a short number; a part of a minute or an hour is not."""
    for name, size in _fitting(seconds):
        number = seconds / size
        parts = number if size >= _MINUTE else number * 10
        if parts == parts.to_integral_value():
            return f"{_written(number, ',f')} {'day' if name == 'days' and number == 1 else name}"
    name, size = next(_fitting(seconds), _LENGTHS_OF_TIME[-1])
    return f"{_written(round(seconds / size, _DIGITS_SHOWN), ',f')} {name}"


def _fitting(seconds: Decimal) -> Iterator[tuple[str, Decimal]]:
    return ((name, size) for name, size in _LENGTHS_OF_TIME if abs(seconds) >= size)
