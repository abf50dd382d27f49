"""Builds the catalogue's types from the plain data of one file.

The files are the project's own and are checked by its tests, so that building trusts them.
"""

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

from tocsin.catalogue.identifier import Identifier
from tocsin.catalogue.metric import Metric, OptIn, PublishLag
from tocsin.catalogue.recommended_alarm import MetricQuery, RecommendedAlarm
from tocsin.catalogue.resource_type import ResourceType

Data = dict[str, Any]

# The id of the one query of an alarm that has no expression.
SINGLE_QUERY_ID = "value"


def parse_resource_type(data: Data) -> ResourceType:
    """The resource type that a file's data describe."""
    opt_ins = data.get("opt_ins", {})
    metrics = (metric for group in data["metric_groups"] for metric in _metrics(group, data))
    return ResourceType(
        name=data["type"],
        title=data["title"],
        namespace=data["namespace"],
        cloudformation_types=tuple(data["cloudformation_types"]),
        region=data.get("region"),
        identifiers=_read_only(
            {name: _identifier(name, each) for name, each in data["identifiers"].items()}
        ),
        opt_ins=_read_only({name: OptIn(name=name, **each) for name, each in opt_ins.items()}),
        metrics=_read_only({metric.name: metric for metric in metrics}),
        alarms=_read_only({id_: _alarm(id_, each) for id_, each in data["alarms"].items()}),
        source=data["source"],
    )


def _identifier(name: str, data: Data) -> Identifier:
    constant: str | None = data.get("constant")
    return Identifier(
        name=name,
        dimension=data["dimension"],
        means=data["means"],
        pattern=data["pattern"] if constant is None else re.escape(constant),
        example=data["example"] if constant is None else constant,
        required=data.get("required", False),
        constant=constant,
    )


def _metrics(group: Data, resource_type: Data) -> Iterator[Metric]:
    """The metrics of one group: each has its own unit and statistics and shares the rest."""
    shared: Data = {
        "namespace": group.get("namespace", resource_type["namespace"]),
        "dimension_sets": tuple(tuple(names) for names in group["dimension_sets"]),
        "emission": group["emission"],
        "interval": group["interval"],
        "publish_lag": PublishLag(**(group.get("publish_lag") or resource_type["publish_lag"])),
        "opt_in": group.get("opt_in"),
        "source": group.get("source", resource_type["source"]),
    }
    for name, own in group["metrics"].items():
        statistics = tuple(own["statistics"])
        yield Metric(name=name, unit=own["unit"], statistics=statistics, **shared)


def _alarm(alarm_id: str, data: Data) -> RecommendedAlarm:
    return RecommendedAlarm(
        id=alarm_id,
        title=data["title"],
        severity=data["severity"],
        queries=_queries(data),
        expression=data.get("expression"),
        period=data["period"],
        evaluation_periods=data["evaluation_periods"],
        datapoints_to_alarm=data["datapoints_to_alarm"],
        comparison=data["comparison"],
        threshold=float(data["threshold"]),
        threshold_unit=data["threshold_unit"],
        treat_missing_data=data["treat_missing_data"],
        what_happened=data["what_happened"],
        why_it_matters=data["why_it_matters"],
        first_action=data["first_action"],
        source=data.get("source"),
        reason=data.get("reason"),
    )


def _queries(alarm: Data) -> tuple[MetricQuery, ...]:
    """The alarm's queries: each takes the alarm's dimensions unless it has its own."""
    metrics = alarm["metrics"] if "expression" in alarm else {SINGLE_QUERY_ID: alarm}
    return tuple(
        MetricQuery(
            id=query_id,
            metric=data["metric"],
            statistic=data["statistic"],
            dimensions=tuple(data.get("dimensions") or alarm["dimensions"]),
        )
        for query_id, data in metrics.items()
    )


def _read_only(items: dict[str, Any]) -> MappingProxyType[str, Any]:
    return MappingProxyType(items)
