"""Declarations of the embedded metric format, as they stand in the code of templates."""

import pytest

from tocsin.checks.publisher.embedded_metrics import EmbeddedMetric, embedded_metrics, says_all

PYTHON = """
print(json.dumps({"_aws": {"Timestamp": now, "CloudWatchMetrics": [{
    "Namespace": "Shop",
    "Dimensions": [["Service"], []],
    "Metrics": [{"Name": "Orders", "Unit": "Count"}, {"Name": "Value"}],
}]}, "Service": "checkout", "Orders": 1, "Value": 5}))
"""
JAVASCRIPT = """
console.log(JSON.stringify({_aws: {Timestamp: Date.now(), CloudWatchMetrics: [{
  Namespace: 'Shop', Dimensions: [['Service', 'Stage']], Metrics: [{Name: 'Orders', Unit: unit}],
}]}, Orders: 1}))
"""


def test_python_is_read() -> None:
    """Each metric has all sets of dimensions, and no unit where none is declared."""
    sets = frozenset({frozenset({"Service"}), frozenset[str]()})
    assert list(embedded_metrics(PYTHON)) == [
        EmbeddedMetric(namespace="Shop", name="Orders", dimension_sets=sets, unit="Count"),
        EmbeddedMetric(namespace="Shop", name="Value", dimension_sets=sets, unit="None"),
    ]
    assert says_all(PYTHON)


def test_javascript_is_read() -> None:
    """Keys need no quotation marks; a unit that is computed is not known."""
    (metric,) = embedded_metrics(JAVASCRIPT)
    assert metric.dimension_sets == frozenset({frozenset({"Service", "Stage"})})
    assert metric.unit is None


@pytest.mark.parametrize(
    ("written", "instead"),
    [('"Namespace": "Shop"', '"Namespace": namespace'), ('"Name": "Orders"', '"Name": name')],
)
def test_what_is_computed_is_not_read(written: str, instead: str) -> None:
    """A name that the text does not have cannot be compared."""
    names = [each.name for each in embedded_metrics(PYTHON.replace(written, instead))]
    assert "Orders" not in names


def test_dimensions_that_are_computed_are_not_known() -> None:
    """They may be any."""
    code = PYTHON.replace('[["Service"], []]', "[[key], []]")
    assert {each.dimension_sets for each in embedded_metrics(code)} == {None}


def test_code_with_another_way_does_not_say_all() -> None:
    """It may publish under any name that stands in it."""
    assert not says_all(f"{PYTHON}\nclient.put_metric_data(Namespace='Shop')")
    assert not says_all("print('no metrics at all')")
