"""The compact ``config`` of a case → the properties of an alarm."""

import re
from collections.abc import Mapping
from typing import Any, Final

from tocsin import metric_math
from tocsin.alarms import Comparison, parse_statistic
from tocsin.diagnostics import InvalidValueError
from tocsin.evaluation.conformance.case import Case
from tocsin.evaluation.conformance.config_names import (
    composite_property_name,
    properties_of,
    property_name,
)

METRIC_ID: Final = "m1"
BAND_ID: Final = "ad1"
NAMESPACE: Final = "Conformance"
METRIC_NAME: Final = "Metric"
_RESULT_ID: Final = "result"
_INSIGHTS: Final = 'SELECT AVG(CPUUtilization) FROM SCHEMA("AWS/EC2", InstanceId)'
_LAMBDA: Final = 'LAMBDA("source")'


def alarm_properties(case: Case, *, has_band: bool = False) -> dict[str, Any]:
    """Return properties with defaults for what the case leaves out.

    Args:
        case: The case.
        has_band: Whether it gives the bounds of an anomaly detection band.
    """
    config = case.config
    properties = properties_of(config)
    if config.get("promql") or "EvaluationCriteria" in properties:
        return _promql(case, properties)
    _set_statistic(properties, config.get("statistic"))
    if has_band:
        properties.setdefault("ThresholdMetricId", BAND_ID)
        properties.setdefault("ComparisonOperator", Comparison.OUTSIDE_BAND.value)
    properties = _defaults(case) | properties
    for name in _left_out(case):
        properties.pop(name, None)
    if "ThresholdMetricId" in properties and "threshold" not in config:
        properties.pop("Threshold", None)
    metrics = _metrics(config, properties)
    return _with_metrics(properties, metrics) if metrics is not None else properties


def composite_properties(case: Case) -> dict[str, Any]:
    """Return the properties of a composite alarm with defaults for what the case leaves out."""
    config = {name: value for name, value in case.config.items() if name != "note"}
    properties = {composite_property_name(name): value for name, value in config.items()}
    return {"AlarmName": case.id, "AlarmRule": "TRUE"} | properties


def _defaults(case: Case) -> dict[str, Any]:
    return {
        "AlarmName": case.id,
        "Namespace": NAMESPACE,
        "MetricName": METRIC_NAME,
        "Period": 60,
        "EvaluationPeriods": 1,
        "ComparisonOperator": "GreaterThanThreshold",
        "Threshold": 0,
    }


def _left_out(case: Case) -> list[str]:
    """Return the properties that a case of validation leaves out on purpose, by null."""
    if case.kind != "validation":
        return []
    config = case.fields.get("config") or {}
    return [property_name(name) for name, value in config.items() if value is None]


def _set_statistic(properties: dict[str, Any], text: object) -> None:
    if text is None:
        if "ExtendedStatistic" not in properties:
            properties["Statistic"] = "Average"
        return
    try:
        is_extended = not parse_statistic(str(text)).is_simple
    except InvalidValueError:
        is_extended = False
    is_free = "ExtendedStatistic" not in properties
    properties["ExtendedStatistic" if is_extended and is_free else "Statistic"] = text


def _metrics(config: Mapping[str, Any], properties: Mapping[str, Any]) -> list[Any] | None:
    """Return ``Metrics`` where the alarm reads anything but one metric."""
    period = properties.get("Period")
    if config.get("metrics_insights"):
        return [{"Id": "q1", "Expression": _INSIGHTS, "Period": period, "ReturnData": True}]
    if config.get("lambda_source"):
        return [{"Id": "q1", "Expression": _LAMBDA, "Period": period, "ReturnData": True}]
    if isinstance(config.get("metrics"), int) or isinstance(config.get("expressions"), int):
        return _counted(
            int(config.get("metrics", 1)), int(config.get("expressions", 0)), properties
        )
    if "expression" in config:
        return _of_expression(str(config["expression"]), config.get("expressions"), properties)
    if "ThresholdMetricId" in properties and "Metrics" not in properties:
        band = {
            "Id": properties["ThresholdMetricId"],
            "Expression": f"ANOMALY_DETECTION_BAND({METRIC_ID})",
            "ReturnData": True,
        }
        return [_metric(METRIC_ID, properties, returned=True), band]
    return properties.get("Metrics")


def _of_expression(
    expression: str, others: Mapping[str, str] | None, properties: Mapping[str, Any]
) -> list[Any]:
    others = others or {}
    texts = [expression, *others.values()]
    references = {name: None for text in texts for name in referenced_ids(text)}
    metrics = [
        _metric(name, properties, returned=False) for name in references if name not in others
    ]
    computed = [
        {"Id": name, "Expression": text, "ReturnData": False} for name, text in others.items()
    ]
    result = {
        "Id": _RESULT_ID,
        "Expression": expression,
        "Period": properties.get("Period"),
        "ReturnData": True,
    }
    return [*metrics, *computed, result]


def referenced_ids(expression: str) -> tuple[str, ...]:
    """Return the ids an expression refers to, also when it is not valid."""
    if metric_math.Query(id=_RESULT_ID, expression=expression).is_insights:
        return ()
    try:
        references = metric_math.parse(expression).references
    except metric_math.ExpressionError:
        unquoted = re.sub(r"'[^']*'|\"[^\"]*\"", "", expression)
        references = tuple(dict.fromkeys(re.findall(r"\b[a-z]\w*", unquoted)))
    return references or ((METRIC_ID,) if "METRICS" in expression else ())


def _counted(metrics: int, expressions: int, properties: Mapping[str, Any]) -> list[Any]:
    made = [
        _metric(f"m{number + 1}", properties, returned=not expressions and number == 0)
        for number in range(metrics)
    ]
    return made + [
        {
            "Id": f"e{number + 1}",
            "Expression": f"{METRIC_ID} + {number}",
            "ReturnData": number == 0,
        }
        for number in range(expressions)
    ]


def _metric(query_id: str, properties: Mapping[str, Any], *, returned: bool) -> dict[str, Any]:
    stat = {
        "Metric": {
            "Namespace": properties.get("Namespace"),
            "MetricName": f"{properties.get('MetricName')}-{query_id}",
            "Dimensions": properties.get("Dimensions", []),
        },
        "Period": properties.get("Period"),
        "Stat": properties.get("ExtendedStatistic") or properties.get("Statistic"),
    }
    if "Unit" in properties:
        stat["Unit"] = properties["Unit"]
    return {"Id": query_id, "MetricStat": stat, "ReturnData": returned}


def _with_metrics(properties: dict[str, Any], metrics: list[Any]) -> dict[str, Any]:
    moved = {
        "Namespace",
        "MetricName",
        "Dimensions",
        "Period",
        "Statistic",
        "ExtendedStatistic",
        "Unit",
    }
    kept = {name: value for name, value in properties.items() if name not in moved}
    return kept | {"Metrics": metrics}


def _promql(case: Case, properties: dict[str, Any]) -> dict[str, Any]:
    interval = properties.pop("Period", 60)
    periods = ("pending_period", "recovery_period")
    written = {property_name(name): case.config[name] for name in periods if name in case.config}
    criteria = {"PromQLCriteria": {"Query": "up == 0"} | written}
    defaults = {
        "AlarmName": case.id,
        "EvaluationInterval": interval,
        "EvaluationCriteria": criteria,
    }
    return defaults | properties
