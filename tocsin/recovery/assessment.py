"""Whether what is claimed for a data store holds."""

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Literal

from tocsin.recovery.amount import Amount
from tocsin.recovery.objective import Objective
from tocsin.recovery.scenario import SCENARIOS, Scenario
from tocsin.recovery.store import Store
from tocsin.recovery.way import Way, ways

Verdict = Literal["met", "not met", "not shown", "not claimed"]
"""*Not shown* is what nothing says: no schedule, no page of AWS and nobody who declared it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One scenario of one data store.

    Attributes:
        store: The data store.
        scenario: What happens.
        objective: What is claimed; None for nothing.
        way: The way back that meets most of it, or else loses least; None where there is none.
        others: The other ways.
        rpo: Whether the recovery point objective is met by *way*.
        rto: Whether the recovery time objective is.
    """

    store: Store
    scenario: Scenario
    objective: Objective | None
    way: Way | None
    others: tuple[Way, ...]
    rpo: Verdict
    rto: Verdict


def is_missed(verdict: Verdict) -> bool:
    """Say whether something is claimed that does not hold, or is not shown to hold."""
    return verdict in ("not met", "not shown")


@lru_cache(maxsize=1024)
def assess(store: Store) -> tuple[Assessment, ...]:
    """Return what becomes of *store* in each scenario.

    One way has to meet both objectives of a scenario: nobody comes back by two.
    """
    claimed = {each.scenario: each for each in store.objectives}
    return tuple(_assessed(store, scenario, claimed.get(scenario)) for scenario in SCENARIOS)


def _assessed(store: Store, scenario: Scenario, objective: Objective | None) -> Assessment:
    rpo = objective.rpo if objective is not None else None
    rto = objective.rto if objective is not None else None
    found = sorted(ways(store, scenario), key=lambda way: _order(way, rpo, rto))
    way = found[0] if found else None
    return Assessment(
        store=store,
        scenario=scenario,
        objective=objective,
        way=way,
        others=tuple(found[1:]),
        rpo=_verdict(rpo, way, way.loss if way else None),
        rto=_verdict(rto, way, way.recovery if way else None),
    )


def _order(
    way: Way, rpo: timedelta | None, rto: timedelta | None
) -> tuple[int, timedelta, timedelta, str]:
    verdicts = (_verdict(rpo, way, way.loss), _verdict(rto, way, way.recovery))
    missed = sum(map(is_missed, verdicts))
    return (missed, _length(way.loss), _length(way.recovery), way.by)


def _length(amount: Amount | None) -> timedelta:
    return timedelta.max if amount is None else amount.length


def _verdict(objective: timedelta | None, way: Way | None, amount: Amount | None) -> Verdict:
    if objective is None:
        return "not claimed"
    if way is None:
        return "not met"
    if amount is None:
        return "not shown"
    return "met" if amount.length <= objective else "not met"
