"""Resource types of one's own: files in the catalogue's format, checked as a whole.

The catalogue's own files follow the same rules; tests hold them to it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tocsin.catalogue.file_format import FILE_FORMAT
from tocsin.catalogue.loader import parse_resource_type
from tocsin.catalogue.recommended_alarm import RecommendedAlarm
from tocsin.catalogue.resource_type import ResourceType
from tocsin.catalogue.setting import Setting, units_of
from tocsin.diagnostics import InvalidValueError, YamlValue, did_you_mean, one_of, quoted

TYPE_FILES = (".yaml", ".yml")
"""How the names of files with resource types end."""

_KEYS_OF_RESOURCES = ("type", "regions", "opt_ins", "alarms", "alarm_stack")
_NO_DATA: Mapping[str, object] = {"source": "", "cloudformation": {}, "diagnosis": []}
"""What a type of one's own may leave out."""


def read_resource_type(source: str, name: str) -> ResourceType:
    """Read a resource type of one's own.

    Args:
        source: The text of its file.
        name: The file's name, for messages.

    Raises:
        InvalidInputError: It does not describe a resource type; with everything that is wrong.
    """
    top = YamlValue.top(source, name, kind="catalogue file", room="catalogue")
    FILE_FORMAT(top)
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
    for name, setting in _children(top, "settings"):
        _check_key(name, setting, thing="setting")
    for _, alarm in _children(top, "alarms"):
        _check_reading(alarm)
    groups = top.get("metric_groups")
    for group in groups.items() if groups else ():
        if group.value["emission"] != "event-only":
            _require(group, "interval")


def _check_key(name: str, value: YamlValue, *, thing: str) -> None:
    if name in _KEYS_OF_RESOURCES:
        what = f"{quoted(name)} is a key that every resource has in a viewpoint"
        value.report("wrong-name", what, f"give the {thing} another name")


def _check_identifier(name: str, identifier: YamlValue) -> None:
    _check_key(name, identifier, thing="identifier")
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
    identifiers = top.get("identifiers")
    if identifiers is not None and not found.required_identifiers and not _is_there_once(found):
        what = "no identifier is required, so nothing would name a resource"
        fix = "give one of them required: true, or let a metric be published without dimensions"
        identifiers.report("no-identifier", what, fix)
    for name, written in _children(top, "settings"):
        _check_setting(written, found, found.settings[name])
    for name, written in _children(top, "identifiers"):
        _check_pattern(written, found.identifiers[name].pattern, found.identifiers[name].example)
    for name, metric in found.metrics.items():
        if metric.opt_in is not None and metric.opt_in not in found.opt_ins:
            what = f"{name} needs the opt-in {quoted(metric.opt_in)}, which is not described"
            top.report("unknown-opt-in", what, did_you_mean(metric.opt_in, found.opt_ins))
    for name, written in _children(top, "alarms"):
        _check_alarm(written, found, found.alarms[name])


def _is_there_once(found: ResourceType) -> bool:
    """Tell whether an account has one of it in a Region: a metric needs nothing to be named."""
    constant = {each.dimension for each in found.identifiers.values() if each.constant is not None}
    return any(
        constant.issuperset(one) for each in found.metrics.values() for one in each.dimension_sets
    )


def _check_setting(written: YamlValue, found: ResourceType, setting: Setting) -> None:
    units = units_of(setting.kind)
    source = setting.cloudformation
    for unit in (setting.unit, *(() if source is None else (source.unit,))):
        if units and unit not in units:
            what = f"{quoted(unit)} is not a unit of a {setting.kind}"
            written.report("wrong-unit", what, f"use {one_of(units)}")
            return
    if setting.name in found.identifiers:
        what = f"there is an identifier {quoted(setting.name)} already"
        written.report("two-ways", what, "give the setting another name")
    if setting.whole and setting.kind != "number":
        what = f"a {setting.kind} has parts of any size"
        written.report("wrong-setting", what, "remove whole, or make its kind number")
        return
    for said in (setting.at_most, setting.example):
        try:
            if said is not None:
                setting.value_of(said)
        except InvalidValueError as error:
            written.report("wrong-example", error.what, error.fix)


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
    if alarm.unless is not None and alarm.unless not in found.opt_ins:
        what = f"there is no opt-in {quoted(alarm.unless)} in this file"
        written.report("unknown-opt-in", what, did_you_mean(alarm.unless, found.opt_ins))
    if alarm.setting is not None and alarm.setting not in found.settings:
        what = f"there is no setting {quoted(alarm.setting)} in this file"
        written.report("unknown-setting", what, did_you_mean(alarm.setting, found.settings))
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
            given = f"by {', '.join(sorted(names))} alone" if names else "without dimensions"
            what = f"{query.metric} is not published {given}"
            listed = "; ".join(", ".join(one) or "none" for one in sets)
            written.report("wrong-dimensions", what, f"choose identifiers of one of: {listed}")
