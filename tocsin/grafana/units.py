"""Grafana's names of units."""

from functools import cache

from tocsin.grafana.foundation import units

PERCENT: str = units.Percent
PLAIN: str = units.NoUnit

_NAMES: dict[str, str] = {
    "": PLAIN,
    "none": PLAIN,
    "count": units.Short,
    "per minute": units.CountsPerMinute,
    "per hour": "suffix: / h",
    "percent": PERCENT,
    "seconds": units.Seconds,
    "milliseconds": units.Milliseconds,
    "microseconds": units.Microseconds,
    "bytes": units.BytesIEC,
    "kilobytes": units.Kilobytes,
    "megabytes": units.Megabytes,
    "gigabytes": units.Gigabytes,
    "terabytes": units.Terabytes,
    "bits/second": units.BitsPerSecondSI,
    "bytes/second": units.BytesPerSecondIEC,
    "count/second": units.CountsPerSecond,
    # Which currency is not said, so the digits are grouped as the viewer's language does.
    "currency": units.LocaleFormat,
    "usd": units.Dollars,
}


@cache
def grafana_unit(unit: str) -> str:
    """Return Grafana's name of *unit*.

    Args:
        unit: As in a viewpoint (`per minute`), as CloudWatch spells it (`Bytes/Second`), or the
            words of a threshold (`% of requests`, `waiting messages`). Words that Grafana has no
            unit for stand behind the number as they are.
    """
    words = unit.strip().lower()
    if words in _NAMES:
        return _NAMES[words]
    if words.startswith("%"):
        return PERCENT
    first = words.split()[0]
    if first in ("seconds", "milliseconds", "bytes"):
        return _NAMES[first]
    return f"suffix: {unit.strip()}"


@cache
def known_units() -> frozenset[str]:
    """Return every unit that Grafana has, by its name in dashboards."""
    return frozenset(
        value
        for name, value in vars(units).items()
        if name[:1].isupper() and isinstance(value, str)
    )
