"""Small changes to a composite alarm that a good drill notices."""

from collections.abc import Iterator
from dataclasses import replace

from tocsin.drills.mutation.mutant import Mutant
from tocsin.evaluation import CompositeAlarm, composite


def composite_mutants(alarm: CompositeAlarm) -> tuple[Mutant, ...]:
    """Return the mutants of a composite alarm: without a condition, or without its suppressor."""
    return (*_without_conditions(alarm), *_without_suppressor(alarm))


def _without_conditions(alarm: CompositeAlarm) -> Iterator[Mutant]:
    """Leave out each condition that is not all of the rule, as if nobody had written it."""
    for condition, rule in composite.without_each_condition(alarm.rule):
        yield Mutant(
            name=f"without {condition}",
            original=f"with {condition}",
            definition=replace(alarm, rule=rule),
        )


def _without_suppressor(alarm: CompositeAlarm) -> Iterator[Mutant]:
    if alarm.suppressor is not None:
        yield Mutant(
            name=f"without the suppressor {alarm.suppressor.alarm}",
            original="with the suppressor",
            definition=replace(alarm, suppressor=None),
        )
