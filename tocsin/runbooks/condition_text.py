"""When an alarm fires and when it is over, as a page says it."""

from tocsin.diagnostics import number_text
from tocsin.plan import COMPARISON_WORDS, AlarmSpec

_GIBIBYTE = 2**30
_UNITS = {"percent": "%", "count": "", "none": "", "currency": ""}
"""Units that are words for themselves, and what people write behind a number."""


def metric_names(alarm: AlarmSpec) -> tuple[str, ...]:
    """Return the names of the metrics that an alarm reads, each once."""
    return tuple(dict.fromkeys(metric.name for metric in alarm.series.metrics))


def condition(alarm: AlarmSpec) -> str:
    """Return when it fires: `above 50 errors a minute for 2 of 2 periods of 1 min`."""
    if alarm.is_band:
        return f"{alarm.limit} {_periods(alarm)}"
    return f"{COMPARISON_WORDS[alarm.comparison]} {_amount(alarm)} {_periods(alarm)}"


def _amount(alarm: AlarmSpec) -> str:
    unit = _UNITS.get(alarm.series.unit.lower(), alarm.series.unit)
    gibibytes, rest = divmod(alarm.threshold, _GIBIBYTE)
    if gibibytes and not rest and unit.startswith("bytes"):
        return " ".join((number_text(gibibytes), "GiB", *unit.split()[1:]))
    return f"{number_text(alarm.threshold)} {unit}".strip()


def _periods(alarm: AlarmSpec) -> str:
    if alarm.time_zone is not None:
        return f"in one of the days or weeks that it counts ({alarm.time_zone})"
    length = alarm.period_text
    if alarm.evaluation_periods == 1:
        return f"in one period of {length}"
    return f"for {alarm.datapoints_to_alarm} of {alarm.evaluation_periods} periods of {length}"


def recovery(alarm: AlarmSpec) -> str:
    """Return when it goes back to OK: `once one of the last 2 periods does not breach`."""
    periods = alarm.evaluation_periods
    good = periods - alarm.datapoints_to_alarm + 1
    if periods == 1:
        return "with the first period that does not breach"
    if good == 1:
        return f"once one of the last {periods} periods does not breach"
    return f"once {good} of the last {periods} periods do not breach"


def periods_text(count: int) -> str:
    """Return a number of periods in words."""
    return "one period" if count == 1 else f"{count} periods"
