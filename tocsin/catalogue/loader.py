"""Reads the catalogue's files, one by one and only when they are asked for.

The files are the project's own and are checked by its tests, so that reading trusts them.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from yaml import CSafeLoader, load

from tocsin.catalogue.diagnosis import DiagnosisStep
from tocsin.catalogue.metric import FROM_ZERO, Metric
from tocsin.catalogue.recommended_alarm import MetricQuery, RecommendedAlarm
from tocsin.catalogue.resource_type import Identifier, OptIn, ResourceType
from tocsin.catalogue.setting import SettingShare, parse_setting
from tocsin.catalogue.template_form import parse_template_form
from tocsin.diagnostics import did_you_mean
from tocsin.timing import Delay, DetectWithin

Data = dict[str, Any]

SINGLE_QUERY_ID = "value"
"""The id of the one query of an alarm that has no expression."""

_DATA = files("tocsin.catalogue").joinpath("data")
_SUFFIX = ".yaml"


class UnknownResourceTypeError(LookupError):
    """A resource type that the catalogue does not have.

    Attributes:
        what: What is wrong, with the name that was asked for.
        fix: The known name nearest to it, or all names when none is near.
    """

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        self.what = f"{name!r} is not a resource type of the catalogue"
        self.fix = did_you_mean(name, known)
        super().__init__(f"{self.what}; {self.fix}")


@cache
def resource_types() -> tuple[str, ...]:
    """The names of all resource types, sorted."""
    names = (entry.name for entry in _DATA.iterdir())
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)))


@cache
def load_resource_type(name: str) -> ResourceType:
    """What the catalogue knows of one resource type.

    The file is read once; every later call returns the same object.

    Raises:
        UnknownResourceTypeError: There is no such type; with the nearest name.
    """
    return parse_resource_type(load(resource_type_text(name), Loader=CSafeLoader))


def resource_type_text(name: str) -> str:
    """The text of the file of a resource type.

    Raises:
        UnknownResourceTypeError: There is no such type; with the nearest name.
    """
    if name not in resource_types():
        raise UnknownResourceTypeError(name, resource_types())
    return _DATA.joinpath(name + _SUFFIX).read_text(encoding="utf-8")


def parse_resource_type(data: Data) -> ResourceType:
    """The resource type that a file's data describe."""
    opt_ins = data.get("opt_ins", {})
    metrics = (metric for group in data["metric_groups"] for metric in _metrics(group, data))
    return ResourceType(
        name=data["type"],
        title=data["title"],
        namespace=data["namespace"],
        cloudformation=_read_only(
            {name: parse_template_form(each) for name, each in data["cloudformation"].items()}
        ),
        is_proposed=data.get("proposed", True),
        region=data.get("region"),
        identifiers=_read_only(
            {name: _identifier(name, each) for name, each in data["identifiers"].items()}
        ),
        settings=_read_only(
            {name: parse_setting(name, each) for name, each in data.get("settings", {}).items()}
        ),
        opt_ins=_read_only({name: OptIn(name=name, **each) for name, each in opt_ins.items()}),
        metrics=_read_only({metric.name: metric for metric in metrics}),
        diagnosis=tuple(
            DiagnosisStep(ask=each["ask"], commands=tuple(each["commands"]))
            for each in data["diagnosis"]
        ),
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
        "interval": group.get("interval"),
        "delay": Delay(**(group.get("delay") or resource_type["delay"])),
        "opt_in": group.get("opt_in"),
        "source": group.get("source", resource_type["source"]),
    }
    for name, own in group["metrics"].items():
        yield Metric(
            name=name,
            unit=own["unit"],
            statistics=tuple(own["statistics"]),
            role=own.get("role"),
            title=own.get("title", ""),
            range=tuple(own["range"]) if "range" in own else FROM_ZERO,
            **shared,
        )


def _threshold(written: float | Data) -> float | SettingShare:
    return SettingShare(**written) if isinstance(written, dict) else float(written)


def _alarm(alarm_id: str, data: Data) -> RecommendedAlarm:
    declared = data.get("detect_within")
    return RecommendedAlarm(
        id=alarm_id,
        title=data["title"],
        severity=data["severity"],
        queries=_queries(data),
        measures=data["measures"] if "expression" in data else None,
        expression=data.get("expression"),
        period=data["period"],
        evaluation_periods=data["evaluation_periods"],
        datapoints_to_alarm=data["datapoints_to_alarm"],
        comparison=data["comparison"],
        threshold=_threshold(data["threshold"]),
        threshold_unit=data["threshold_unit"],
        treat_missing_data=data["treat_missing_data"],
        detect_within=None if declared is None else DetectWithin(**declared),
        what_happened=data["what_happened"],
        why_it_matters=data["why_it_matters"],
        first_action=data["first_action"],
        source=data.get("source"),
        reason=data.get("reason"),
        unless=data.get("unless"),
    )


def _queries(alarm: Data) -> tuple[MetricQuery, ...]:
    """The alarm's queries: each takes the alarm's dimensions unless it has its own."""
    metrics = alarm["metrics"] if "expression" in alarm else {SINGLE_QUERY_ID: alarm}
    return tuple(
        MetricQuery(
            id=query_id,
            metric=data["metric"],
            statistic=data["statistic"],
            dimensions=tuple(data["dimensions"] if "dimensions" in data else alarm["dimensions"]),
        )
        for query_id, data in metrics.items()
    )


def _read_only(items: dict[str, Any]) -> MappingProxyType[str, Any]:
    return MappingProxyType(items)
