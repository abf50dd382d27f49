"""Regular intervals: `rate(5 minutes)`.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
"""

import re
from dataclasses import dataclass
from datetime import timedelta

from tocsin.diagnostics import InvalidValueError, quoted

_BODY = re.compile(r"(?P<number>[0-9]{1,8})\s+(?P<unit>minute|hour|day)(?P<many>s?)")
_FORM = "write a number and minutes, hours or days, as rate(5 minutes)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Something that runs again and again, from when its schedule was made.

    Attributes:
        expression: `rate(...)` as written.
        every: How long after the last run; a day is 24 hours, whatever clocks do.
    """

    expression: str
    every: timedelta

    @property
    def runs_a_day(self) -> int:
        """How often it runs within 24 hours, at most."""
        return max(1, -(-timedelta(days=1) // self.every))


def read_rate(body: str, *, minds_plural: bool) -> Rate:
    """Read what stands in the brackets of `rate(...)`.

    Args:
        body: A number and a unit.
        minds_plural: Whether `1 minutes` and `5 minute` are refused.

    Raises:
        InvalidValueError: It is not a rate.
    """
    match = _BODY.fullmatch(body.strip())
    if match is None or int(match["number"]) == 0:
        raise InvalidValueError(f"{quoted(f'rate({body})')} is not a rate", _FORM)
    number, unit = int(match["number"]), match["unit"]
    ending = "" if number == 1 else "s"
    right = f"rate({number} {unit}{ending})"
    if minds_plural and match["many"] != ending:
        raise InvalidValueError(f"{quoted(f'rate({body})')} mixes one and many", f"write {right}")
    return Rate(expression=right, every=timedelta(**{f"{unit}s": number}))
