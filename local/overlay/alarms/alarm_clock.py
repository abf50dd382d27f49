"""The clock of the alarms: at each tick, every alarm of every account and region is evaluated."""

import asyncio
import logging
import time
from collections.abc import Callable

from local.overlay import emulator
from local.overlay.alarms import alarm_actions
from local.overlay.alarms.action_suppression import SUPPRESSIONS
from local.overlay.alarms.alarm_transition import enter_state
from local.overlay.alarms.composite_evaluation import CompositeEvaluator
from local.overlay.alarms.metric_evaluation import MetricEvaluator, NotEvaluatedError
from local.overlay.cloudformation import STUB_REGISTRY
from local.overlay.emulator import AlarmRecord

LOGGER = logging.getLogger("tocsin.alarm_clock")

NOT_EVALUATED = "AWS::CloudWatch::Alarm (not evaluated)"

# Account and region.
Scope = tuple[str, str]


class AlarmClock:
    """Evaluates alarms; it remembers of each what it saw last."""

    def __init__(self, tick_seconds: float, now: Callable[[], float] = time.time) -> None:
        self._tick_seconds = tick_seconds
        self._now = now
        self._metric: dict[tuple[Scope, str], MetricEvaluator] = {}
        self._composite: dict[Scope, CompositeEvaluator] = {}

    async def run(self) -> None:
        """Tick until the event loop ends; a failure of one tick does not stop the clock."""
        while True:
            await asyncio.sleep(self._tick_seconds)
            try:
                self.tick()
            except Exception:
                LOGGER.exception("a tick of the alarm clock failed")

    def tick(self) -> None:
        """Evaluate every alarm once."""
        for scope in emulator.scopes(emulator.metric_alarms, emulator.composite_alarms):
            with emulator.request_scope(*scope):
                self._tick_metric_alarms(scope)
                self._tick_composites(scope)

    def _tick_metric_alarms(self, scope: Scope) -> None:
        alarms = dict(emulator.metric_alarms.items())
        for key in [key for key in self._metric if key[0] == scope and key[1] not in alarms]:
            del self._metric[key]
            STUB_REGISTRY.remove(NOT_EVALUATED, key[1])
        for name, alarm in alarms.items():
            self._evaluate(self._evaluator((scope, name), alarm), name, alarm)

    def _evaluator(self, key: tuple[Scope, str], alarm: AlarmRecord) -> MetricEvaluator:
        known = self._metric.get(key)
        if known and known.record is alarm:
            return known
        created_at = known.created_at if known else self._now()
        self._metric[key] = MetricEvaluator(alarm, created_at)
        return self._metric[key]

    def _evaluate(self, evaluator: MetricEvaluator, name: str, alarm: AlarmRecord) -> None:
        try:
            outcome = evaluator.evaluate(self._now())
        except NotEvaluatedError as error:
            self._record_not_evaluated(name, error)
            return
        if outcome and outcome.state != alarm["StateValue"]:
            STUB_REGISTRY.remove(NOT_EVALUATED, name)
            enter_state(alarm, outcome)

    @staticmethod
    def _record_not_evaluated(name: str, error: NotEvaluatedError) -> None:
        if STUB_REGISTRY.has(NOT_EVALUATED, name):
            return
        LOGGER.warning("not evaluated: %s", error)
        STUB_REGISTRY.add(NOT_EVALUATED, name, logical_id=name)

    def _tick_composites(self, scope: Scope) -> None:
        evaluator = self._composite.setdefault(scope, CompositeEvaluator())
        while True:
            composites = dict(emulator.composite_alarms.items())
            change = evaluator.next_change(dict(emulator.metric_alarms.items()), composites)
            if not change:
                break
            enter_state(*change)
        for alarm in composites.values():
            SUPPRESSIONS.advance(alarm, self._now(), alarm_actions.run)
