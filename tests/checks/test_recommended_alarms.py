"""The alarms that the catalogue recommends have no problem that checks would find in another's."""

from pathlib import Path

import pytest

from tests.support.assembly import load_template
from tests.support.drills import Json
from tocsin.catalogue import RecommendedAlarm, ResourceType, load_resource_type, resource_types
from tocsin.checks import CHECKS, Subject, run_checks

FAMILIES = ("threshold", "missing-data")
NOT_A_NUMBER = ("Upper", "Lower")
TOPIC = [{"Ref": "Pages"}]


def properties(kind: ResourceType, recommended: RecommendedAlarm) -> Json:
    """Return the properties of a recommended alarm on a resource whose names are all `orders`."""
    queries = [
        {
            "Id": query.id,
            "ReturnData": recommended.expression is None,
            "MetricStat": {
                "Stat": query.statistic,
                "Period": recommended.period,
                "Metric": {
                    "Namespace": kind.metrics[query.metric].namespace,
                    "MetricName": query.metric,
                    "Dimensions": [
                        {"Name": kind.identifiers[name].dimension, "Value": "orders"}
                        for name in query.dimensions
                    ],
                },
            },
        }
        for query in recommended.queries
    ]
    if recommended.expression is not None:
        queries.append({"Id": "result", "Expression": recommended.expression})
    return {
        "Metrics": queries,
        "EvaluationPeriods": recommended.evaluation_periods,
        "DatapointsToAlarm": recommended.datapoints_to_alarm,
        "ComparisonOperator": recommended.comparison,
        "Threshold": recommended.threshold,
        "TreatMissingData": recommended.treat_missing_data,
        "AlarmActions": TOPIC,
        "OKActions": TOPIC,
    }


def alarms_of(kind: ResourceType) -> dict[str, Json]:
    """Return the recommended alarms of a type whose thresholds are numbers, as resources."""
    chosen = {
        name.title().replace("-", ""): each
        for name, each in kind.alarms.items()
        if isinstance(each.threshold, int | float)
        and not any(word in each.comparison for word in NOT_A_NUMBER)
    }
    return {
        key: {"Type": "AWS::CloudWatch::Alarm", "Properties": properties(kind, each)}
        for key, each in chosen.items()
    }


@pytest.mark.parametrize("name", resource_types())
def test_recommended_alarms_are_sound(name: str, tmp_path: Path) -> None:
    """Their thresholds can be crossed, and silence is what their metric's silence is."""
    alarms = alarms_of(load_resource_type(name))
    template = {"Resources": {"Pages": {"Type": "AWS::SNS::Topic"}, **alarms}}
    subject = Subject.of(load_template(tmp_path, template))

    checks = [check for check in CHECKS if check.family in FAMILIES]
    problems = run_checks(subject, checks).problems

    assert all(alarm.deployed is not None for alarm in subject.alarms)
    assert [each.what for each in problems if each.severity != "note"] == []
