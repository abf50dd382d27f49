import re
from typing import get_args

import pytest

from tocsin.catalogue import Metric, ResourceType, load_resource_type, resource_types
from tocsin.catalogue.file_format import UNITS
from tocsin.catalogue.metric import Emission

STATISTIC = re.compile(r"SampleCount|Average|Sum|Minimum|Maximum|p\d{2}(\.\d{1,2})?")

METRICS = [
    pytest.param(load_resource_type(name), metric, id=f"{name}.{metric.name}")
    for name in resource_types()
    for metric in load_resource_type(name).metrics.values()
]


@pytest.mark.parametrize(("resource_type", "metric"), METRICS)
def test_unit_is_known(resource_type: ResourceType, metric: Metric) -> None:
    """A unit is one that CloudWatch knows."""
    assert metric.unit in UNITS, resource_type.name


@pytest.mark.parametrize(("resource_type", "metric"), METRICS)
def test_statistics_are_known(resource_type: ResourceType, metric: Metric) -> None:
    """A metric has at least one statistic, each one that CloudWatch knows."""
    assert metric.statistics, resource_type.name
    assert all(STATISTIC.fullmatch(statistic) for statistic in metric.statistics)


@pytest.mark.parametrize(("resource_type", "metric"), METRICS)
def test_emission_and_interval(resource_type: ResourceType, metric: Metric) -> None:
    """Emission is one of three kinds, and only runs have no fixed interval."""
    assert metric.emission in get_args(Emission), resource_type.name
    assert (metric.interval is None) == (metric.emission == "event-only")


@pytest.mark.parametrize(("resource_type", "metric"), METRICS)
def test_delay_has_a_source(resource_type: ResourceType, metric: Metric) -> None:
    """A delay says where it comes from: a page, or an assumption with its grounds."""
    assert 0 < metric.delay.typical < metric.delay.worst, resource_type.name
    assert re.match(r"https://docs\.aws\.amazon\.com/|assumed: .{10}", metric.delay.source)


@pytest.mark.parametrize(("resource_type", "metric"), METRICS)
def test_source_is_documentation(resource_type: ResourceType, metric: Metric) -> None:
    """A metric is documented by AWS."""
    assert metric.source.startswith("https://docs.aws.amazon.com/"), resource_type.name


@pytest.mark.parametrize(("resource_type", "metric"), METRICS)
def test_opt_in_is_described(resource_type: ResourceType, metric: Metric) -> None:
    """An opt-in that a metric names is one of its type."""
    assert metric.opt_in is None or metric.opt_in in resource_type.opt_ins


@pytest.mark.parametrize(("resource_type", "metric"), METRICS)
def test_dimension_sets_are_sets(resource_type: ResourceType, metric: Metric) -> None:
    """A metric has dimension sets, none twice, none with a name twice.

    None is empty, but of what an account has once.
    """
    sets = [frozenset(names) for names in metric.dimension_sets]

    assert sets, resource_type.name
    assert all(sets) or not resource_type.required_identifiers
    assert len(set(sets)) == len(sets)
    assert [len(names) for names in metric.dimension_sets] == [len(names) for names in sets]
