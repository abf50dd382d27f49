"""`python -m benchmarks.month_of_incidents COUNT`: a month of incidents, without AWS.

A queue of what happens takes the place of machines and topics: notifications, tiers that begin, and
people who answer. What becomes of incidents, and who is on call, is what the functions decide.
"""

import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random

from tocsin.incidents import (
    AlarmState,
    Answer,
    FallBack,
    Incident,
    Notice,
    Page,
    Start,
    Step,
    acknowledged,
    noticed,
    tier_begins,
    unanswered,
)
from tocsin.on_call import SEVERITIES, Absence, Policy, Rotation, Severity, Shift, Tier

BEGIN = datetime(2026, 3, 2, tzinfo=UTC)
PEOPLE, SERVICES, ALARMS_OF_A_SERVICE = 50, 200, 5
_MONTH = timedelta(days=30)
_LONGEST = timedelta(hours=1)
_MUTED_FROM, _MUTED_FOR = timedelta(hours=2), timedelta(hours=1)
_ANSWERED = 0.8
"""How many incidents are acknowledged by whoever is paged first."""

_PEOPLE = tuple(f"person-{number:02}" for number in range(PEOPLE))


def policy(severity: Severity) -> Policy:
    """Return a policy of half of the people, then the others, then one of them."""
    half = PEOPLE // 2
    away = Absence(begins=BEGIN + timedelta(days=7), ends=BEGIN + timedelta(days=14))
    return Policy(
        system="benchmark",
        stage="prod",
        severity=severity,
        topic=f"arn:{severity}",
        fallback="arn:fallback",
        tiers=(
            Tier(recipients=("primary",), kind="page"),
            Tier(recipients=("secondary",), kind="page", after=timedelta(minutes=5)),
            Tier(recipients=(_PEOPLE[0],), kind="page", after=timedelta(minutes=15)),
        ),
        rotations={
            "primary": Rotation(shifts=(Shift(members=_PEOPLE[:half], time_zone="Europe/Berlin"),)),
            "secondary": Rotation(shifts=(Shift(members=_PEOPLE[half:]),)),
        },
        contacts={name: f"arn:{name}" for name in _PEOPLE},
        absences={_PEOPLE[2]: (away,), _PEOPLE[half + 1]: (away,)},
    )


@dataclass(eq=False)
class Month:
    """What happens, in order of time.

    Attributes:
        told: How many pages there were, and how often everybody was told.
    """

    randomness: Random = field(default_factory=lambda: Random(12))  # noqa: S311 - the same month each time
    policies: dict[str, Policy] = field(
        default_factory=lambda: {each: policy(each) for each in SEVERITIES}
    )
    last: dict[str, Incident] = field(default_factory=dict)
    executions: dict[str, str] = field(default_factory=dict)
    due: list[tuple[datetime, int, object]] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)
    _number: "count[int]" = field(default_factory=count)

    def plan(self, transitions: int) -> None:
        """Let alarms change their states so often in the month; mute rules hold some back."""
        alarms = SERVICES * ALARMS_OF_A_SERVICE
        for number in range(alarms):
            share = transitions // alarms // 2
            begins = sorted(BEGIN + self.randomness.random() * _MONTH for _ in range(share))
            for at, later in zip(begins, (*begins[1:], BEGIN + _MONTH), strict=True):
                lasts = self.randomness.random() * _LONGEST
                self._tell(number, "ALARM", at)
                self._tell(number, "OK", min(at + lasts, later - timedelta(milliseconds=1)))

    def _tell(self, alarm: int, state: AlarmState, at: datetime) -> None:
        told = _after_mute(at) if alarm % 4 == 0 else at
        self._at(told, _notice(alarm, state, at))

    def run(self) -> None:
        """Let everything happen."""
        while self.due:
            at, _, what = heappop(self.due)
            if isinstance(what, Notice):
                last = self.last.get(what.service)
                self._take(at, noticed(last, what, at))
            elif isinstance(what, str):
                self._take(at, acknowledged(self.last[what], "somebody", at))
            else:
                assert isinstance(what, tuple)
                self._tier(at, *what)

    def _tier(
        self, at: datetime, service: str, severity: Severity, execution: str, tier: int
    ) -> None:
        policy, incident = self.policies[severity], self.last[service]
        if self.executions.get(service) != execution:
            return
        if tier == len(policy.tiers):
            self._take(at, unanswered(incident, at))
            return
        token = f"{execution} {tier}"
        self._take(at, tier_begins(incident, policy, tier, execution=execution, token=token, at=at))
        if self.executions.get(service) == execution:
            wait = dict(policy.steps)[tier]
            self._at(at + wait, (service, severity, execution, tier + 1))
        if tier == 0 and self.randomness.random() < _ANSWERED:
            self._at(at + timedelta(minutes=3), service)

    def _take(self, at: datetime, step: Step) -> None:
        incident = step.incident
        if incident is None:
            return
        self.last[incident.service] = incident
        for command in step.commands:
            if isinstance(command, Start):
                self.executions[incident.service] = command.execution
                what = (incident.service, command.severity, command.execution, 0)
                self._at(at + timedelta(seconds=1), what)
            elif isinstance(command, Answer):
                self.executions.pop(incident.service, None)
            elif isinstance(command, Page):
                self.told["pages"] += len(command.contacts)
            elif isinstance(command, FallBack):
                self.told["everybody"] += 1

    def _at(self, at: datetime, what: object) -> None:
        heappush(self.due, (at, next(self._number), what))


def _notice(alarm: int, state: AlarmState, at: datetime) -> Notice:
    service = alarm % SERVICES
    return Notice(
        subject=f"alarm-{alarm:04}",
        state=state,
        at=at,
        severity=SEVERITIES[service % 2],
        service=f"service-{service:03}",
        summary="It fails.",
        text="It fails. Customers cannot buy.",
    )


def _after_mute(at: datetime) -> datetime:
    """Return when a transition is told that a mute rule of each night holds back."""
    begins = at.replace(hour=0, minute=0, second=0, microsecond=0) + _MUTED_FROM
    return begins + _MUTED_FOR if begins <= at < begins + _MUTED_FOR else at


def main(transitions: int) -> None:
    """Run a month, and print what came of it."""
    month = Month()
    month.plan(transitions)
    month.run()
    print(f"{transitions:,} transitions: {dict(month.told)}")


if __name__ == "__main__":
    main(int(sys.argv[1]))
