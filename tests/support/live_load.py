"""`python -m tests.support.live_load`: how the embedded AWS pages when much fires at once.

Alarms, topics, queues, functions, the table and machines run in the emulator on this machine: the
seconds are those of our code and of the emulator, and say nothing of AWS.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from tests.support.emulator import running_emulator, wait_for
from tests.support.live_paging import LAST_TIER, LivePaging, alarm_name, live_paging

_PATIENCE_SECONDS = 300.0
_WARM_UP = "warm-up"
"""Fires before the others, so that the functions have been loaded once."""
_TIERS = ("ana", "ben", "dana", "fallback")


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Alarms that fire one after the other.

    Attributes:
        services: How many services there are.
        alarms: How many alarms of each fire.
        every: Seconds between two alarms.
    """

    services: int
    alarms: int
    every: float

    @property
    def names(self) -> tuple[str, ...]:
        """The services."""
        return tuple(f"service-{number:03}" for number in range(self.services))


LOADS = (
    Load(services=3, alarms=1, every=60),
    Load(services=100, alarms=1, every=0.6),
    Load(services=50, alarms=20, every=0.06),
)


def main(chosen: tuple[str, ...]) -> int:
    """Fire each load, or those whose number is given, in an emulator of its own, and report.

    Returns:
        1 if an incident is wrong, or a page is lost or doubled.
    """
    wrong = 0
    for number, load in enumerate(LOADS, 1):
        if chosen and str(number) not in chosen:
            continue
        names = (_WARM_UP, *load.names)
        with (
            running_emulator(tick_seconds=1.0) as endpoint,
            live_paging(endpoint, names, load.alarms, LAST_TIER) as system,
        ):
            system.fail(_WARM_UP)
            wait_for(lambda: system.about(_WARM_UP, "fallback"), _PATIENCE_SECONDS)
            seconds = _fire(system, load)
            faults = list(_faults(system, load))
            waits = sorted(_seconds_to_page(system, load))
        sys.stdout.write("\n".join([_line(load, seconds, waits, len(faults)), *faults[:20], ""]))
        wrong += len(faults)
    return 1 if wrong else 0


def _line(load: Load, seconds: float, waits: list[float], faults: int) -> str:
    count = load.services * load.alarms
    rate = f"{count} alarms of {load.services} services, {60 * count / seconds:.0f} a minute"
    page = f"first page after {median(waits):.2f} s in the middle, {waits[-1]:.2f} s at most"
    return f"{rate}: {page}; {faults} faults"


def _fire(system: LivePaging, load: Load) -> float:
    """Let all alarms fire, wait until every machine has ended, and return how long firing took."""
    started = time.monotonic()
    places = [(name, each) for each in range(load.alarms) for name in load.names]
    for number, (name, each) in enumerate(places):
        time.sleep(max(0.0, started + number * load.every - time.monotonic()))
        system.fail(name, each)
    fired = time.monotonic() - started + load.every
    wait_for(lambda: all(system.about(name, "fallback") for name in load.names), _PATIENCE_SECONDS)
    wait_for(lambda: not any(_missing(system, load)), _PATIENCE_SECONDS)
    return fired


def _missing(system: LivePaging, load: Load) -> Iterator[str]:
    found = system.members()
    for name in load.names:
        for number in range(load.alarms):
            if alarm_name(name, number) not in found.get(name, set()):
                yield alarm_name(name, number)


def _faults(system: LivePaging, load: Load) -> Iterator[str]:
    for name in load.names:
        if (incidents := len(system.incidents(name))) != 1:
            yield f"{name} has {incidents} incidents"
        told = Counter(each.phone for each in system.about(name))
        if told != Counter(_TIERS):
            yield f"{name} was told to {dict(told)}"


def _seconds_to_page(system: LivePaging, load: Load) -> Iterator[float]:
    """Yield for each service how long after the alarm its first page was read."""
    began = time.time() - time.monotonic()
    for name in load.names:
        opened = datetime.fromisoformat(system.incidents(name)[0]["opened"]).timestamp()
        yield system.about(name, "ana")[0].at + began - opened


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:])))
