from collections.abc import Iterator
from typing import Any

import pytest
from yaml import CSafeLoader, MappingNode, Node, SequenceNode, compose, load

from tocsin.catalogue import resource_types
from tocsin.catalogue.loader import _DATA

TYPE_KEYS = {
    "type", "title", "namespace", "region", "source", "delay", "identifiers", "settings",
    "cloudformation",
    "proposed", "opt_ins", "metric_groups", "diagnosis", "alarms",
}  # fmt: skip
IDENTIFIER_KEYS = {"dimension", "means", "pattern", "example", "required", "constant"}
FORM_KEYS = {"where", "identifiers", "opt_ins"}
SOURCE_KEYS = {"property", "attribute", "form", "of", "default", "linked", "by"}
STEP_KEYS = {"ask", "commands"}
GROUP_KEYS = {
    "namespace", "dimension_sets", "emission", "interval", "opt_in", "source", "delay",
    "metrics",
}  # fmt: skip
METRIC_KEYS = {"unit", "statistics", "role", "range"}
ALARM_KEYS = {
    "title", "severity", "dimensions", "metric", "statistic", "measures", "expression", "metrics",
    "period", "evaluation_periods", "datapoints_to_alarm", "comparison", "threshold",
    "threshold_unit", "treat_missing_data", "detect_within", "what_happened",
    "why_it_matters", "first_action", "source", "reason",
}  # fmt: skip
QUERY_KEYS = {"metric", "statistic", "dimensions"}


def _text(name: str) -> str:
    return _DATA.joinpath(f"{name}.yaml").read_text(encoding="utf-8")


def _records(data: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], set[str]]]:
    """Every record of a file: where it is, the record, and the keys it may have."""
    yield "type", data, TYPE_KEYS
    for name, identifier in data["identifiers"].items():
        yield f"identifiers.{name}", identifier, IDENTIFIER_KEYS
    for name, form in data["cloudformation"].items():
        yield f"cloudformation.{name}", form, FORM_KEYS
        for identifier, source in form["identifiers"].items():
            yield f"cloudformation.{name}.identifiers.{identifier}", source, SOURCE_KEYS
            yield (
                f"cloudformation.{name}.identifiers.{identifier}.of",
                source.get("of", {}),
                SOURCE_KEYS,
            )
    for index, step in enumerate(data["diagnosis"]):
        yield f"diagnosis.{index}", step, STEP_KEYS
    for index, group in enumerate(data["metric_groups"]):
        yield f"metric_groups.{index}", group, GROUP_KEYS
        for name, metric in group["metrics"].items():
            yield f"metrics.{name}", metric, METRIC_KEYS
    for alarm_id, alarm in data["alarms"].items():
        yield f"alarms.{alarm_id}", alarm, ALARM_KEYS
        for query_id, query in alarm.get("metrics", {}).items():
            yield f"alarms.{alarm_id}.metrics.{query_id}", query, QUERY_KEYS


@pytest.mark.parametrize("name", resource_types())
def test_keys_are_known(name: str) -> None:
    """A file has no key that nobody reads, such as a misspelt optional one."""
    records = _records(load(_text(name), Loader=CSafeLoader))

    unknown = {where: set(record) - allowed for where, record, allowed in records}

    assert {where: keys for where, keys in unknown.items() if keys} == {}


@pytest.mark.parametrize("name", resource_types())
def test_keys_are_written_once(name: str) -> None:
    """No mapping repeats a key, of which YAML would silently take the last."""
    root = compose(_text(name), Loader=CSafeLoader)

    assert root is not None
    assert list(_repeated_keys(root)) == []


def _repeated_keys(node: Node) -> Iterator[str]:
    if isinstance(node, MappingNode):
        keys = [key.value for key, _ in node.value]
        yield from sorted({key for key in keys if keys.count(key) > 1})
        for _, value in node.value:
            yield from _repeated_keys(value)
    elif isinstance(node, SequenceNode):
        for value in node.value:
            yield from _repeated_keys(value)


def test_metrics_are_listed_once() -> None:
    """No metric is in two groups of a type, of which only the last would count."""
    for name in resource_types():
        groups = load(_text(name), Loader=CSafeLoader)["metric_groups"]
        metrics = [metric for group in groups for metric in group["metrics"]]

        assert len(set(metrics)) == len(metrics), name
