"""What the catalogue says of metrics."""

import re
from typing import get_args

from tests.support.catalogue import wrong_metrics
from tocsin.catalogue.file_format import UNITS
from tocsin.catalogue.metric import Emission

STATISTIC = re.compile(r"SampleCount|Average|Sum|Minimum|Maximum|p\d{2}(\.\d{1,2})?")


def test_units_are_known() -> None:
    """A unit is one that CloudWatch knows."""
    assert wrong_metrics(lambda _, metric: metric.unit in UNITS) == []


def test_statistics_are_known() -> None:
    """A metric has at least one statistic, each one that CloudWatch knows, and none twice."""
    assert (
        wrong_metrics(
            lambda _, metric: (
                bool(metric.statistics)
                and all(STATISTIC.fullmatch(each) for each in metric.statistics)
                and len(set(metric.statistics)) == len(metric.statistics)
            )
        )
        == []
    )


def test_emission_and_interval() -> None:
    """Emission is one of three kinds, and only runs have no fixed interval."""
    assert (
        wrong_metrics(
            lambda _, metric: (
                metric.emission in get_args(Emission)
                and (metric.interval is None) == (metric.emission == "event-only")
            )
        )
        == []
    )


def test_delays_have_a_source() -> None:
    """A delay says where it comes from: a page, or an assumption with its grounds."""
    grounds = re.compile(r"https://docs\.aws\.amazon\.com/|assumed: .{10}")
    assert (
        wrong_metrics(
            lambda _, metric: (
                0 < metric.delay.typical < metric.delay.worst
                and grounds.match(metric.delay.source) is not None
            )
        )
        == []
    )


def test_sources_are_documentation() -> None:
    """A metric is documented by AWS."""
    start = "https://docs.aws.amazon.com/"

    assert wrong_metrics(lambda _, metric: metric.source.startswith(start)) == []


def test_opt_ins_are_described() -> None:
    """An opt-in that a metric names is one of its type."""
    assert (
        wrong_metrics(lambda kind, metric: metric.opt_in is None or metric.opt_in in kind.opt_ins)
        == []
    )


def test_dimension_sets_are_sets() -> None:
    """A metric has dimension sets, none twice, none with a name twice.

    None is empty, but of what an account has once.
    """
    assert (
        wrong_metrics(
            lambda kind, metric: (
                bool(metric.dimension_sets)
                and (all(metric.dimension_sets) or not kind.required_identifiers)
                and len(set(map(frozenset, metric.dimension_sets))) == len(metric.dimension_sets)
                and all(len(names) == len(set(names)) for names in metric.dimension_sets)
            )
        )
        == []
    )


def test_latency_has_a_unit_of_time() -> None:
    """What is called latency is measured in time."""
    times = {"Seconds", "Milliseconds", "Microseconds"}

    assert wrong_metrics(lambda _, metric: metric.role != "latency" or metric.unit in times) == []
