"""A live fire drill: one critical alarm is made to fire, pages, and recovers."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NoReturn

from local.drill_data import DrillData, can_be_drilled, drill_data
from local.endpoint import HOME_REGION, Client, Endpoint
from local.failure import LocalError, last_lines
from local.fake_parameters import INBOX_QUEUE
from local.inbox import Inbox
from local.paths import EMULATOR_LOG

PATIENCE_SECONDS = 30.0
_LONGEST_WAIT_SECONDS = 300.0
_POLL_SECONDS = 0.1
# How many periods beyond its evaluation periods must be without data: the drill's own data need
# one more period than those, and what is older than they are does not decide.
_CLEAN_PERIODS = 2


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
    """Make a critical alarm fire and recover, and follow its pages to the inbox.

    Args:
        endpoint: The emulator, with alarms deployed.
        alarm_name: The alarm; by default a critical one with a short period.
        on_event: Called with each thing that happens.

    Raises:
        LocalError: If there is no alarm to drill, or something does not happen in time.
    """
    cloudwatch = endpoint.client("cloudwatch", HOME_REGION)
    alarm = _choose(cloudwatch, alarm_name, on_event)
    run = _Run(cloudwatch, Inbox(endpoint), alarm, on_event)
    return run.follow(drill_data(alarm, time.time()))


class _Run:
    """One drill while it runs."""

    def __init__(
        self,
        cloudwatch: Client,
        inbox: Inbox,
        alarm: Mapping[str, Any],
        on_event: Callable[[str], None],
    ) -> None:
        self._cloudwatch = cloudwatch
        self._inbox = inbox
        self._alarm = alarm
        self._on_event = on_event
        self._timeline: list[Moment] = []
        self._started = 0.0

    def follow(self, data: DrillData) -> FireDrill:
        name = self._alarm["AlarmName"]
        self._inbox.discard(name)
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
        page = self._inbox.wait_for(name, state, PATIENCE_SECONDS)
        if not page:
            self._give_up(f"no page that {name} is in {state} came to {INBOX_QUEUE}")
        self._happened(f"the page {page.state} arrived in {INBOX_QUEUE}")

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


def _choose(
    cloudwatch: Client, name: str | None, on_event: Callable[[str], None]
) -> dict[str, Any]:
    """Return an alarm to drill; unless one is named, wait until earlier drills are long enough ago.

    Raises:
        LocalError: No alarm can be drilled at all, or none in time.
    """
    deadline = time.monotonic() + _LONGEST_WAIT_SECONDS
    while candidates := _candidates(cloudwatch, name):
        for alarm in candidates:
            if _is_quiet(cloudwatch, alarm):
                return alarm
        if name or time.monotonic() > deadline:
            break
        on_event("every alarm has been drilled just now; waiting until the data of one are old")
        time.sleep(1)
    what = "no alarm tagged tocsin:severity=critical can be drilled now"
    if name:
        what = f"the alarm {name} does not exist or cannot be drilled now"
    fix = (
        "deploy one on a single metric with an ALARM and an OK action that is not in ALARM; "
        f"after a drill, wait until its data are {_CLEAN_PERIODS} periods older than it evaluates"
    )
    raise LocalError(what, fix=fix)


def _candidates(cloudwatch: Client, name: str | None) -> list[dict[str, Any]]:
    wanted = {"AlarmNames": [name]} if name else {}
    pages = cloudwatch.get_paginator("describe_alarms").paginate(**wanted)
    alarms = [alarm for page in pages for alarm in page["MetricAlarms"] if can_be_drilled(alarm)]
    tagged = [(_tags(cloudwatch, alarm), dict(alarm)) for alarm in alarms]
    return [
        alarm
        for tags, alarm in sorted(tagged, key=_rank)
        if name or tags.get("tocsin:severity") == "critical"
    ]


def _tags(cloudwatch: Client, alarm: Mapping[str, Any]) -> dict[str, str]:
    tags = cloudwatch.list_tags_for_resource(ResourceARN=alarm["AlarmArn"])["Tags"]
    return {tag["Key"]: tag["Value"] for tag in tags}


def _rank(tagged: tuple[Mapping[str, str], Mapping[str, Any]]) -> tuple[bool, int, int, str]:
    """Order alarms for a drill: those of services before those of paging, then the quickest."""
    tags, alarm = tagged
    return (
        tags.get("tocsin:service") == "paging",
        alarm["Period"],
        alarm["EvaluationPeriods"],
        alarm["AlarmName"],
    )


def _is_quiet(cloudwatch: Client, alarm: Mapping[str, Any]) -> bool:
    now = time.time()
    reach = alarm["Period"] * (alarm["EvaluationPeriods"] + _CLEAN_PERIODS)
    answer = cloudwatch.get_metric_statistics(
        Namespace=alarm["Namespace"],
        MetricName=alarm["MetricName"],
        Dimensions=alarm["Dimensions"],
        StartTime=datetime.fromtimestamp(now - reach, UTC),
        EndTime=datetime.fromtimestamp(now + alarm["Period"], UTC),
        Period=alarm["Period"],
        Statistics=["SampleCount"],
    )
    return not answer["Datapoints"]


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
