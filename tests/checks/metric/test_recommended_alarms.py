"""The alarms that the catalogue recommends, as templates: no check of metrics blames them."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.catalogue import alarms
from tests.support.drills import template
from tocsin.assembly import load
from tocsin.catalogue import MetricQuery, RecommendedAlarm, ResourceType
from tocsin.checks import CHECKS, Subject, run_checks

ACCOUNT = "111122223333"
METRIC_CHECKS = [check for check in CHECKS if check.family == "metric"]


def _query(kind: ResourceType, alarm: RecommendedAlarm, query: MetricQuery) -> dict[str, Any]:
    metric = kind.metrics[query.metric]
    identifiers = [kind.identifiers[name] for name in query.dimensions]
    values = {each.dimension: each.example.replace("{account}", ACCOUNT) for each in identifiers}
    dimensions = [{"Name": name, "Value": value} for name, value in values.items()]
    read = {
        "Namespace": metric.namespace,
        "MetricName": metric.name,
        "Dimensions": dimensions,
    }
    stat = {"Metric": read, "Stat": query.statistic, "Period": alarm.period}
    return {"Id": query.id, "MetricStat": stat, "ReturnData": alarm.expression is None}


def _alarm(kind: ResourceType, alarm: RecommendedAlarm) -> dict[str, Any]:
    queries = [_query(kind, alarm, each) for each in alarm.queries]
    if alarm.expression is not None:
        queries.append({"Id": "result", "Expression": alarm.expression})
    properties = {
        "AlarmDescription": alarm.what_happened,
        "Metrics": queries,
        "EvaluationPeriods": alarm.evaluation_periods,
        "DatapointsToAlarm": alarm.datapoints_to_alarm,
        "ComparisonOperator": alarm.comparison,
        "Threshold": alarm.threshold if isinstance(alarm.threshold, float) else 1,
        "TreatMissingData": alarm.treat_missing_data,
    }
    return {"Type": "AWS::CloudWatch::Alarm", "Properties": properties}


def _logical_id(kind: ResourceType, alarm: RecommendedAlarm) -> str:
    return "".join(word.title() for word in f"{kind.name}_{alarm.id}".replace("-", "_").split("_"))


REGIONS = sorted({kind.region or "eu-west-1" for kind, _ in alarms()})


@pytest.mark.parametrize("region", REGIONS)
def test_nothing_is_wrong_with_what_the_catalogue_recommends(tmp_path: Path, region: str) -> None:
    """The facts that the checks rest on are those that the alarms are made of."""
    recommended = [
        (kind, alarm) for kind, alarm in alarms() if (kind.region or "eu-west-1") == region
    ]
    resources = {_logical_id(kind, alarm): _alarm(kind, alarm) for kind, alarm in recommended}
    path = tmp_path / "alarms.json"
    path.write_text(json.dumps(template(**resources)))
    report = run_checks(Subject.of(load(path, account=ACCOUNT, region=region)), METRIC_CHECKS)

    assert [f"{each.where.subject}: {each.kind}: {each.what}" for each in report.problems] == []
    assert report.alarms == len(recommended)
