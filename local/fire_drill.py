"""A live fire drill: one critical alarm is made to fire, pages, and recovers."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NoReturn

from local.drill_data import DrillData, drill_data
from local.drillable_alarm import DrillableAlarm, choose
from local.endpoint import Endpoint
from local.failure import LocalError, last_lines
from local.inbox import Inbox
from local.paths import EMULATOR_LOG

PATIENCE_SECONDS = 30.0
_POLL_SECONDS = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What happened, and how many real seconds after the drill began."""

    seconds: float
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FireDrill:
    """A fire drill that went well.

    Attributes:
        alarm: Name of the alarm.
        timeline: What happened, in order.
        note: Which of the data was back-dated.
    """

    alarm: str
    timeline: tuple[Moment, ...]
    note: str


def run_fire_drill(
    endpoint: Endpoint,
    *,
    alarm_name: str | None = None,
    on_event: Callable[[str], None] = print,
) -> FireDrill:
    """Make a critical alarm fire and recover, and follow its pages to a queue that it pages.

    Args:
        endpoint: The emulator, with alarms deployed.
        alarm_name: The alarm; by default a critical one with a short period.
        on_event: Called with each thing that happens.

    Raises:
        LocalError: If there is no alarm to drill, or something does not happen in time.
    """
    chosen = choose(endpoint, alarm_name, on_event)
    run = _Run(chosen, Inbox(endpoint, chosen.queue), on_event)
    return run.follow(drill_data(chosen.alarm, time.time()))


class _Run:
    """One drill while it runs."""

    def __init__(
        self,
        chosen: DrillableAlarm,
        inbox: Inbox,
        on_event: Callable[[str], None],
    ) -> None:
        self._cloudwatch = chosen.cloudwatch
        self._inbox = inbox
        self._alarm = chosen.alarm
        self._pager = chosen.pager
        self._patience = PATIENCE_SECONDS + chosen.waits
        self._on_event = on_event
        self._timeline: list[Moment] = []
        self._started = 0.0

    def follow(self, data: DrillData) -> FireDrill:
        name = self._alarm["AlarmName"]
        self._inbox.discard(self._pager)
        self._started = time.monotonic()
        self._put(data.breaching, data.breaching_times, "breaching")
        self._await("ALARM")
        self._put(data.healthy, data.healthy_times, "healthy")
        self._await("OK")
        return FireDrill(alarm=name, timeline=tuple(self._timeline), note=_note(self._alarm))

    def _put(self, value: float, times: Iterable[float], kind: str) -> None:
        points = [_datum(self._alarm, value, at) for at in times]
        self._cloudwatch.put_metric_data(Namespace=self._alarm["Namespace"], MetricData=points)
        many = f"{len(points)} {kind} data point{'s' if len(points) > 1 else ''}"
        self._happened(f"put {many} of {self._alarm['MetricName']}: {value:g}")

    def _await(self, state: str) -> None:
        name = self._alarm["AlarmName"]
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self._state(name) != state:
            if time.monotonic() > deadline:
                self._give_up(f"the alarm {name} did not go to {state}")
            time.sleep(_POLL_SECONDS)
        self._happened(f"the alarm went to {state}")
        page = self._inbox.wait_for(self._pager, state, self._patience)
        if not page:
            self._give_up(f"no page that {self._pager} is in {state} came to {self._inbox.name}")
        by = f", by {self._pager}" if self._pager != name else ""
        self._happened(f"the page {page.state} arrived in {self._inbox.name}{by}")

    def _give_up(self, what: str) -> NoReturn:
        what = f"{what} within {PATIENCE_SECONDS:.0f} s"
        raise LocalError(
            what,
            fix=f"read {EMULATOR_LOG}; `python -m local status` says whether the emulator runs",
            log=last_lines(EMULATOR_LOG),
        )

    def _state(self, name: str) -> str:
        alarms = self._cloudwatch.describe_alarms(AlarmNames=[name])["MetricAlarms"]
        return str(alarms[0]["StateValue"]) if alarms else "(deleted)"

    def _happened(self, what: str) -> None:
        seconds = time.monotonic() - self._started
        self._timeline.append(Moment(seconds=seconds, what=what))
        self._on_event(what)


def _datum(alarm: Mapping[str, Any], value: float, at: float) -> dict[str, Any]:
    return {
        "MetricName": alarm["MetricName"],
        "Dimensions": alarm["Dimensions"],
        "Timestamp": datetime.fromtimestamp(at, UTC),
        "Value": value,
        "Unit": alarm.get("Unit") or "None",
    }


def _note(alarm: Mapping[str, Any]) -> str:
    needed = alarm.get("DatapointsToAlarm", alarm["EvaluationPeriods"])
    real = needed * alarm["Period"]
    return (
        "Seconds are real seconds of this run. The data points carry times in the recent past, one "
        f"a period of {alarm['Period']} s, so that the window is full at once; a breach that "
        f"begins now needs {real} s of data first."
    )
