"""Remarks on thresholds that what is read can never cross, or always crosses."""

from dataclasses import replace

from tocsin.alarms.crossing import crossing
from tocsin.alarms.idle_threshold import idle_threshold
from tocsin.alarms.metric_alarm import MetricAlarm
from tocsin.alarms.property_reader import PropertyReader


def remark_on_threshold(reader: PropertyReader, alarm: MetricAlarm) -> None:
    """Say where whatever happens breaches, or nothing does.

    Nothing is known here of the metrics, not even which queries read the same one: alarms that
    differ by their metrics alone are looked at once.
    """
    found = crossing(alarm, same_series=False)
    idle = None if found is None or not found.is_decided else idle_threshold(alarm, found)
    if idle is not None:
        of_threshold = replace(reader, room="threshold")
        of_threshold.report("Threshold", idle.fires, idle.what, idle.fix, severity="warning")
