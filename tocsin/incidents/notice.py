"""What a notification says, once it is read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from tocsin.on_call import Severity

AlarmState = Literal["ALARM", "OK", "INSUFFICIENT_DATA"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notification about an alarm or an event, or one that nobody could read.

    Attributes:
        subject: What it is about: the alarm's name, or what messages of one event have in common.
            Notices of one subject follow each other.
        state: The alarm's new state. An event is `ALARM`, and is never over by itself.
        at: When the alarm changed, or the event happened.
        severity: How urgent it is, by the topic that it came from.
        service: What it is about, in people's words; the subject where nothing names a service.
        summary: What happened, in one line.
        text: All that the notification says to people.
        runbook: A link to what to do; empty if there is none.
        arn: The alarm's Amazon Resource Name; empty for an event.
        children: The alarms in ALARM that made a composite alarm fire.
        is_readable: Whether the notification could be read.
    """

    subject: str
    state: AlarmState
    at: datetime
    severity: Severity
    service: str
    summary: str
    text: str
    runbook: str = ""
    arn: str = ""
    children: tuple[str, ...] = ()
    is_readable: bool = True
