"""Days of the week, as people write them."""

from typing import Final

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""By Python's numbers: Monday is 0."""

DAILY: Final = "daily"


def parse_days(written: str) -> tuple[int, ...]:
    """Read `daily`, a day, or days that follow each other, as `Monday-Friday`.

    Returns:
        The days' numbers, from the first on: `Friday-Monday` is 4, 5, 6 and 0.

    Raises:
        ValueError: It is none of these.
    """
    if written == DAILY:
        return tuple(range(len(WEEKDAYS)))
    first, _, last = written.partition("-")
    begin, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
    return tuple(
        (begin + each) % len(WEEKDAYS) for each in range((end - begin) % len(WEEKDAYS) + 1)
    )
