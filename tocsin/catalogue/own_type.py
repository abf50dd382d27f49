"""Resource types of one's own: files in the catalogue's format, checked as a whole.

The catalogue's own files follow the same rules; tests hold them to it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from tocsin.catalogue.loader import parse_resource_type
from tocsin.catalogue.metric import Emission
from tocsin.catalogue.recommended_alarm import (
    Comparison,
    RecommendedAlarm,
    Severity,
    TreatMissingData,
)
from tocsin.catalogue.record_reader import (
    Record,
    each,
    flag,
    items,
    matching,
    number,
    text,
    whole,
    word,
)
from tocsin.catalogue.resource_type import ResourceType
from tocsin.diagnostics import YamlValue, did_you_mean, quoted

UNITS = (
    "Seconds", "Microseconds", "Milliseconds", "Bytes", "Kilobytes", "Megabytes", "Gigabytes",
    "Terabytes", "Bits", "Kilobits", "Megabits", "Gigabits", "Terabits", "Percent", "Count",
    "Bytes/Second", "Kilobytes/Second", "Megabytes/Second", "Gigabytes/Second",
    "Terabytes/Second", "Bits/Second", "Kilobits/Second", "Megabits/Second", "Gigabits/Second",
    "Terabits/Second", "Count/Second", "None",
)  # fmt: skip
"""https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html"""

_STATISTIC = (
    r"SampleCount|Average|Sum|Minimum|Maximum|IQM|(p|tm|wm|tc|ts)[0-9]{1,2}(\.[0-9]{1,10})?"
)
_KEBAB = r"[a-z0-9]+(-[a-z0-9]+)*"
_SNAKE = r"[a-z][a-z0-9_]*"
_KEYS_OF_RESOURCES = ("type", "regions", "opt_ins", "alarms", "alarm_stack")
_NO_DATA: Mapping[str, object] = {"source": "", "cloudformation": {}, "diagnosis": []}
"""What a type of one's own may leave out."""

_statistic = matching(_STATISTIC, form="Average, Sum, p95 or another statistic of CloudWatch")
_names = items(text, thing="name")
_delay = Record(
    required={"typical": whole(at_least=0), "worst": whole(at_least=0)}, optional={"source": text}
)
_query = Record(required={"metric": text, "statistic": _statistic}, optional={"dimensions": _names})
_patterns = each(matching(".*", form='a pattern, or "" for nothing'))
_source = Record(
    required={},
    optional={
        **dict.fromkeys(("property", "attribute", "form", "default", "linked", "by"), text),
        "of": Record(required={}, optional=dict.fromkeys(("property", "attribute"), text)),
    },
)
_alarm = Record(
    required={
        "title": text,
        "severity": word(*get_args(Severity)),
        "period": whole(at_least=60, step=60),
        "evaluation_periods": whole(at_least=1),
        "datapoints_to_alarm": whole(at_least=1),
        "comparison": word(*get_args(Comparison)),
        "threshold": number,
        "threshold_unit": text,
        "treat_missing_data": word(*get_args(TreatMissingData)),
        "what_happened": text,
        "why_it_matters": text,
        "first_action": text,
    },
    optional={
        "dimensions": _names,
        "metric": text,
        "statistic": _statistic,
        "measures": text,
        "expression": text,
        "metrics": each(_query, name=r"[a-z][A-Za-z0-9_]*"),
        "detect_within": Record(required={"time": whole(at_least=60), "because": text}),
        "source": text,
        "reason": text,
    },
)
_group = Record(
    required={
        "dimension_sets": items(_names, thing="set of dimensions"),
        "emission": word(*get_args(Emission)),
        "metrics": each(
            Record(
                required={
                    "unit": word(*UNITS),
                    "statistics": items(_statistic, thing="statistic"),
                }
            )
        ),
    },
    optional={
        "interval": whole(at_least=1),
        "namespace": text,
        "delay": _delay,
        "opt_in": text,
        "source": text,
    },
)
_identifier = Record(
    required={"dimension": text, "means": text},
    optional={"pattern": text, "example": text, "constant": text, "required": flag},
)
_FORMAT = Record(
    required={
        "type": matching(_SNAKE, form="a name such as batch_worker"),
        "title": text,
        "namespace": text,
        "delay": _delay,
        "identifiers": each(_identifier, name=_SNAKE),
        "metric_groups": items(_group, thing="group of metrics"),
        "alarms": each(_alarm, name=_KEBAB),
    },
    optional={
        "source": text,
        "region": text,
        "proposed": flag,
        "cloudformation": each(
            Record(
                required={"identifiers": each(_source)},
                optional={"where": _patterns, "opt_ins": each(_patterns)},
            )
        ),
        "opt_ins": each(Record(required={"means": text}, optional={"source": text})),
        "diagnosis": items(
            Record(required={"ask": text, "commands": items(text, thing="command")}),
            thing="step",
        ),
    },
)


def read_resource_type(source: str, name: str) -> ResourceType:
    """Read a resource type of one's own.

    Args:
        source: The text of its file.
        name: The file's name, for messages.

    Raises:
        InvalidInputError: It does not describe a resource type; with everything that is wrong.
    """
    top = YamlValue.top(source, name, kind="catalogue file", room="catalogue")
    _FORMAT(top)
    if not top.collector.problems:
        _check_choices(top)
    top.collector.raise_if_any()
    found = parse_resource_type(_completed(top.value))
    _check_names(top, found)
    top.collector.raise_if_any()
    return found


def _completed(data: dict[str, Any]) -> dict[str, Any]:
    """Return *data* with what may be left out, as the catalogue's own files always have it."""
    groups = [{"interval": None, **group} for group in data["metric_groups"]]
    opt_ins = {name: {"source": "", **one} for name, one in data.get("opt_ins", {}).items()}
    completed = {**_NO_DATA, **data, "metric_groups": groups, "opt_ins": opt_ins}
    for delays in (completed, *groups):
        if "delay" in delays:
            delays["delay"] = {"source": "", **delays["delay"]}
    return completed


def _check_choices(top: YamlValue) -> None:
    """Report records that say one thing in two ways, or in none."""
    for name, identifier in _children(top, "identifiers"):
        _check_identifier(name, identifier)
    for _, alarm in _children(top, "alarms"):
        _check_reading(alarm)
    groups = top.get("metric_groups")
    for group in groups.items() if groups else ():
        if group.value["emission"] != "event-only":
            _require(group, "interval")


def _check_identifier(name: str, identifier: YamlValue) -> None:
    if name in _KEYS_OF_RESOURCES:
        what = f"{quoted(name)} is a key that every resource has in a viewpoint"
        identifier.report("wrong-name", what, "give the identifier another name")
    if not identifier.has("constant"):
        _require(identifier, "pattern", "example")
    elif identifier.value.get("required"):
        what = "what is constant is never written, so it cannot be required"
        identifier.report("two-ways", what, "remove required, or constant")


def _check_reading(alarm: YamlValue) -> None:
    """Report an alarm that reads nothing, or in two ways."""
    if alarm.has("expression") and alarm.has("metric"):
        what = "an alarm reads one metric, or calculates from metrics"
        alarm.report("two-ways", what, "remove metric and statistic, or expression and metrics")
    if alarm.has("expression"):
        _require(alarm, "metrics", "measures")
    else:
        _require(alarm, "metric", "statistic", "dimensions")
    for _, query in _children(alarm, "metrics"):
        if not alarm.has("dimensions"):
            _require(query, "dimensions")


def _require(value: YamlValue, *keys: str) -> None:
    for key in keys:
        if not value.has(key):
            value.report("missing-key", f"{key} is missing", f"add {key}")


def _children(top: YamlValue, key: str) -> Iterator[tuple[str, YamlValue]]:
    parent = top.get(key)
    return parent.entries() if parent is not None else iter(())


def _check_names(top: YamlValue, found: ResourceType) -> None:
    """Report what speaks of a thing that the file does not have."""
    if not found.required_identifiers and (identifiers := top.get("identifiers")):
        what = "no identifier is required, so nothing would name a resource"
        identifiers.report("no-identifier", what, "give one of them required: true")
    for name, written in _children(top, "identifiers"):
        _check_pattern(written, found.identifiers[name].pattern, found.identifiers[name].example)
    for name, metric in found.metrics.items():
        if metric.opt_in is not None and metric.opt_in not in found.opt_ins:
            what = f"{name} needs the opt-in {quoted(metric.opt_in)}, which is not described"
            top.report("unknown-opt-in", what, did_you_mean(metric.opt_in, found.opt_ins))
    for name, written in _children(top, "alarms"):
        _check_alarm(written, found, found.alarms[name])


def _check_pattern(written: YamlValue, pattern: str, example: str) -> None:
    try:
        matches = re.fullmatch(pattern, example) is not None
    except re.error as error:
        what = f"{quoted(pattern)} is not a regular expression: {error.msg}"
        written.report("wrong-pattern", what, "correct it; brackets have to be closed")
        return
    if not matches:
        what = f"the example {quoted(example)} does not match the pattern {quoted(pattern)}"
        written.report("wrong-example", what, "correct one of them")


def _check_alarm(written: YamlValue, found: ResourceType, alarm: RecommendedAlarm) -> None:
    if alarm.datapoints_to_alarm > alarm.evaluation_periods:
        what = f"{alarm.datapoints_to_alarm} of {alarm.evaluation_periods} datapoints cannot be"
        written.report("wrong-number", what, "use as many evaluation_periods, or fewer datapoints")
    for query in alarm.queries:
        if query.metric not in found.metrics:
            what = f"there is no metric {quoted(query.metric)} in this file"
            written.report("unknown-metric", what, did_you_mean(query.metric, found.metrics))
            continue
        unknown = [name for name in query.dimensions if name not in found.identifiers]
        for name in unknown:
            what = f"there is no identifier {quoted(name)} in this file"
            written.report("unknown-identifier", what, did_you_mean(name, found.identifiers))
        names = {found.identifiers[each_].dimension for each_ in query.dimensions if not unknown}
        sets = found.metrics[query.metric].dimension_sets
        if not unknown and names not in [set(one) for one in sets]:
            what = f"{query.metric} is not published by {', '.join(sorted(names))} alone"
            listed = "; ".join(", ".join(one) for one in sets)
            written.report("wrong-dimensions", what, f"choose identifiers of one of: {listed}")
