"""Numbers as CloudWatch prints them, which is how Java does."""

from decimal import Decimal

_SCIENTIFIC_FROM = 1e7
_SCIENTIFIC_BELOW = 1e-3


def java_double(value: float) -> str:
    """Write a finite number with the fewest digits, such as ``50.0`` or ``1.25E8``."""
    number = float(value)
    if number == 0 or _SCIENTIFIC_BELOW <= abs(number) < _SCIENTIFIC_FROM:
        return repr(number)
    sign, digits, exponent = Decimal(repr(number)).normalize().as_tuple()
    assert isinstance(exponent, int)
    rest = "".join(map(str, digits[1:])) or "0"
    return f"{'-' if sign else ''}{digits[0]}.{rest}E{exponent + len(digits) - 1}"
