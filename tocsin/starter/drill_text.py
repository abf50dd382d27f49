"""Writes a first drill, of an alarm that a plan has."""

import math
from collections.abc import Iterable

from tocsin.plan import SEVERITIES, AlarmSpec
from tocsin.starter.viewpoint_text import scalar

_ON_ITS_LOWER_SIDE = ("GreaterThanThreshold", "LessThanOrEqualToThreshold")
"""Comparisons that count the threshold itself with what is below it."""

_SHARE = "%"
_WHOLE_SHARE = 100


def first_drill(alarms: Iterable[AlarmSpec], services: Iterable[str]) -> str | None:
    """Return a drill of the most urgent alarm on one metric; None if there is none."""
    known = set(services)
    drilled = [each for each in alarms if each.service in known and _is_simple(each)]
    alarm = min(drilled, key=lambda each: SEVERITIES.index(each.severity), default=None)
    return None if alarm is None else _drill(alarm)


def _is_simple(alarm: AlarmSpec) -> bool:
    """Tell whether one number a period says all: samples are counted, and not their values."""
    metrics = alarm.series.metrics
    is_single = alarm.series.expression is None and metrics[0].statistic != "SampleCount"
    return is_single and not alarm.is_band


def _drill(alarm: AlarmSpec) -> str:
    well, ill = _values(alarm)
    count, period = alarm.evaluation_periods, alarm.series.period
    until_paged = math.ceil((alarm.response_time or 0) / period)
    late = math.ceil(alarm.delay.typical / period)
    incident = ["    kind: incident", f"    begins: {count * period}s"]
    lines = [
        "# Begun by `tocsin init`: the metric of one alarm is well, then ill, then well again.",
        "# `tocsin test` runs what is below drills/, once the stacks are synthesized. Change a",
        "# value and see it fail; then write drills of what has really happened.",
        "drills:",
        f"  {scalar(f'{alarm.service} {alarm.resource} fires and recovers')}:",
        f"    means: {scalar(alarm.what_happened)}",
        *(incident if alarm.severity == "critical" else []),
        f"    alarm: {scalar(alarm.name)}",
        f"    interval: {period}s",
        f"    values: {well}x{count} {ill}x{max(2 * count, until_paged)} {well}x{2 * count + late}",
        "    expect:",
        "      - timeline: [OK, ALARM, OK]",
    ]
    return "\n".join((*lines, ""))


def _values(alarm: AlarmSpec) -> tuple[str, str]:
    """Return a value that is well and one that is not."""
    far = max(1.0, abs(alarm.threshold))
    above, below = alarm.threshold + far, alarm.threshold - far
    if alarm.series.unit.startswith(_SHARE) and alarm.threshold < _WHOLE_SHARE:
        above = min(above, _WHOLE_SHARE)
    if alarm.threshold > 0 or alarm.comparison in _ON_ITS_LOWER_SIDE:
        below = min(max(below, 0.0), alarm.threshold)
    well, ill = (above, below) if alarm.comparison.startswith("Less") else (below, above)
    return f"{math.floor(well) if well < ill else math.ceil(well):d}", f"{ill:.15g}"
