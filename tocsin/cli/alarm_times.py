"""How soon alarms tell people, in words and numbers."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from tocsin.diagnostics import elapsed
from tocsin.plan import AlarmSpec

SUMMANDS = (
    "Each sum: the datapoint in which it begins + the periods + the delay of the metric "
    "+ the wait for the evaluation (+ the wait for what the service depends on) + the delivery."
)


def time_lines(alarm: AlarmSpec, *, arithmetic: bool) -> Iterator[str]:
    """Yield how soon an alarm tells of a breach, and perhaps of silence, in lines of text."""
    times = [("pages", alarm.time_to_page), ("by silence", alarm.time_to_page_by_silence)]
    for what, time in times:
        if time is None:
            continue
        late = alarm.response_time is not None and time.worst > alarm.response_time
        than = f", later than {alarm.respond_within}" if late else ""
        yield f"{what} after {elapsed(time.typical)}, at worst {elapsed(time.worst)}{than}"
        if arithmetic:
            yield f"  {elapsed(time.typical)} = {_sum(step.typical for step in time.steps)}"
            yield f"  {elapsed(time.worst)} = {_sum(step.worst for step in time.steps)}"
    if alarm.detect_within is not None:
        yield f"within {elapsed(alarm.detect_within.time)}: {alarm.detect_within.because}"


def _sum(seconds: Iterator[float]) -> str:
    return " + ".join(map(elapsed, seconds))


def times_data(alarm: AlarmSpec) -> dict[str, Any]:
    """Return how soon an alarm tells, with every step and its reason, as JSON has it."""
    silence = alarm.time_to_page_by_silence
    return {
        "time_to_page": asdict(alarm.time_to_page),
        "time_to_page_by_silence": None if silence is None else asdict(silence),
        "is_late_at_worst": alarm.is_late_at_worst,
    }
