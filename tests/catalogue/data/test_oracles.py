"""The catalogue held against what others know of AWS's metrics.

A metric that the catalogue and an oracle know is the same for both. `oracles/NAMESPACE.yaml` lists
those that only an oracle knows, and the differences, each with the reason.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from yaml import CSafeLoader, load

from tests.support.catalogue import metrics
from tests.support.metric_oracles import Dimensions, Name, canned_metrics, metadata_of_aws
from tocsin.catalogue import Metric
from tocsin.catalogue.file_format import UNITS

ORACLES = Path(__file__).with_name("oracles")
COUNTED = {"Count", "None"}
"""Units that AWS's pages take for one another."""
DIFFERENCES = ("unit", "statistics", "alarm dimensions", "dimensions")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What the catalogue and an oracle do not share, and why.

    Attributes:
        namespace: The namespace.
        metrics: Names of metrics, or patterns of names.
        says: What differs; None for metrics that the catalogue leaves out.
        why: The reason.
    """

    namespace: str
    metrics: list[str]
    why: str
    says: str | None = None


@cache
def _remarks() -> tuple[Remark, ...]:
    contents = [load(file.read_text(), CSafeLoader) for file in sorted(ORACLES.glob("*.yaml"))]
    return tuple(
        Remark(namespace=content["namespace"], **each)
        for content in contents
        for key in ("left_out", "differences")
        for each in content.get(key, ())
    )


@cache
def _known() -> Mapping[Name, list[Metric]]:
    found: dict[Name, list[Metric]] = defaultdict(list)
    for _, metric in metrics():
        found[metric.namespace, metric.name].append(metric)
    return found


@cache
def _left_out() -> tuple[frozenset[Name], tuple[Name, ...]]:
    """Return the metrics that are left out: by their names, and by patterns of names."""
    found = [(each.namespace, one) for each in _remarks() if not each.says for one in each.metrics]
    patterns = tuple(name for name in found if "*" in name[1])
    return frozenset(found) - {*patterns}, patterns


def _is_left_out(name: Name) -> bool:
    names, patterns = _left_out()
    return name in names or any(_matches(name, each) for each in patterns)


def _matches(name: Name, pattern: Name) -> bool:
    return name[0] == pattern[0] and fnmatchcase(name[1], pattern[1])


def _differs(what: str) -> set[Name]:
    remarks = (each for each in _remarks() if each.says == what)
    return {(each.namespace, metric) for each in remarks for metric in each.metrics}


def _unknown(names: Iterable[Name]) -> list[str]:
    return [" ".join(name) for name in names if name not in _known() and not _is_left_out(name)]


def test_what_aws_has_in_its_metadata_is_known() -> None:
    """A metric that only AWS's metadata know is added, or left out for a reason."""
    assert _unknown(metadata_of_aws()) == []


def test_what_the_cdk_has_is_known() -> None:
    """A metric for which only the CDK has a method is added, or left out for a reason."""
    assert _unknown(canned_metrics()) == []


def test_units_agree() -> None:
    """Where AWS's metadata have one of CloudWatch's units, and not prose, it is the same."""
    found = {
        name
        for name, known in metadata_of_aws().items()
        for metric in _known().get(name, ())
        if known.unit in UNITS
        and known.unit != metric.unit
        and not {known.unit, metric.unit} <= COUNTED
    }

    assert found == _differs("unit")


def test_statistics_agree() -> None:
    """The catalogue has a statistic that AWS recommends, where both name some."""
    found = {
        name
        for name, known in metadata_of_aws().items()
        if name in _known() and known.statistics and known.statistics.isdisjoint(_statistics(name))
    }

    assert found == _differs("statistics")


def _statistics(name: Name) -> set[str]:
    statistics = {each for metric in _known()[name] for each in metric.statistics}
    return {"p" if each.startswith("p") else each for each in statistics}


def test_dimensions_agree_with_the_alarms_that_aws_recommends() -> None:
    """The dimensions of an alarm that AWS recommends are a set that the catalogue has."""
    found = {
        name
        for name, known in metadata_of_aws().items()
        if name in _known() and not set(known.alarms) <= _dimensions(name)
    }

    assert found == _differs("alarm dimensions")


def test_dimensions_agree_with_the_cdk() -> None:
    """A metric has a set of dimensions that the CDK asks for, too."""
    found = {
        name
        for name, sets in canned_metrics().items()
        if name in _known() and sets.isdisjoint(_dimensions(name))
    }

    assert found == _differs("dimensions")


def _dimensions(name: Name) -> set[Dimensions]:
    return {frozenset(one) for metric in _known()[name] for one in metric.dimension_sets}


def test_what_is_left_out_is_not_there() -> None:
    """Each pattern stands for metrics that an oracle has and the catalogue has not."""
    others = {name for name in (*metadata_of_aws(), *canned_metrics()) if name not in _known()}
    names, patterns = _left_out()

    assert sorted(names - others) == []
    assert [each for each in patterns if not any(_matches(name, each) for name in others)] == []


def test_what_is_not_shared_has_a_reason() -> None:
    """Whoever looks for a metric in vain learns why."""
    assert [each for each in _remarks() if not each.why.endswith(".")] == []
    assert {each.says for each in _remarks()} <= {None, *DIFFERENCES}
