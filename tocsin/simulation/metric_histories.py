"""The histories of metric alarms: each is evaluated over the data, in the time that they cover."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tocsin.evaluation import (
    INSUFFICIENT_DATA,
    AlarmDataError,
    EvaluationOptions,
    MetricAlarm,
    MetricData,
    State,
    SuppliedSeries,
    Timeline,
    alarm_input,
    evaluate,
    evaluate_contributors,
    evaluation_delay,
)
from tocsin.simulation.alarm_set import DeployedAlarm
from tocsin.simulation.history import AlarmHistory
from tocsin.simulation.not_evaluated import NotEvaluated
from tocsin.simulation.not_given import not_given

Span = tuple[float, float]
"""From when to when, in seconds since 1970."""

_AN_EVALUATION = 1.0
"""So that an evaluation at the end of a stretch is one of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricHistories:
    """Evaluates metric alarms; the attributes are as in `simulate`."""

    data: MetricData
    start: float
    end: float
    options: EvaluationOptions
    delays: Mapping[str, float]
    previous_state: State | None
    starts_after_first_window: bool
    coverage: Mapping[str, Sequence[Span]]

    def evaluate(self, alarm: DeployedAlarm) -> AlarmHistory | NotEvaluated:
        """Return what becomes of an alarm, or why it cannot be evaluated."""
        definition = alarm.definition
        assert isinstance(definition, MetricAlarm)
        if (lacking := not_given(alarm, self.data)) is not None:
            return lacking
        late = self.delays.get(alarm.name, 0.0)
        looks_back = evaluation_delay(definition, self.options, late=late)
        if definition.has_contributors:
            given = self.data.contributors(definition.name, definition.result_id)
            if given:
                return self._with_contributors(alarm, definition, given, looks_back)
        covered = self._covered(alarm.name)
        spans = self._evaluated(definition, looks_back, self.coverage.get(alarm.name))
        try:
            timelines = [self._timeline(definition, looks_back, span) for span in spans]
        except AlarmDataError as error:
            where = alarm.template_alarm.resource.where()
            return NotEvaluated(alarm=alarm.name, where=where, why=str(error))
        initial_state = self.previous_state or INSUFFICIENT_DATA
        return AlarmHistory(
            alarm=alarm,
            start=self.start,
            end=self.end,
            initial_state=initial_state,
            states=_over_stretches(timelines, initial_state, self.end),
            timeline=timelines[0] if timelines else None,
            later=tuple(timelines[1:]),
            covered=covered,
            evaluation_delay=looks_back,
        )

    def _timeline(self, alarm: MetricAlarm, looks_back: int, span: Span) -> Timeline:
        start, end = span
        return evaluate(
            alarm,
            self.data,
            start=start,
            end=end,
            previous_state=self.previous_state,
            options=replace(self.options, evaluation_delay=looks_back),
        )

    def _covered(self, name: str) -> tuple[Span, ...] | None:
        """Return which of the time the data of an alarm cover; None for all of it."""
        if name not in self.coverage:
            return None
        inside = (
            (max(start, self.start), min(end, self.end)) for start, end in self.coverage[name]
        )
        return tuple((start, end) for start, end in inside if start < end)

    def _evaluated(
        self, alarm: MetricAlarm, looks_back: int, spans: Sequence[Span] | None
    ) -> tuple[Span, ...]:
        """Return from when to when an alarm is evaluated, in each stretch of its data.

        The last value of a stretch is known when its period ends, and seen some time after it.
        """
        if spans is None:
            waits = self.starts_after_first_window and self.previous_state is not None
            first = self._first_evaluation(alarm, looks_back, self.start) if waits else self.start
            return ((first, self.end),)
        found = []
        for start, end in spans:
            first = max(self.start, self._first_evaluation(alarm, looks_back, start))
            last = min(self.end, end + looks_back + _AN_EVALUATION)
            if first < last:
                found.append((first, last))
        return tuple(found)

    def _with_contributors(
        self,
        alarm: DeployedAlarm,
        definition: MetricAlarm,
        given: Mapping[str, SuppliedSeries],
        looks_back: int,
    ) -> AlarmHistory:
        window_ends = self.start + definition.period * definition.evaluation_periods
        waits = self.starts_after_first_window and self.previous_state is not None
        timelines = evaluate_contributors(
            definition,
            given,
            start=min(window_ends + looks_back, self.end) if waits else self.start,
            end=self.end,
            previous_state=self.previous_state,
            options=replace(self.options, evaluation_delay=looks_back),
        )
        return AlarmHistory(
            alarm=alarm,
            start=self.start,
            end=self.end,
            initial_state=timelines.initial_state,
            states=timelines.states,
            contributors=timelines.contributors,
            evaluation_delay=looks_back,
        )

    def _first_evaluation(self, alarm: MetricAlarm, looks_back: int, start: float) -> float:
        """Return when the data of an alarm's evaluation periods from *start* on have arrived."""
        window_ends = start + alarm.period * alarm.evaluation_periods
        source = alarm_input(alarm, self.data, self.options)
        return min(max(window_ends + looks_back, source.all_arrived(window_ends)), self.end)


def _over_stretches(
    timelines: Sequence[Timeline], initial_state: State, end: float
) -> tuple[tuple[float, State], ...]:
    """Return changes of state over stretches, with the way back at the end of each."""
    found: list[tuple[float, State]] = []
    for timeline in timelines:
        found += timeline.states
        if timeline.end < end and timeline.final_state != initial_state:
            found.append((timeline.end, initial_state))
    return tuple(found)
