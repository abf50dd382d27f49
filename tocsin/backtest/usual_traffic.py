"""Usual traffic, drawn at random, through an alarm: how often it fires although nothing is wrong.

The same question has an exact answer in `tocsin.traffic`. This one asks the evaluator of alarms
itself, so that each shows that the other is right.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from tocsin.evaluation import ALARM, OK, Metric, MetricAlarm, MetricData, MetricSeries, evaluate

_BEGIN = 1_767_571_200
"""A Monday at midnight; nothing depends on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedTraffic:
    """How often an alarm fired in so much usual traffic.

    Attributes:
        fired: How often it went to ALARM.
        seconds: In how much time.
    """

    fired: int
    seconds: float

    @property
    def error(self) -> float:
        """The standard error of `fired`, as of events that have nothing to do with each other."""
        return sqrt(max(1, self.fired))


def simulate_usual_traffic(
    alarm: MetricAlarm,
    *,
    per_second: float,
    amount: float,
    interval: int,
    seconds: int,
    seed: int,
) -> SimulatedTraffic:
    """Draw events at a rate, each for itself, and count how often an alarm fires.

    Args:
        alarm: An alarm on one metric, which has a datapoint in each interval, zero included.
        per_second: Events a second.
        amount: What each adds to the metric.
        interval: Seconds between two datapoints.
        seconds: How long.
        seed: What the events are drawn from: with the same they are the same.
    """
    count = seconds // interval
    drawn = np.random.default_rng(seed).poisson(per_second * interval, count) * amount
    window = alarm.period * alarm.evaluation_periods
    timeline = evaluate(
        alarm,
        MetricData(
            [
                MetricSeries(
                    _metric(alarm),
                    timestamps=_BEGIN + interval * np.arange(count, dtype=np.float64),
                    values=drawn,
                )
            ]
        ),
        start=_BEGIN + window,
        end=_BEGIN + count * interval,
        previous_state=OK,
    )
    fired = sum(state == ALARM for _, _, state in timeline.intervals())
    return SimulatedTraffic(fired=fired, seconds=float(count * interval - window))


def _metric(alarm: MetricAlarm) -> Metric:
    (metric,) = (query.metric for query in alarm.queries if query.metric is not None)
    return metric
