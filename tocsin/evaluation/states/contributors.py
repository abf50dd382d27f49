"""Alarms on a Metrics Insights query that gives several series, each a contributor.

Each contributor is in ALARM or OK by itself: one that the query no longer gives is OK. The alarm
is in ALARM while any of them is; where the query gives none, it treats that as missing data.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-metrics-insights-alarms.html
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from tocsin import metric_math
from tocsin.alarms import MetricAlarm, MetricQuery, TreatMissingData
from tocsin.evaluation.alarm import ALARM, INSUFFICIENT_DATA, OK, State
from tocsin.evaluation.data import MetricData, SuppliedSeries
from tocsin.evaluation.history import Timeline
from tocsin.evaluation.options import DEFAULT_OPTIONS, EvaluationOptions
from tocsin.evaluation.states.engine import evaluate
from tocsin.evaluation.states.state_rule import effective_treatment


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributorTimelines:
    """What became of an alarm with contributors, and of each of them.

    Attributes:
        initial_state: The alarm's state before the first evaluation.
        states: The time and the new state of each change of the alarm.
        contributors: The timeline of each contributor, by its name.
    """

    initial_state: State
    states: tuple[tuple[float, State], ...]
    contributors: Mapping[str, Timeline]


def evaluate_contributors(
    alarm: MetricAlarm,
    contributors: Mapping[str, SuppliedSeries],
    *,
    start: float,
    end: float,
    previous_state: State | None = None,
    options: EvaluationOptions = DEFAULT_OPTIONS,
) -> ContributorTimelines:
    """Evaluate an alarm whose query groups; arguments beside these are as for `evaluate`.

    Args:
        alarm: The alarm.
        contributors: The series that its query gives, by the names of the contributors.
        start: Seconds since 1970.
        end: Seconds since 1970.
        previous_state: The state of the alarm and of its contributors at the start; None for an
            alarm that is created then, whose contributors begin in OK.
        options: What AWS leaves open.
    """
    one = of_one_contributor(alarm)
    created_at = start if previous_state is None else None

    def timeline(series: SuppliedSeries, watched: MetricAlarm, absent: State | None) -> Timeline:
        return evaluate(
            watched,
            MetricData([], [replace(series, contributor="")]),
            start=start,
            end=end,
            previous_state=previous_state or OK,
            created_at=created_at,
            options=options,
            absent=absent,
        )

    timelines = {name: timeline(series, one, OK) for name, series in contributors.items()}
    # With missing data treated as missing, exactly an empty result gives INSUFFICIENT_DATA.
    watched = replace(one, treat_missing_data=TreatMissingData.MISSING)
    result = timeline(_any_of(contributors), watched, INSUFFICIENT_DATA)
    states = _AlarmStates(alarm=alarm, options=options, contributors=timelines, result=result)
    initial = previous_state or INSUFFICIENT_DATA
    return ContributorTimelines(
        initial_state=initial, states=tuple(states.changes(initial)), contributors=timelines
    )


def of_one_contributor(alarm: MetricAlarm) -> MetricAlarm:
    """Return an alarm as one of its contributors is evaluated: its query gives one series."""
    return replace(alarm, queries=tuple(map(_of_one_series, alarm.queries)))


def _of_one_series(query: MetricQuery) -> MetricQuery:
    if not query.contributor_labels:
        return query
    return replace(query, expression=metric_math.as_one_series(query.expression or ""))


def _any_of(contributors: Mapping[str, SuppliedSeries]) -> SuppliedSeries:
    """Return a series that has a datapoint wherever any contributor has one."""
    first = next(iter(contributors.values()))
    real = [each.timestamps[~np.isnan(each.bounds[0])] for each in contributors.values()]
    times = np.unique(np.concatenate(real))
    return SuppliedSeries.of(
        first.query_id, times, np.zeros_like(times), alarm_name=first.alarm_name
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _AlarmStates:
    """Puts the states of contributors together.

    Attributes:
        alarm: The alarm.
        options: What AWS leaves open.
        contributors: Their timelines.
        result: INSUFFICIENT_DATA while the query gives nothing.
    """

    alarm: MetricAlarm
    options: EvaluationOptions
    contributors: Mapping[str, Timeline]
    result: Timeline

    def changes(self, initial: State) -> Iterator[tuple[float, State]]:
        """Yield the time and the new state of each change of the alarm."""
        first = self.result.first_evaluation
        every = [*self.contributors.values(), self.result]
        times = {at for timeline in every for at, _ in timeline.states}
        current = {name: each.initial_state for name, each in self.contributors.items()}
        returned = self.result.initial_state
        events = {name: dict(each.states) for name, each in self.contributors.items()}
        results, state = dict(self.result.states), initial
        for at in sorted(times | ({first} if first is not None else set())):
            current.update({name: found[at] for name, found in events.items() if at in found})
            returned = results.get(at, returned)
            new = self._state(current, is_empty=returned == INSUFFICIENT_DATA, before=state)
            if new != state:
                yield at, new
                state = new

    def _state(self, contributors: Mapping[str, State], *, is_empty: bool, before: State) -> State:
        if not is_empty:
            return ALARM if ALARM in contributors.values() else OK
        if self.options.empty_insights_result == "insufficient_data":
            return INSUFFICIENT_DATA
        treatments: dict[TreatMissingData, State] = {
            TreatMissingData.MISSING: INSUFFICIENT_DATA,
            TreatMissingData.BREACHING: ALARM,
            TreatMissingData.NOT_BREACHING: OK,
            TreatMissingData.IGNORE: before,
        }
        return treatments[effective_treatment(self.alarm, self.options)]
