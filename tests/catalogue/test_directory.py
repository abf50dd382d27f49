"""The directory of metrics by namespace and name."""

from collections import defaultdict

import pytest

from tests.support.catalogue import metrics
from tocsin.catalogue import (
    find_metric,
    load_namespace,
    load_resource_type,
    namespaces,
    namespaces_of_metrics,
    resource_types,
)
from tocsin.catalogue.directory import types_of_namespaces, types_of_templates


def test_types_of_a_namespace_are_those_that_publish_there() -> None:
    """What a search of the files finds is what reading them all says."""
    read: dict[str, dict[str, None]] = {}
    for kind, metric in metrics():
        read.setdefault(metric.namespace, {})[kind.name] = None

    assert {each: sorted(types) for each, types in types_of_namespaces().items()} == {
        each: sorted(types) for each, types in read.items()
    }


def test_an_unknown_namespace_is_not_there() -> None:
    """Of a namespace of somebody's own nothing is known."""
    assert load_namespace("Shop") is None
    assert find_metric("Shop", "OrdersPlaced") is None


def test_a_metric_has_the_dimensions_of_all_types() -> None:
    """A function's errors are published by function, by alias, by version, and for all together."""
    facts = find_metric("AWS/Lambda", "Errors")

    assert facts is not None
    assert facts.dimension_sets == {
        frozenset(),
        frozenset({"FunctionName"}),
        frozenset({"FunctionName", "Resource"}),
        frozenset({"FunctionName", "Resource", "ExecutedVersion"}),
    }
    assert facts.resource_types == ("lambda_account", "lambda_function")


def test_facts_are_those_of_the_dimensions() -> None:
    """What is asked of one set of dimensions is answered by the types that have it."""
    facts = find_metric("AWS/RDS", "DatabaseConnections")

    assert facts is not None
    assert facts.by(["ProxyName"]).resource_types == ("rds_proxy",)
    assert facts.by(["Invented"]) is facts


@pytest.mark.parametrize(
    ("namespace", "name", "expected"),
    [
        ("AWS/EC2", "CPUUtilization", (0, 100)),
        ("AWS/SQS", "ApproximateNumberOfMessagesVisible", (0, None)),
        ("AWS/Lambda", "ProvisionedConcurrencyUtilization", (0, 1)),
    ],
)
def test_range(namespace: str, name: str, expected: tuple[float | None, float | None]) -> None:
    """The range of a metric holds for all types that publish it."""
    facts = find_metric(namespace, name)

    assert facts is not None
    assert facts.range == expected


def test_a_name_that_no_type_has_is_known_all_the_same() -> None:
    """AWS publishes more than the resource types have; of that, little but the name is known."""
    facts = find_metric("AWS/EC2", "NetworkAddressUsage")

    assert facts is not None
    assert facts.publications == ()
    assert facts.dimension_sets == frozenset()
    assert facts.range == (None, None)
    assert facts.interval is None


def test_dimension_names_are_those_of_all_metrics() -> None:
    """A namespace knows each dimension that any of its metrics has."""
    facts = load_namespace("AWS/DynamoDB")

    assert facts is not None
    assert {"TableName", "Operation", "GlobalSecondaryIndexName"} <= facts.dimension_names
    assert "Table" not in facts.dimension_names


def test_namespaces_of_a_name() -> None:
    """Which namespaces have a metric: the way from a wrong namespace to the right one."""
    assert namespaces_of_metrics()["CpuUtilized"] == ("ECS/ContainerInsights",)
    assert {"AWS/Lambda", "AWS/Neptune"} <= namespaces()


def test_the_types_of_templates_are_those_of_the_types() -> None:
    """They are found without taking the files apart, and are what taking them apart gives."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in resource_types():
        for template_type in load_resource_type(name).cloudformation:
            found[template_type].append(name)

    assert {each: list(types) for each, types in types_of_templates().items()} == found
