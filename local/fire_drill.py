"""A live fire drill: one critical alarm is made to fire, pages, and recovers."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from local.drill_data import DrillData, drill_data
from local.drillable_alarm import DrillableAlarm
from local.drilled_metric import healthy_if_it_fails, put
from local.endpoint import Endpoint
from local.escalation import Meanwhile, nobody_answers
from local.inbox import Inbox
from local.live_incident import LiveIncident
from local.live_policy import LivePolicy
from local.patience import PATIENCE_SECONDS, give_up, wait_until
from local.timeline import Moment, Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class FireDrill:
    """A fire drill that went well.

    Attributes:
        alarm: Name of the alarm.
        timeline: What happened, in order.
        note: Which of the data was back-dated, and whom its policy pages when.
    """

    alarm: str
    timeline: tuple[Moment, ...]
    note: str


def run_fire_drill(
    endpoint: Endpoint,
    chosen: DrillableAlarm,
    *,
    live: LivePolicy | None = None,
    meanwhile: Meanwhile = nobody_answers,
    on_event: Callable[[str], None] = print,
) -> FireDrill:
    """Make an alarm fire and recover, and follow its pages to a queue, and its incident.

    Args:
        endpoint: The emulator, with alarms deployed.
        chosen: The alarm.
        live: The policy by which it pages people; None if it pages none.
        meanwhile: What is done about its incident before the alarm recovers.
        on_event: Called with each thing that happens.

    Raises:
        LocalError: Something does not happen in time.
    """
    inbox = Inbox(endpoint, chosen.queue)
    inbox.discard(chosen.pager)
    run = _Run(chosen, inbox, Timeline(on_event))
    return run.follow(drill_data(chosen.alarm, time.time()), live, meanwhile)


class _Run:
    """One drill while it runs."""

    def __init__(self, chosen: DrillableAlarm, inbox: Inbox, timeline: Timeline) -> None:
        self._chosen = chosen
        self._inbox = inbox
        self._timeline = timeline

    def follow(self, data: DrillData, live: LivePolicy | None, meanwhile: Meanwhile) -> FireDrill:
        incident = None
        self._put(data.breaching, data.breaching_times, "breaching")
        with healthy_if_it_fails([(self._chosen, data)]):
            self._await("ALARM")
            if live:
                incident = LiveIncident.about(live, [self._chosen.pager], self._timeline)
                meanwhile(incident)
        self._put(data.healthy, data.healthy_times, "healthy")
        self._await("OK")
        if incident:
            incident.wait_until_over()
        name = self._chosen.alarm["AlarmName"]
        note = f"{_note(self._chosen)} {live.says}" if live else _note(self._chosen)
        return FireDrill(alarm=name, timeline=self._timeline.moments, note=note)

    def _put(self, value: float, times: tuple[float, ...], kind: str) -> None:
        count = put(self._chosen, value, times)
        many = f"{count} {kind} data point{'s' if count > 1 else ''}"
        self._timeline.happened(f"put {many} of {self._chosen.alarm['MetricName']}: {value:g}")

    def _await(self, state: str) -> None:
        name, pager = self._chosen.alarm["AlarmName"], self._chosen.pager
        wait_until(lambda: self._state() == state, f"the alarm {name} did not go to {state}")
        self._timeline.happened(f"the alarm went to {state}")
        page = self._inbox.wait_for(pager, state, PATIENCE_SECONDS + self._chosen.waits)
        if not page:
            give_up(f"no page that {pager} is in {state} came to {self._inbox.name}")
        by = f", by {pager}" if pager != name else ""
        self._timeline.happened(f"the page {page.state} arrived in {self._inbox.name}{by}")

    def _state(self) -> str:
        name = self._chosen.alarm["AlarmName"]
        alarms = self._chosen.cloudwatch.describe_alarms(AlarmNames=[name])["MetricAlarms"]
        return str(alarms[0]["StateValue"]) if alarms else "(deleted)"


def _note(chosen: DrillableAlarm) -> str:
    alarm = chosen.alarm
    needed = alarm.get("DatapointsToAlarm", alarm["EvaluationPeriods"])
    real = needed * alarm["Period"]
    return (
        "Seconds are real seconds of this run. The data points carry times in the recent past, one "
        f"a period of {alarm['Period']} s, so that the window is full at once; a breach that "
        f"begins now needs {real} s of data first."
    )
