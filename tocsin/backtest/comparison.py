"""What a change of alarms changes: the same recorded data before and after it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tocsin.backtest.alarm_outcome import AlarmOutcome
from tocsin.backtest.backtest import BackTest
from tocsin.simulation import is_named_by_file, lasting_identity

Presence = Literal["added", "removed", "kept"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmChange:
    """One alarm before and after.

    Attributes:
        alarm: Its name.
        presence: Whether both assemblies have it.
        before: What it did in the base; None when it was not there or not evaluated.
        after: What it does now; None likewise.
    """

    alarm: str
    presence: Presence
    before: AlarmOutcome | None
    after: AlarmOutcome | None

    @property
    def is_change(self) -> bool:
        """Say whether people would notice."""
        if self.presence != "kept" or self.before is None or self.after is None:
            return True
        return (self.before.in_alarm, self.before.alerts, self.before.severity) != (
            self.after.in_alarm,
            self.after.alerts,
            self.after.severity,
        )

    @property
    def is_quiet(self) -> bool:
        """Say whether it was added or removed without ever having been in ALARM."""
        fired = (each is not None and bool(each.in_alarm) for each in (self.before, self.after))
        return self.presence != "kept" and not any(fired)

    @property
    def delay(self) -> float | None:
        """How many seconds later it fires first; less than zero for earlier, None without both."""
        if not (self.before and self.after and self.before.firings and self.after.firings):
            return None
        return self.after.firings[0] - self.before.firings[0]

    @property
    def more_alerts(self) -> int:
        """How many alerts more there are; less than zero for fewer."""
        before = len(self.before.alerts) if self.before else 0
        return (len(self.after.alerts) if self.after else 0) - before


def compared(before: BackTest, after: BackTest) -> tuple[AlarmChange, ...]:
    """Return the alarms that behave differently, those with the largest change of alerts first."""
    changes = [change for change in _pairs(before, after) if change.is_change]
    return tuple(sorted(changes, key=lambda change: (-abs(change.more_alerts), change.alarm)))


def _pairs(before: BackTest, after: BackTest) -> Iterator[AlarmChange]:
    now = _names_now(before, after)
    earlier = {now.get(each.alarm, each.alarm): each for each in before.outcomes}
    later = {each.alarm: each for each in after.outcomes}
    names_before = frozenset(now.get(name, name) for name in _names(before))
    names_after = _names(after)
    for name in dict.fromkeys((*names_before, *names_after)):
        presence: Presence = "kept"
        if name not in names_before:
            presence = "added"
        elif name not in names_after:
            presence = "removed"
        elif name not in earlier and name not in later:
            continue  # evaluated on neither side, which both reports say
        yield AlarmChange(
            alarm=name, presence=presence, before=earlier.get(name), after=later.get(name)
        )


def _names_now(before: BackTest, after: BackTest) -> Mapping[str, str]:
    """Return the new names of alarms that only the file of their template has named anew.

    Who has no name of its own is known by its construct or its logical id.
    """
    old = _by_identity(before, without=after)
    new = _by_identity(after, without=before)
    return {
        old[identity][0]: new[identity][0]
        for identity in old.keys() & new.keys()
        if len(old[identity]) == len(new[identity]) == 1
    }


def _by_identity(
    test: BackTest, *, without: BackTest
) -> Mapping[tuple[str, str, str], Sequence[str]]:
    """Return the alarms that a file names, and that another test does not have, by identity."""
    alarms, others = test.simulation.alarms.spellings.alarms, _names(without)
    found: dict[tuple[str, str, str], list[str]] = {}
    for name, alarm in alarms.items():
        if name not in others and is_named_by_file(alarm):
            found.setdefault(lasting_identity(alarm), []).append(name)
    return found


def _names(test: BackTest) -> frozenset[str]:
    return frozenset((*test.simulation.alarms.names, *(each.alarm for each in test.not_evaluated)))
