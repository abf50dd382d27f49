"""Facts of a resource itself that thresholds follow from: a function's timeout, a disk's size."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from tocsin.diagnostics import InvalidValueError, plain_number, quoted

SettingKind = Literal["duration", "size", "number"]

SECONDS: Mapping[str, Fraction | int] = {
    "microseconds": Fraction(1, 10**6), "milliseconds": Fraction(1, 1_000), "seconds": 1,
    "minutes": 60, "hours": 3_600, "days": 86_400,
}  # fmt: skip
BYTES: Mapping[str, Fraction | int] = {
    "bytes": 1, "kilobytes": 10**3, "megabytes": 10**6, "gigabytes": 10**9, "terabytes": 10**12,
    "kibibytes": 2**10, "mebibytes": 2**20, "gibibytes": 2**30, "tebibytes": 2**40,
}  # fmt: skip
_UNITS: Mapping[str, Mapping[str, Fraction | int]] = {
    "duration": SECONDS,
    "size": BYTES,
    "number": {},
}
"""The units of what catalogue files and templates compare, by the kind of a setting."""

_DURATION_SIGNS = {
    "ms": "milliseconds", "s": "seconds", "m": "minutes", "h": "hours", "d": "days",
}  # fmt: skip
_SIZE_SIGNS = {
    "B": "bytes", "kB": "kilobytes", "MB": "megabytes", "GB": "gigabytes", "TB": "terabytes",
    "KiB": "kibibytes", "MiB": "mebibytes", "GiB": "gibibytes", "TiB": "tebibytes",
}  # fmt: skip
_SIGNS: Mapping[str, Mapping[str, str]] = {"duration": _DURATION_SIGNS, "size": _SIZE_SIGNS}
_NUMBER = r"[0-9]{1,15}(?:\.[0-9]{1,6})?"
_FORMS = {
    "duration": "a number and a unit (ms, s, m, h or d)",
    "size": "a number and a unit (B, kB, MB, GB, TB, KiB, MiB, GiB or TiB)",
    "number": "a number above 0",
}
SETTING_PATTERNS = {kind: f"^({_NUMBER}) ?({'|'.join(signs)})$" for kind, signs in _SIGNS.items()}
"""What durations and sizes look like in a viewpoint; a number is one of YAML's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingSource:
    """Where a template has a setting.

    Attributes:
        property: The path of the property of CloudFormation that has it.
        unit: The unit of the property's value.
        default: What AWS takes where the property is not given; None if that is not known.
    """

    property: str
    unit: str
    default: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A fact of a resource which a viewpoint may state, because thresholds follow from it.

    Attributes:
        name: The key that a viewpoint uses, such as `timeout`.
        means: What it is, for error messages and documents.
        kind: How it is written: a `duration`, a `size` or a `number`.
        unit: The unit of the metrics that are compared with it: a word of `SECONDS` or `BYTES`,
            or for a number any.
        example: How somebody would write it.
        at_most: The most that AWS lets it be, written as the example; None if AWS states no limit,
            or one that can be raised.
        whole: Whether it is a number of things, of which there are no parts.
        cloudformation: Where a template has it, or None.
    """

    name: str
    means: str
    kind: SettingKind
    unit: str
    example: str | float
    at_most: str | float | None = None
    whole: bool = False
    cloudformation: SettingSource | None = None

    def value_of(self, written: object) -> float:
        """Return what a viewpoint says, in the setting's unit.

        Raises:
            InvalidValueError: It is not of the setting's kind, not above zero, more than AWS
                allows, or not whole where it has to be.
        """
        value = self._amount(written)
        is_amount = value is not None and value > 0 and math.isfinite(value)
        if value is None or not is_amount or (self.whole and not value.is_integer()):
            example = "" if written == self.example else f", as {self.example}"
            fix = f"write {self._form}{example}"
            raise InvalidValueError(f"{_shown(written)} is not {self.means}", fix)
        most = None if self.at_most is None else self._amount(self.at_most)
        if most is not None and value > most:
            what = f"{_shown(written)} is more than AWS allows for {self.name} ({self.means})"
            raise InvalidValueError(what, f"write at most {self.at_most}")
        return value

    @property
    def limits(self) -> str:
        """What of its limits people are told beside the example: `, at most 14d`, or nothing."""
        return "" if self.at_most is None else f", at most {self.at_most}"

    @property
    def _form(self) -> str:
        """How it is written, in words."""
        return "a whole number above 0" if self.whole else _FORMS[self.kind]

    def _amount(self, written: object) -> float | None:
        return _number(written) if self.kind == "number" else self._measured(written)

    def text_of(self, found: object) -> str | None:
        """Return what a property of a template has as a viewpoint writes it; None if it cannot be.

        Args:
            found: The property's value, or None where the template has none.
        """
        source = self.cloudformation
        if source is None:
            return None
        number = source.default if found is None else _number(found, of_text=True)
        if number is None or not number > 0:
            return None
        return self._written(number, source.unit)

    def _measured(self, written: object) -> float | None:
        match = (
            re.fullmatch(SETTING_PATTERNS[self.kind], written) if isinstance(written, str) else None
        )
        if match is None:
            return None
        units = _UNITS[self.kind]
        return float(Fraction(match[1]) * units[_SIGNS[self.kind][match[2]]] / units[self.unit])

    def _written(self, number: float, unit: str) -> str:
        """Write a number with the largest unit of those it is a whole number of."""
        if self.kind == "number":
            return plain_number(number)
        units = _UNITS[self.kind]
        amount = Fraction(str(number)) * units[unit]
        gap = " " if self.kind == "size" else ""
        fitting = [
            (units[name], sign)
            for sign, name in _SIGNS[self.kind].items()
            if amount % units[name] == 0
        ]
        smallest = min((units[name], sign) for sign, name in _SIGNS[self.kind].items())
        size, sign = max(fitting, default=smallest)
        return f"{plain_number(float(amount / size))}{gap}{sign}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingShare:
    """A threshold that follows from a setting of the resource.

    Attributes:
        share: Which part of the setting, as 0.8.
        of: The setting's name.
    """

    share: float
    of: str

    def given(self, settings: Mapping[str, float]) -> float:
        """Return the threshold for these settings, in the setting's unit."""
        return float(Fraction(str(self.share)) * Fraction(str(settings[self.of])))


def parse_setting(name: str, data: Mapping[str, Any]) -> Setting:
    """Return the setting that a catalogue file describes."""
    source = data.get("cloudformation")
    found = None if source is None else SettingSource(**{"unit": data["unit"], **source})
    return Setting(name=name, **{**data, "cloudformation": found})


def units_of(kind: str) -> tuple[str, ...]:
    """Return the units that a setting of a kind can have; none where any word will do."""
    return tuple(_UNITS[kind])


def _shown(written: object) -> str:
    return plain_number(written) if isinstance(written, float) else quoted(written)


def _number(written: object, *, of_text: bool = False) -> float | None:
    """Return a number, None for anything else; templates may write numbers as texts."""
    if of_text and isinstance(written, str) and re.fullmatch(_NUMBER, written):
        return float(written)
    is_number = isinstance(written, int | float) and not isinstance(written, bool)
    return float(written) if is_number else None  # type: ignore[arg-type]
