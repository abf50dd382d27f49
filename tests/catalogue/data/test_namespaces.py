"""What the catalogue knows of namespaces besides its resource types."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from yaml import CSafeLoader, load

from tests.support.metric_oracles import canned_metrics, metadata_of_aws
from tocsin.catalogue import load_namespace
from tocsin.catalogue.directory import _FURTHER, further_file, types_of_namespaces
from tocsin.catalogue.namespace import Coverage

FILES = sorted(Path(str(_FURTHER)).glob("*.yaml"))
SOURCES = (
    "https://docs.aws.amazon.com/",
    "https://docs.datadoghq.com/integrations/",
    "https://github.com/grafana/grafana-aws-sdk/",
    "https://github.com/prometheus-community/yet-another-cloudwatch-exporter/",
    "https://github.com/prometheus/cloudwatch_exporter/",
)
KEYS = {"namespace", "names", "dimensions", "further_dimensions", "further", "meant"}


@pytest.fixture(scope="module")
def contents() -> dict[Path, dict[str, Any]]:
    """Give what each file has."""
    return {file: load(file.read_text(), CSafeLoader) for file in FILES}


def _groups(contents: dict[Path, dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    for content in contents.values():
        for group in content.get("further", ()):
            yield content["namespace"], group


def test_files_are_found_by_their_namespace(contents: dict[Path, dict[str, Any]]) -> None:
    """A file is named after its namespace, and no two share a name."""
    assert [
        file.name for file in FILES if file.name != further_file(contents[file]["namespace"])
    ] == []


def test_keys_are_known(contents: dict[Path, dict[str, Any]]) -> None:
    """A file says no more than the directory reads, in words that it understands."""
    assert [file.name for file, each in contents.items() if not KEYS.issuperset(each)] == []
    assert {each["names"] for each in contents.values()} == {"complete", "open"}
    assert {each["dimensions"] for each in contents.values()} == set(get_args(Coverage))


def test_further_metrics_have_a_source(contents: dict[Path, dict[str, Any]]) -> None:
    """What is added comes from a page or a list that can be looked up."""
    groups = list(_groups(contents))

    assert [name for name, each in groups if not each["source"].startswith(SOURCES)] == []


def test_further_metrics_add_something(contents: dict[Path, dict[str, Any]]) -> None:
    """A metric that a type has is named again only for further sets of dimensions."""
    published = {
        (name, metric.name)
        for name in types_of_namespaces()
        if (known := load_namespace(name))
        for metric in known.metrics.values()
        if metric.publications
    }
    wrong = [
        (name, metric)
        for name, group in _groups(contents)
        if "dimension_sets" not in group
        for metric in group["metrics"]
        if (name, metric) in published
    ]

    assert wrong == []


def test_what_is_meant_is_there(contents: dict[Path, dict[str, Any]]) -> None:
    """A name that people invent is not one of the namespace, and what is meant is a metric."""
    wrong = []
    for content in contents.values():
        known = load_namespace(content["namespace"])
        for invented, meant in content.get("meant", {}).items():
            name, _, namespace = meant.partition(" of ")
            facts = load_namespace(namespace or content["namespace"])
            is_there = facts is not None and name in facts.metrics
            if known is None or invented in known.metrics or not is_there:
                wrong.append((content["namespace"], invented))

    assert wrong == []


def test_names_are_complete_only_where_types_publish(contents: dict[Path, dict[str, Any]]) -> None:
    """Only what the catalogue has worked through can be complete."""
    complete = [each["namespace"] for each in contents.values() if each["names"] == "complete"]

    assert [name for name in complete if name not in types_of_namespaces()] == []


def test_no_metric_that_an_oracle_has_is_unknown() -> None:
    """What AWS's metadata or the CDK have of a complete namespace is not called unknown.

    They have two names that AWS's pages do not.
    """
    found = {
        (namespace, name)
        for namespace, name in (*metadata_of_aws(), *canned_metrics())
        if (known := load_namespace(namespace))
        and known.has_all_names
        and name not in known.metrics
    }

    assert found == {("AWS/SNS", "PhoneNumberDirect")}


def test_no_dimensions_that_an_oracle_has_are_wrong() -> None:
    """Sets that AWS's recommended alarms or the CDK ask for are not ruled out.

    They do ask for some that AWS's pages rule out: no table has system errors of all operations,
    and the CDK takes the names of REST APIs for those of HTTP APIs.
    """
    asked = [(name, one) for name, each in metadata_of_aws().items() for one in each.alarms]
    asked += [(name, one) for name, sets in canned_metrics().items() for one in sets]
    found = {
        (namespace, name)
        for (namespace, name), one in asked
        if (known := load_namespace(namespace))
        and known.dimensions == "sets"
        and name in known.metrics
        and (sets := known.metrics[name].dimension_sets)
        and one not in sets
    }

    assert found == {
        ("AWS/ApiGateway", "4XXError"),
        ("AWS/ApiGateway", "5XXError"),
        ("AWS/ApiGateway", "CacheHitCount"),
        ("AWS/ApiGateway", "CacheMissCount"),
        ("AWS/DynamoDB", "SystemErrors"),
    }
