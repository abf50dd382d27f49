"""Contacts who take turns."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotation:
    """Members who are on call one after the other.

    Attributes:
        members: Contacts or other rotations, in the order of their turns; never empty.
        hand_off: When the next member takes over, as `Monday 09:00` in `time_zone`.
        time_zone: An IANA name, as `Europe/Berlin`.
        shift: How long a member stays on call; a whole number of days.
        starts: A date in the first member's first shift, if it matters whose turn is first.
    """

    members: tuple[str, ...]
    hand_off: str = "Monday 09:00"
    time_zone: str = "UTC"
    shift: timedelta = timedelta(weeks=1)
    starts: date | None = None
