"""Recorded metric data and the alarms that read them, for tests of back-tests."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.support.assembly import REGION, alarm, load_template
from tocsin.assembly import Assembly
from tocsin.recorded import RecordedData, read_recorded

MONDAY = 1_767_571_200  # 2026-01-05T00:00:00Z
MINUTE = 60

ALARM: Mapping[str, Any] = {
    "Namespace": "Shop",
    "MetricName": "Errors",
    "Statistic": "Sum",
    "Period": 60,
    "EvaluationPeriods": 1,
    "Threshold": 5,
    "ComparisonOperator": "GreaterThanThreshold",
    "TreatMissingData": "notBreaching",
    "AlarmActions": ["arn:aws:sns:eu-west-1:111122223333:critical"],
    "Tags": [{"Key": "tocsin:severity", "Value": "critical"}],
}


def alarm_resource(name: str | None, **changes: object) -> dict[str, object]:
    """Return an alarm of a template with changes to its properties; None removes one."""
    return alarm(**{**ALARM, "AlarmName": name, **changes})


def band_alarm(name: str) -> dict[str, object]:
    """Return an alarm on an anomaly detection band."""
    metric = {"Namespace": "Shop", "MetricName": "Errors"}
    stat = {"Metric": metric, "Period": 60, "Stat": "Sum"}
    single = dict.fromkeys(("Namespace", "MetricName", "Statistic", "Period", "Threshold"))
    return alarm_resource(
        name,
        **single,
        ComparisonOperator="GreaterThanUpperThreshold",
        ThresholdMetricId="band",
        Metrics=[
            {"Id": "errors", "MetricStat": stat, "ReturnData": True},
            {"Id": "band", "Expression": "ANOMALY_DETECTION_BAND(errors, 2)", "ReturnData": True},
        ],
    )


def template(*alarms: dict[str, object]) -> dict[str, object]:
    """Return a template with alarms."""
    return {"Resources": {f"Alarm{number}": alarm for number, alarm in enumerate(alarms)}}


def assembly(folder: Path, *alarms: dict[str, object]) -> Assembly:
    """Load a template with alarms."""
    return load_template(folder, template(*alarms))


def query(
    query_id: str = "q0",
    *,
    namespace: str = "Shop",
    metric: str = "Errors",
    dimensions: Mapping[str, str] | None = None,
    statistic: str = "Sum",
    period: int = 60,
    unit: str | None = None,
) -> dict[str, Any]:
    """Return an entry of MetricDataQueries."""
    pairs = [{"Name": name, "Value": value} for name, value in (dimensions or {}).items()]
    described = {"Namespace": namespace, "MetricName": metric, "Dimensions": pairs}
    stat = {"Metric": described, "Period": period, "Stat": statistic}
    return {"Id": query_id, "MetricStat": stat | ({"Unit": unit} if unit else {})}


def result(
    values: Sequence[object], query_id: str = "q0", *, period: int = 60, start: int = MONDAY
) -> dict[str, Any]:
    """Return an entry of MetricDataResults, a value each period; None leaves one out."""
    kept = [(start + at * period, value) for at, value in enumerate(values) if value is not None]
    return {
        "Id": query_id,
        "Label": query_id,
        "Timestamps": [at for at, _ in kept],
        "Values": [value for _, value in kept],
        "StatusCode": "Complete",
    }


def answer(*pairs: tuple[dict[str, Any], Sequence[object]], **more: object) -> dict[str, Any]:
    """Return queries with their results; each query's id is replaced by its place."""
    return answer_from(MONDAY, *pairs, **more)


def answer_from(
    start: int, /, *pairs: tuple[dict[str, Any], Sequence[object]], **more: object
) -> dict[str, Any]:
    """Return the same with values from a moment on, in seconds since 1970."""
    queries = [{**asked, "Id": f"q{number}"} for number, (asked, _) in enumerate(pairs)]
    results = [
        result(values, f"q{number}", period=asked.get("MetricStat", asked)["Period"], start=start)
        for number, (asked, values) in enumerate(pairs)
    ]
    return {"MetricDataQueries": queries, "MetricDataResults": results, **more}


def write_answer(path: Path, document: Mapping[str, Any]) -> Path:
    """Write an answer as a JSON file."""
    path.write_text(json.dumps(document))
    return path


def recorded(folder: Path, *pairs: tuple[dict[str, Any], Sequence[object]]) -> RecordedData:
    """Return recorded data by way of a file; nothing of it may be bad."""
    path = write_answer(folder / "recorded.json", answer(*pairs, Region=REGION))
    data, problems = read_recorded(path)
    assert problems == ()
    return data
