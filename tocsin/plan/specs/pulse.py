"""The pulse of a Region's monitoring: what it sends while it lives, and who misses it."""

from dataclasses import dataclass

PULSE_MINUTES = 5
"""Minutes between two messages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PulseSpec:
    """An alarm that begins and ends all the time, and the queue in another Region that hears it.

    Attributes:
        name: The name of the alarm, of its topic and of the queue.
        region: Whose monitoring it shows.
        watched_in: The Region of the queue, in which somebody is paged when no message comes.
        queue_arn: The queue's Amazon Resource Name.
        description: What people read of the alarm.
        owner: The team that answers for it.
    """

    name: str
    region: str
    watched_in: str
    queue_arn: str
    description: str
    owner: str
