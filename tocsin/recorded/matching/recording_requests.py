"""What has to be recorded so that the alarms of an assembly can be replayed."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tocsin.evaluation import MetricAlarm, MetricQuery
from tocsin.recorded.matching.match import ADDING_STATISTICS, divides
from tocsin.simulation import AlarmSet, DeployedAlarm, Environment

_MINUTE, _FIVE_MINUTES, _HOUR = 60, 300, 3600
_DAY = 86_400
_UNKNOWN = re.compile(r"\$\{[^{}]*\}")

RETENTION = ((_MINUTE, 3 * 3600), (_FIVE_MINUTES, 15 * _DAY), (_HOUR, 63 * _DAY))
"""From which age in seconds on CloudWatch has nothing finer than a period.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingRequest:
    """Queries that are asked together.

    Attributes:
        environment: The account and the Region.
        period: The period of the queries in seconds.
        queries: Entries of MetricDataQueries without their Ids, or, for an expression, with them.
        alarms: The alarms that read them.
    """

    environment: Environment
    period: int
    queries: tuple[Mapping[str, Any], ...]
    alarms: tuple[str, ...]

    @property
    def is_expression(self) -> bool:
        """Say whether the queries belong together, as they use each other's Ids."""
        return any("Expression" in query for query in self.queries)

    def unknown_texts(self, resolved: Mapping[str, str]) -> tuple[str, ...]:
        """Return the texts in dimension values that only a deployment knows, as `${Function}`.

        Args:
            resolved: What is known nevertheless.
        """
        values = [
            dimension["Value"]
            for query in self.queries
            if "MetricStat" in query
            for dimension in query["MetricStat"]["Metric"]["Dimensions"]
        ]
        found = (text for value in values for text in _UNKNOWN.findall(value))
        return tuple(dict.fromkeys(text for text in found if text not in resolved))


def recording_requests(alarms: AlarmSet, age: float) -> tuple[RecordingRequest, ...]:
    """Return what the alarms read, each series once.

    Statistics that add up are recorded by the minute, as alarms are evaluated each minute; so is
    the average, as a sum and a number of samples.

    Args:
        alarms: The alarms.
        age: How long ago the recording begins, in seconds; CloudWatch keeps minutes for 15 days.
    """
    found: dict[tuple[object, ...], RecordingRequest] = {}
    for alarm in alarms.metric_alarms.values():
        for request in _requests(alarm, finest_period(age)):
            identity = (request.environment, repr(request.queries))
            same = found.setdefault(identity, request)
            readers = dict.fromkeys((*same.alarms, *request.alarms))
            found[identity] = replace(same, alarms=tuple(readers))
    return tuple(found.values())


def finest_period(age: float) -> int:
    """Return the finest period that CloudWatch has for data of some age in seconds."""
    return max((period for period, from_age in RETENTION if age > from_age), default=1)


def _requests(alarm: DeployedAlarm, finest: int) -> Iterator[RecordingRequest]:
    definition = alarm.definition
    assert isinstance(definition, MetricAlarm)
    for query in definition.queries:
        if query.metric is not None:
            for statistic, period in _recorded_as(query, definition.period, finest):
                stat = _metric_stat(query, statistic, period)
                yield _request(alarm, period, [{"MetricStat": stat, **_account(query)}])
    for query in definition.queries:
        if query.external_calls:
            yield _request(alarm, definition.period, _with_inputs(definition, query))


def _request(
    alarm: DeployedAlarm, period: int, queries: Iterable[Mapping[str, Any]]
) -> RecordingRequest:
    return RecordingRequest(
        environment=alarm.environment, period=period, queries=tuple(queries), alarms=(alarm.name,)
    )


def _recorded_as(query: MetricQuery, period: int, finest: int) -> Iterator[tuple[str, int]]:
    """Yield statistic and period of what is recorded for a query."""
    assert query.statistic is not None
    fine = max(_MINUTE, finest)
    joins = divides(fine, period)
    if joins and query.statistic.text in ADDING_STATISTICS:
        yield query.statistic.text, fine
    elif joins and query.statistic.text == "Average":
        yield from (("Sum", fine), ("SampleCount", fine))
    else:
        yield query.statistic.text, period


def _metric_stat(query: MetricQuery, statistic: str, period: int) -> dict[str, Any]:
    assert query.metric is not None
    stat: dict[str, Any] = {
        "Metric": {
            "Namespace": query.metric.namespace,
            "MetricName": query.metric.name,
            "Dimensions": [
                {"Name": name, "Value": value} for name, value in query.metric.dimensions
            ],
        },
        "Period": period,
        "Stat": statistic,
    }
    return stat | ({} if query.unit is None else {"Unit": query.unit})


def _account(query: MetricQuery) -> dict[str, str]:
    return {} if query.account_id is None else {"AccountId": query.account_id}


def _with_inputs(alarm: MetricAlarm, wanted: MetricQuery) -> Iterator[dict[str, Any]]:
    """Yield an expression, and all other queries of its alarm, which it may use."""
    for query in alarm.queries:
        entry: dict[str, Any] = {"Id": query.id, "ReturnData": query is wanted}
        if query.metric is not None:
            assert query.statistic is not None
            stat = _metric_stat(query, query.statistic.text, alarm.period)
            yield {**entry, "MetricStat": stat, **_account(query)}
        else:
            yield {**entry, "Expression": query.expression, "Period": alarm.period}
