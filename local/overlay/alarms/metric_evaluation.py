"""The joint between a metric alarm as the emulator stores it and `tocsin.evaluation`."""

import json
from collections.abc import Mapping
from typing import Any

from local.overlay import emulator
from local.overlay.alarms.outcome import Outcome
from local.overlay.metrics import alarm_data, stored_points
from tocsin.diagnostics import InvalidInputError
from tocsin.evaluation import (
    AlarmDataError,
    MetricAlarm,
    evaluate_once,
    read_alarm,
)

# CloudWatch evaluates every minute, or every ten seconds with high resolution. Here it is looked
# at every second; without new data the answer changes with the ten seconds at most.
_QUIET_SECONDS = 10


class NotEvaluatedError(Exception):
    """The alarm cannot be evaluated here, for example because it compares with a trained band."""


class MetricEvaluator:
    """Evaluates one metric alarm again and again, when something may have changed."""

    def __init__(self, record: Mapping[str, Any], created_at: float) -> None:
        self.record = record
        self.created_at = created_at
        self._alarm: MetricAlarm | None = None
        self._seen: object = None

    def evaluate(self, at: float) -> Outcome | None:
        """Evaluate at a POSIX time; None if nothing changed since the last time.

        Raises:
            NotEvaluatedError: If the alarm cannot be evaluated here.
        """
        try:
            alarm = self._alarm = self._alarm or _read(self.record)
            seen = (at // _QUIET_SECONDS, self.record["StateValue"], self._sizes(alarm))
            if seen == self._seen:
                return None
            self._seen = seen
            return self._evaluate(alarm, at)
        except (InvalidInputError, AlarmDataError) as error:
            raise NotEvaluatedError(str(error)) from error

    def _evaluate(self, alarm: MetricAlarm, at: float) -> Outcome:
        found = evaluate_once(
            alarm,
            alarm_data(alarm, at),
            at,
            self.record["StateValue"],
            created_at=self.created_at,
        )
        return Outcome(
            state=found.state, reason=found.reason, reason_data=json.dumps(found.reason_data)
        )

    @staticmethod
    def _sizes(alarm: MetricAlarm) -> tuple[int, ...]:
        return tuple(len(stored_points(query.metric)) for query in alarm.queries if query.metric)


def _read(record: Mapping[str, Any]) -> MetricAlarm:
    # The emulator stores properties that are not set as None.
    alarm = read_alarm({name: value for name, value in record.items() if value is not None})
    for query in alarm.queries:
        if query.account_id not in (None, emulator.account_id()):
            message = f"alarm {alarm.name!r}: metrics of account {query.account_id} are not here"
            raise NotEvaluatedError(message)
    return alarm
