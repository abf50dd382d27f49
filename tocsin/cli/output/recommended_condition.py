"""When an alarm of the catalogue fires, as people write it."""

from datetime import timedelta

from tocsin.catalogue import RecommendedAlarm
from tocsin.diagnostics import format_duration
from tocsin.viewpoint import COMPARISONS

_SIGNS = {comparison: sign for sign, comparison in COMPARISONS.items()}


def recommended_condition(alarm: RecommendedAlarm) -> str:
    """Return the condition in the words of a viewpoint: `> 80 % for 2 of 2 periods of 5m`."""
    return (
        f"{_SIGNS[alarm.comparison]} {alarm.threshold:g} {alarm.threshold_unit} "
        f"for {alarm.datapoints_to_alarm} of {alarm.evaluation_periods} periods "
        f"of {format_duration(timedelta(seconds=alarm.period))}"
    )
