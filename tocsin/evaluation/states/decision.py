"""The datapoints of an alarm → a state code for every window of slots."""

import numpy as np
from numpy.typing import NDArray

from tocsin.evaluation.alarm import (
    KEEP_CODE,
    OK_CODE,
    MetricAlarm,
    StateCodes,
    breaches,
    breaches_band,
)
from tocsin.evaluation.options import EvaluationOptions
from tocsin.evaluation.states.aligned_series import Track
from tocsin.evaluation.states.missing_data import effective_treatment
from tocsin.evaluation.states.state_rule import StateRule
from tocsin.evaluation.statistics import minimum_samples

_YOUNG_CODES = {"OK": OK_CODE, "INSUFFICIENT_DATA": 2, "keep": KEEP_CODE}


def state_codes(
    alarm: MetricAlarm, track: Track, size: int, options: EvaluationOptions
) -> StateCodes:
    """Decide every window of ``size`` slots that are neighbours in a track."""
    rule = StateRule(
        size=size,
        evaluation_periods=alarm.evaluation_periods,
        datapoints_to_alarm=alarm.datapoints_to_alarm,
        treat_missing_data=effective_treatment(alarm, options),
        young_code=_YOUNG_CODES[options.young_breaching_state],
        newest_low_sample_only=options.low_sample_scope == "newest",
    )
    real = ~np.isnan(track.values)
    if track.lower is None or track.upper is None:
        assert alarm.threshold is not None
        breaching = breaches(alarm.comparison, track.values, alarm.threshold)
    else:
        # A slot for which there is no band cannot be judged.
        real &= ~np.isnan(track.lower) & ~np.isnan(track.upper)
        breaching = breaches_band(alarm.comparison, track.values, track.lower, track.upper)
        breaching &= real
    return rule.codes(real, breaching, _low_samples(alarm, track))


def _low_samples(alarm: MetricAlarm, track: Track) -> NDArray[np.bool_] | None:
    statistic = alarm.query(alarm.result_id).statistic
    if not alarm.ignores_low_samples or statistic is None or not statistic.is_percentile:
        return None
    needed = minimum_samples(statistic)
    counts = np.ones_like(track.values) if track.counts is None else track.counts
    return counts < needed
