"""The fields of cron expressions: what each may hold, and how the numbers in it are read."""

import re
from dataclasses import dataclass

from tocsin.diagnostics import InvalidValueError, nearest, quoted
from tocsin.schedules.part import Numbers

_PART = re.compile(
    r"(?:(?P<all>\*)|(?P<first>[0-9A-Za-z]+)(?:-(?P<last>[0-9A-Za-z]+))?)(?:/(?P<step>[0-9]+))?"
)
_STEP_ALONE = re.compile(r"/[0-9]{1,4}")
_NUMBER = re.compile(r"[0-9]{1,4}")
_LONGEST_STEP = 4

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
WEEKDAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a cron expression.

    Attributes:
        name: What it is called in messages.
        first: Its lowest number.
        last: Its highest number.
        names: Words for its numbers.
        first_name: The number of the first word.
        takes_steps: Whether `/` may stand in it.
        is_cyclic: Whether its first value follows its last.
        wraps: Whether a range may go past its end.
        also: What else may stand in it, as AWS lists it.
    """

    name: str
    first: int
    last: int
    names: tuple[str, ...] = ()
    first_name: int = 1
    takes_steps: bool = True
    is_cyclic: bool = True
    wraps: bool = True
    also: str = ""

    @property
    def allowed(self) -> str:
        """What may stand in it, as a sentence."""
        words = f" or {self.names[0]} to {self.names[-1]}" if self.names else ""
        signs = f", - *{' /' if self.takes_steps else ''}{self.also and f' {self.also}'}"
        return f"{self.name} takes {self.first} to {self.last}{words}, and the signs {signs}"

    def number(self, text: str) -> int:
        """Read one value.

        Raises:
            InvalidValueError: It is not a value of this field.
        """
        if text.upper() in self.names:
            return self.names.index(text.upper()) + self.first_name
        if _NUMBER.fullmatch(text) and self.first <= int(text) <= self.last:
            return int(text)
        raise self.wrong(text)

    def wrong(self, text: str) -> InvalidValueError:
        """Return the error of a text that is not a value of this field."""
        if not text:
            what = f"{self.name} has nothing before or behind a comma"
            return InvalidValueError(what, "remove the comma, or write a value there")
        if text == "?":
            what = f"? stands in {self.name}, where a value is needed"
            return InvalidValueError(what, "write * for each value")
        if _STEP_ALONE.fullmatch(text):
            what = f"{quoted(text)} in {self.name} has nothing in front of its step"
            return InvalidValueError(what, f"write *{text}")
        hint = nearest(text, self.names) if text.isalpha() else ""
        what = f"{quoted(text)} is not a value of {self.name}"
        return InvalidValueError(what, hint or self.allowed)

    def numbers(self, text: str) -> Numbers:
        """Read a part between commas: a value, a range, `*`, each of them with a step.

        Raises:
            InvalidValueError: It is not a part of this field.
        """
        match = _PART.fullmatch(text)
        if match is None:
            raise self.wrong(text)
        step = self._step(text, match["step"])
        first = self.first if match["all"] else self.number(match["first"])
        end = self.number(match["last"]) if match["last"] else first
        is_open = match["all"] is not None or (step is not None and match["last"] is None)
        if is_open:
            end = self.last
        return Numbers(
            text=text,
            values=self._counted(text, first, end)[:: step or 1],
            step=step,
            is_open=is_open,
            wraps=end < first,
        )

    def shown(self, value: int) -> str:
        """Return a value as a person reads it: by its name, where it has one."""
        return self.names[(value - self.first_name) % len(self.names)] if self.names else str(value)

    def _step(self, part: str, text: str | None) -> int | None:
        if text is None:
            return None
        if not self.takes_steps:
            what = f"{quoted(part)} has a step, and {self.name} takes none"
            raise InvalidValueError(what, f"list the values; {self.allowed}")
        if len(text) > _LONGEST_STEP or int(text) == 0:
            what = f"{quoted(part)} has the step {quoted(text)}"
            raise InvalidValueError(what, f"write a step from 1 to {self.last - self.first}")
        return int(text)

    def _counted(self, text: str, first: int, end: int) -> tuple[int, ...]:
        if first <= end:
            return tuple(range(first, end + 1))
        around = (*range(first, self.last + 1), *range(self.first, end + 1))
        if self.is_cyclic and self.wraps:
            return around
        fix = f"write {self.unwrapped(around)}" if self.is_cyclic else "write the lower value first"
        raise InvalidValueError(f"{quoted(text)} ends before it begins", fix)

    def unwrapped(self, values: tuple[int, ...]) -> str:
        """Return a text for *values*, which go past the end of the field, without such a range."""
        if self.names:
            return ",".join(dict.fromkeys(self.shown(value) for value in values))
        last = values.index(self.last) if self.last in values else 0
        before, behind = values[: last + 1], values[last + 1 :]
        return ",".join(_range(part) for part in (before, behind) if part)


def _range(values: tuple[int, ...]) -> str:
    return str(values[0]) if len(values) == 1 else f"{values[0]}-{values[-1]}"


def parts_of(text: str) -> list[str]:
    """Return what stands between the commas of a field."""
    return text.split(",")
