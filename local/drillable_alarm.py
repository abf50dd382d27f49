"""Chooses the alarm of a fire drill: one that pages a queue and that nothing else decides now."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from local.drill_data import can_be_drilled
from local.endpoint import Client, Endpoint
from local.failure import LocalError
from local.paged_queues import is_read_by_function, queues_of
from tocsin.evaluation import composite

_LONGEST_WAIT_SECONDS = 300.0
# How many periods beyond its evaluation periods must be without data: the drill's own data need
# one more period than those, and what is older than they are does not decide.
_CLEAN_PERIODS = 2
# GetMetricStatistics gives so many datapoints at most, and the range here may begin within one.
_MOST_PERIODS = 1400


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillableAlarm:
    """An alarm, and where its pages can be read.

    Attributes:
        alarm: As DescribeAlarms returns it.
        cloudwatch: A client of its Region.
        queue: The ARN of a queue that it pages.
        pager: The name of the alarm that pages: itself, or a composite alarm above it.
        topics: The ARNs that it notifies in both directions.
        tags: Those of the alarm.
        waits: Seconds for which the one that pages waits for its suppressor.
    """

    alarm: Mapping[str, Any]
    cloudwatch: Client
    queue: str
    pager: str
    topics: tuple[str, ...]
    tags: Mapping[str, str]
    waits: int = 0

    @property
    def service(self) -> str:
        """The service that it belongs to."""
        return self.tags.get("tocsin:service", "")

    @property
    def region(self) -> str:
        """Where it is."""
        return str(self.cloudwatch.meta.region_name)


def choose(endpoint: Endpoint, name: str | None, on_event: Callable[[str], None]) -> DrillableAlarm:
    """Return an alarm to drill; unless one is named, wait until earlier drills are long enough ago.

    Args:
        endpoint: The emulator, with alarms deployed in any of its Regions.
        name: The alarm; None for a critical one with a short period.
        on_event: Called when it has to wait.

    Raises:
        LocalError: No alarm can be drilled at all, or none in time.
    """
    deadline = time.monotonic() + _LONGEST_WAIT_SECONDS
    while candidates := _candidates(endpoint, name):
        for each in candidates:
            if _is_quiet(each):
                return each
        if name or time.monotonic() > deadline:
            break
        on_event("every alarm has been drilled just now; waiting until the data of one are old")
        time.sleep(1)
    what = "no alarm tagged tocsin:severity=critical can be drilled now"
    if name:
        what = f"the alarm {name} does not exist or cannot be drilled now"
    fix = (
        "deploy one on a single metric that is not in ALARM, and whose ALARM and OK actions page a "
        "queue: a contact as {sqs: inbox}, in the escalation of the stage; "
        f"after a drill, wait until its data are {_CLEAN_PERIODS} periods older than it evaluates"
    )
    raise LocalError(what, fix=fix)


def choose_of_another_service(
    endpoint: Endpoint, besides: DrillableAlarm
) -> tuple[DrillableAlarm, ...]:
    """Return the alarms to drill of one service that is not that of another drill.

    None of them waits for another alarm, and all notify the same topics. It is the service that
    has the most of them now, as many at once are to be one incident; there are none if no service
    has such alarms.
    """
    groups: dict[object, list[DrillableAlarm]] = {}
    for each in _candidates(endpoint, None):
        if not each.waits and (each.region, each.service) != (besides.region, besides.service):
            groups.setdefault((each.region, each.service, each.topics), []).append(each)
    quiet = (tuple(filter(_is_quiet, group)) for group in groups.values())
    return max(quiet, key=len, default=())


def _candidates(endpoint: Endpoint, name: str | None) -> list[DrillableAlarm]:
    """Return the alarms that can be drilled, the best one first."""
    found = [
        each for region in endpoint.alarm_regions() for each in _paging(endpoint, region, name)
    ]
    return [
        each
        for each in sorted(found, key=_rank)
        if name or each.tags.get("tocsin:severity") == "critical"
    ]


def _paging(endpoint: Endpoint, region: str, name: str | None) -> Iterator[DrillableAlarm]:
    """Yield the alarms of a Region that can be drilled and page a queue in both directions."""
    cloudwatch, sns = (endpoint.client(each, region) for each in ("cloudwatch", "sns"))
    wanted = {"AlarmNames": [name]} if name else {}
    pagers = _pagers(cloudwatch)
    queues: dict[tuple[str, ...], list[str]] = {}
    for page in cloudwatch.get_paginator("describe_alarms").paginate(**wanted):
        for alarm in filter(can_be_drilled, page["MetricAlarms"]):
            pager = pagers.get(alarm["AlarmName"], alarm)
            topics = tuple(arn for arn in pager["AlarmActions"] if arn in pager["OKActions"])
            if topics not in queues:
                found = queues_of(sns, topics)
                queues[topics] = [each for each in found if not is_read_by_function(endpoint, each)]
            for queue in queues[topics][:1]:
                yield DrillableAlarm(
                    alarm=alarm,
                    cloudwatch=cloudwatch,
                    queue=queue,
                    pager=pager["AlarmName"],
                    topics=topics,
                    tags=_tags(cloudwatch, alarm),
                    waits=pager.get("ActionsSuppressorWaitPeriod", 0),
                )


def _pagers(cloudwatch: Client) -> dict[str, Mapping[str, Any]]:
    """Return the composite alarms that page, by the names of the alarms of their rules."""
    composites = [
        each
        for page in cloudwatch.get_paginator("describe_alarms").paginate(
            AlarmTypes=["CompositeAlarm"]
        )
        for each in page["CompositeAlarms"]
    ]
    return {
        name: each
        for each in composites
        if each["AlarmActions"]
        for name in composite.parse_rule(each["AlarmRule"]).alarm_names
    }


def _tags(cloudwatch: Client, alarm: Mapping[str, Any]) -> dict[str, str]:
    tags = cloudwatch.list_tags_for_resource(ResourceARN=alarm["AlarmArn"])["Tags"]
    return {tag["Key"]: tag["Value"] for tag in tags}


def _rank(each: DrillableAlarm) -> tuple[int, bool, int, int, str]:
    """Order alarms for a drill: the quickest, and those of services before those of paging."""
    return (
        each.waits,
        each.service == "paging",
        each.alarm["Period"],
        each.alarm["EvaluationPeriods"],
        each.alarm["AlarmName"],
    )


def _is_quiet(each: DrillableAlarm) -> bool:
    alarm, now = each.alarm, time.time()
    periods = min(alarm["EvaluationPeriods"] + _CLEAN_PERIODS, _MOST_PERIODS)
    reach = alarm["Period"] * periods
    answer = each.cloudwatch.get_metric_statistics(
        Namespace=alarm["Namespace"],
        MetricName=alarm["MetricName"],
        Dimensions=alarm["Dimensions"],
        StartTime=datetime.fromtimestamp(now - reach, UTC),
        EndTime=datetime.fromtimestamp(now + alarm["Period"], UTC),
        Period=alarm["Period"],
        Statistics=["SampleCount"],
    )
    return not answer["Datapoints"]
