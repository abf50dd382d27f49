"""How late the data of alarms were, of which a recording says nothing."""

from pathlib import Path

import pytest

from tests.support.recorded import alarm_resource, assembly
from tocsin.backtest.lateness import delays_of
from tocsin.catalogue import find_metric
from tocsin.simulation import AlarmSet

TAG = [{"Key": "tocsin:delay", "Value": "30s to 2m"}]


@pytest.mark.parametrize(
    ("changes", "given", "late"),
    [
        ({"Tags": TAG}, None, 30),
        ({"Tags": TAG}, 90.0, 30),
        ({}, 90.0, 90),
        # Of a metric that AWS does not publish nothing is known.
        ({}, None, 0),
    ],
)
def test_a_tag_goes_before_what_is_given(
    changes: dict[str, object], given: float | None, late: float, tmp_path: Path
) -> None:
    """And that before what the catalogue knows."""
    alarms = AlarmSet.of(assembly(tmp_path, alarm_resource("errors", **changes)))
    assert delays_of(alarms, given) == {"errors": late}


def test_the_catalogue_knows_of_the_metrics_of_aws(tmp_path: Path) -> None:
    """What the resource publishes soonest counts, and of several metrics the latest."""
    metric = {"Namespace": "AWS/Lambda", "MetricName": "Errors"}
    alarms = AlarmSet.of(assembly(tmp_path, alarm_resource("errors", **metric)))
    facts = find_metric("AWS/Lambda", "Errors")
    assert facts is not None

    (late,) = delays_of(alarms).values()

    assert late == min(each.metric.delay.typical for each in facts.publications) > 0
