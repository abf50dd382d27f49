"""What a query can come to: which values, by which series have a point and which have none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Final

from tocsin.algebra.evaluator import Evaluator
from tocsin.algebra.interval import ANY, FROM_ZERO, Interval
from tocsin.algebra.quotient import Quotient
from tocsin.algebra.value import MISSING, Value, either
from tocsin.metric_math import ExpressionError, parse

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    from tocsin.metric_math import Node

_MOST_SERIES_APART: Final = 6
"""Of so many series each case of points and gaps is looked at: these are 64."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A query that is no metric math.

    Attributes:
        series: What tells its series from others: two queries with the same read the same points.
        range: The numbers that a point can be.
        is_metric: Whether METRICS() returns it.
        contains: Series of which it is the sum, together with more that is not negative: all
            requests are those that fail, those that are refused, and the rest. It has a point
            where one of them has.
    """

    series: Hashable
    range: Interval = ANY
    is_metric: bool = True
    contains: frozenset[Hashable] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What a query comes to where certain series have a point.

    Attributes:
        present: The series that have one; None for any.
        value: What is known of the query there.
    """

    present: frozenset[Hashable] | None
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Queries:
    """Queries that refer to each other by their ids.

    Attributes:
        readings: Those that are no metric math, in their order.
        expressions: The text of each of the others.
        period: Seconds of a slot.
        slots: How many slots there are at most.
    """

    readings: Mapping[str, Reading]
    expressions: Mapping[str, str]
    period: int
    slots: int

    def cases(self, query_id: str, *, simplify: bool = True) -> tuple[Case, ...]:
        """Return what a query can come to, case by case.

        Args:
            query_id: The query.
            simplify: Whether terms that cancel each other are seen; without, only ranges count.

        Returns:
            One case for each set of series that can have a point together, or a single one if
            there are many series. None of them if an expression cannot be parsed, or refers to
            itself.
        """
        try:
            trees = {name: parse(text).tree for name, text in self.expressions.items()}
            return tuple(_Look(self, trees, simplify).cases(query_id))
        except (ExpressionError, RecursionError):
            return ()


@dataclass(slots=True)
class _Look:
    queries: Queries
    trees: Mapping[str, Node]
    simplify: bool

    def cases(self, query_id: str) -> Iterator[Case]:
        series = tuple(dict.fromkeys(each.series for each in self.queries.readings.values()))
        anywhere = self._evaluator(series, frozenset(series), is_certain=False)
        if len(series) > _MOST_SERIES_APART:
            yield Case(present=None, value=_of(anywhere, query_id))
            return
        for chosen in product((True, False), repeat=len(series)):
            present = frozenset(each for each, is_in in zip(series, chosen, strict=True) if is_in)
            if not self._can_be(present):
                continue
            evaluator = self._evaluator(series, present, is_certain=True)
            evaluator.any_slot = anywhere
            yield Case(present=present, value=_of(evaluator, query_id))

    def _can_be(self, present: frozenset[Hashable]) -> bool:
        """Say whether series can have a point together: what contains one that has has one, too."""
        readings = self.queries.readings.values()
        return all(each.series in present or not each.contains & present for each in readings)

    def _evaluator(
        self, series: tuple[Hashable, ...], present: frozenset[Hashable], *, is_certain: bool
    ) -> Evaluator:
        numbers = {each: index for index, each in enumerate(series)}
        queries, leaves = self.queries, {}
        box: dict[int, Interval] = {}
        for name, reading in queries.readings.items():
            index, quotient = numbers[reading.series], Quotient.unknown(numbers[reading.series])
            parts = [numbers[each] for each in reading.contains & present] if is_certain else []
            if parts:
                # The unknown is what it has besides its parts.
                quotient = Quotient.sum_of((index, *parts))
            box[index] = FROM_ZERO if parts else reading.range
            leaf = Value(range=reading.range, quotient=quotient, can_be_missing=not is_certain)
            leaves[name] = leaf if reading.series in present else MISSING
        return Evaluator(
            leaves=leaves,
            trees=self.trees,
            box=box,
            metric_ids=tuple(name for name, each in queries.readings.items() if each.is_metric),
            period=queries.period,
            slots=queries.slots,
            simplify=self.simplify,
        )


def _of(evaluator: Evaluator, query_id: str) -> Value:
    found = evaluator.query(query_id)
    value = found if isinstance(found, Value) else either((*found.items, MISSING))
    return replace(value, is_scalar=False)
