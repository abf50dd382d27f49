"""Names by which people may call alarms that CloudFormation names."""

import json
from pathlib import Path

import pytest

from tests.support.assembly import alarm
from tocsin.assembly import load
from tocsin.simulation import AlarmSet

PROPERTIES = {
    "Namespace": "Shop",
    "MetricName": "Orders",
    "Statistic": "Sum",
    "Period": 60,
    "EvaluationPeriods": 1,
    "ComparisonOperator": "LessThanThreshold",
    "Threshold": 1,
}


def made_by_cdk(path: str) -> dict[str, object]:
    """Write an alarm as the CDK does: without a name, with the path of its construct."""
    return {**alarm(**PROPERTIES), "Metadata": {"aws:cdk:path": path}}


@pytest.fixture
def alarms(tmp_path: Path) -> AlarmSet:
    """Two alarms of the CDK, and one with a name."""
    resources = {
        "CheckoutErrors8F2A1B3C": made_by_cdk("Shop/Checkout/Errors/Resource"),
        "StockErrors0011AABB": made_by_cdk("Shop/Stock/Errors/Resource"),
        "Named": alarm(AlarmName="no-orders", **PROPERTIES),
    }
    (tmp_path / "shop.json").write_text(json.dumps({"Resources": resources}))
    return AlarmSet.of(load(tmp_path / "shop.json"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CheckoutErrors8F2A1B3C", ["shop-CheckoutErrors8F2A1B3C"]),
        ("shop/CheckoutErrors8F2A1B3C", ["shop-CheckoutErrors8F2A1B3C"]),
        ("Shop/Checkout/Errors", ["shop-CheckoutErrors8F2A1B3C"]),
        ("Checkout/Errors", ["shop-CheckoutErrors8F2A1B3C"]),
        ("CheckoutErrors*", ["shop-CheckoutErrors8F2A1B3C"]),
        ("*/Checkout/*", ["shop-CheckoutErrors8F2A1B3C"]),
        ("Errors", ["shop-CheckoutErrors8F2A1B3C", "shop-StockErrors0011AABB"]),
        ("*Errors*", ["shop-CheckoutErrors8F2A1B3C", "shop-StockErrors0011AABB"]),
        ("no-*", ["no-orders"]),
        ("Named", ["no-orders"]),
        ("checkout/errors", []),
        ("Warehouse*", []),
    ],
)
def test_what_an_alarm_may_be_called(alarms: AlarmSet, text: str, found: list[str]) -> None:
    """Logical id, construct path, the end of the latter, and patterns of all of these."""
    assert list(alarms.spellings.find(text)) == found
