"""Runs drills."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from tocsin.diagnostics import Location
from tocsin.drills.drill import Drill
from tocsin.drills.evaluation_range import alarms_of_another_range, other_range
from tocsin.drills.expectations import Failure
from tocsin.drills.unspoken import needed
from tocsin.simulation import (
    AlarmHistory,
    AlarmSet,
    NotEvaluated,
    Simulation,
    send_event,
    simulate,
)

_PAST_END = 1.0
"""Seconds by which the simulation outlasts the data: an evaluation at their very end counts."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a drill.

    Attributes:
        drill: The drill.
        simulation: What the alarms made of its data.
        failures: The expectations that are not met.
        not_evaluated: Alarms that it needs and that could not be evaluated.
        set_aside: Alarms that its data reach, that could not be evaluated, and of which it does not
            speak.
    """

    drill: Drill
    simulation: Simulation
    failures: tuple[Failure, ...]
    not_evaluated: tuple[NotEvaluated, ...]
    set_aside: tuple[NotEvaluated, ...] = ()

    @property
    def passes(self) -> bool:
        """Say whether the drill passes."""
        return not self.failures and not self.not_evaluated

    @cached_property
    def hanging(self) -> tuple[Location, ...]:
        """Where the expectations stand that hang on the evaluation range.

        They would fail instead of being met, or be met instead of failing, if an evaluation read
        N + 2 periods. It is found out when somebody asks, because the drill runs again for it.
        """
        return _hanging(self)


def _hanging(outcome: Outcome) -> tuple[Location, ...]:
    drill, simulation = outcome.drill, outcome.simulation
    options = other_range(drill)
    if options is None:
        return ()
    names = set(alarms_of_another_range(simulation, drill.data, options))
    if not names:
        return ()
    known = {
        name: history
        for name, history in simulation.histories.items()
        if not history.is_composite and name not in names
    }
    other = replace(drill, options=options)
    failures = _outcome(other, _simulated(other, simulation.alarms, names, known)).failures
    differing = {each.where for each in outcome.failures} ^ {each.where for each in failures}
    return tuple(each.where for each in drill.expectations if each.where in differing)


def run_drill(drill: Drill, alarms: AlarmSet) -> Outcome:
    """Run one drill."""
    if drill.event is not None:
        return _outcome(drill, _sent(drill, drill.event, alarms))
    evaluated = drill.metric_alarms | drill.alarms_without_data
    return _outcome(drill, _simulated(drill, alarms, evaluated, {}))


def _sent(drill: Drill, event: Mapping[str, Any], alarms: AlarmSet) -> Simulation:
    return Simulation(
        alarms=alarms,
        start=drill.start,
        end=drill.end + _PAST_END,
        histories={},
        not_evaluated=(),
        event=send_event(event, alarms.event_rules, alarms.routes, drill.acknowledged),
    )


def run_changed(outcome: Outcome, alarms: AlarmSet, changed: str) -> Outcome:
    """Run a drill again with a changed definition of one alarm that its data reach."""
    before = outcome.simulation
    known = {
        name: history
        for name, history in before.histories.items()
        if not history.is_composite and name != changed
    }
    simulation = _simulated(outcome.drill, alarms, {changed} & alarms.metric_alarms.keys(), known)
    return _outcome(outcome.drill, simulation)


def _simulated(
    drill: Drill,
    alarms: AlarmSet,
    evaluated: Collection[str],
    known: Mapping[str, AlarmHistory],
) -> Simulation:
    return simulate(
        alarms,
        drill.data,
        start=drill.start,
        end=drill.end + _PAST_END,
        options=drill.options,
        delays=drill.delays,
        alarms=sorted(evaluated),
        composites=drill.evaluated_composites,
        previous_state=drill.previous_state,
        starts_after_first_window=True,
        known=known,
        acknowledged=drill.acknowledged,
    )


def _outcome(drill: Drill, simulation: Simulation) -> Outcome:
    missing = {each.alarm: each for each in simulation.not_evaluated}
    needs = needed(drill, simulation, missing)
    failures = [
        failure
        for expectation in drill.expectations
        if expectation.alarm not in missing
        for failure in expectation.check(simulation)
    ]
    return Outcome(
        drill=drill,
        simulation=simulation,
        failures=tuple(failures),
        not_evaluated=(
            *drill.needed_in_vain,
            *(missing[name] for name in sorted(needs)),
        ),
        set_aside=tuple(
            missing[name] for name in sorted((drill.metric_alarms & missing.keys()) - needs)
        ),
    )


def run_drills(drills: Iterable[Drill], alarms: AlarmSet) -> Iterator[Outcome]:
    """Run drills one after the other."""
    for drill in drills:
        yield run_drill(drill, alarms)
