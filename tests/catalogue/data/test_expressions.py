import operator
from collections.abc import Callable, Mapping

import numpy as np
import pytest

from tocsin.catalogue import Comparison, RecommendedAlarm, load_resource_type, resource_types
from tocsin.evaluation.math import TimeSeries, parse
from tocsin.metric_math import ValueType

BREACHES: dict[Comparison, Callable[[float, float], bool]] = {
    "GreaterThanThreshold": operator.gt,
    "GreaterThanOrEqualToThreshold": operator.ge,
    "LessThanThreshold": operator.lt,
    "LessThanOrEqualToThreshold": operator.le,
}
SILENT: dict[str, float] = {}

CASES = [
    ("application_load_balancer.target-5xx-rate", {"ok": 94, "failed": 6}, True),
    ("application_load_balancer.target-5xx-rate", {"ok": 95, "failed": 5}, False),
    ("application_load_balancer.target-5xx-rate", {"ok": 100}, False),
    ("application_load_balancer.target-5xx-rate", {"ok": 30, "failed": 19}, False),
    ("application_load_balancer.target-5xx-rate", {"failed": 50}, True),
    ("application_load_balancer.target-5xx-rate", SILENT, False),
    ("application_load_balancer.target-5xx-rate-elevated", {"ok": 980, "failed": 20}, True),
    ("application_load_balancer.target-5xx-rate-elevated", {"ok": 200, "failed": 20}, False),
    ("application_load_balancer.load-balancer-5xx-rate", {"failed": 60}, True),
    ("application_load_balancer.load-balancer-5xx-rate", {"routed": 1000, "failed": 5}, False),
    ("application_load_balancer.slow-responses", {"slowest": 2.5, "responses": 100}, True),
    ("application_load_balancer.slow-responses", {"slowest": 2500, "responses": 99}, False),
    ("cloudfront_distribution.5xx-rate", {"rate": 6, "requests": 50}, True),
    ("cloudfront_distribution.5xx-rate", {"rate": 100, "requests": 49}, False),
    ("cloudfront_distribution.5xx-rate-elevated", {"rate": 1.5, "requests": 250}, True),
    ("cloudfront_distribution.4xx-rate", {"rate": 21, "requests": 250}, True),
    ("cloudfront_distribution.cache-hit-rate-low", {"rate": 79, "requests": 1000}, True),
    ("cloudfront_distribution.cache-hit-rate-low", {"rate": 0, "requests": 999}, False),
    ("dynamodb_table.system-errors", {"get": 20, "query": 20, "put": 11}, True),
    ("dynamodb_table.system-errors", {"transact_write": 50}, False),
    ("dynamodb_table.slow-reads", {"latency": 26, "requests": 100}, True),
    ("dynamodb_table.slow-reads", {"latency": 260, "requests": 99}, False),
    ("dynamodb_table.slow-queries", {"latency": 101, "requests": 100}, True),
    ("dynamodb_table.write-capacity-nearly-used", {"consumed": 2401, "provisioned": 10}, True),
    ("dynamodb_table.write-capacity-nearly-used", {"consumed": 2400, "provisioned": 10}, False),
    ("ecs_service.tasks-missing", {"wanted": 3, "running": 2}, True),
    ("ecs_service.tasks-missing", {"wanted": 3}, True),
    ("ecs_service.tasks-missing", {"wanted": 3, "running": 4}, False),
    ("elasticache_node.memory-pressure", {"swapped": 2e8, "free": 1e8}, True),
    ("elasticache_node.memory-pressure", {"swapped": 1e8, "free": 2e8}, False),
    ("elasticache_node.cache-hit-rate-low", {"hits": 3000, "misses": 2000}, True),
    ("elasticache_node.cache-hit-rate-low", {"hits": 0, "misses": 4999}, False),
    ("lambda_function.error-rate", {"errors": 6, "invocations": 100}, True),
    ("lambda_function.error-rate", {"errors": 49, "invocations": 49}, False),
    ("msk_broker.cpu-high", {"user": 40, "system": 21}, True),
    ("msk_broker.cpu-high", {"user": 40, "system": 20}, False),
    ("sns_topic.deliveries-fail", {"delivered": 4, "failed": 6}, True),
    ("sns_topic.deliveries-fail", {"failed": 9}, False),
    ("sqs_queue.nobody-receives", {"waiting": 1, "received": 0}, True),
    ("sqs_queue.nobody-receives", {"waiting": 9, "received": 1}, False),
]


def _alarm(name: str) -> RecommendedAlarm:
    resource_type, alarm_id = name.split(".")
    return load_resource_type(resource_type).alarms[alarm_id]


@pytest.mark.parametrize(("name", "values", "breaches"), CASES)
def test_expression_breaches(
    name: str,
    values: Mapping[str, float],
    breaches: bool,  # noqa: FBT001 - pytest passes a parametrized argument by name
) -> None:
    """An expression breaches for what its text says, and not below its minimum of traffic.

    Metrics that are not in the case have no datapoint, as sparse ones have none for zero.
    """
    alarm = _alarm(name)
    value = _value(alarm, values)
    settings = load_resource_type(name.split(".", maxsplit=1)[0]).settings.values()
    threshold = alarm.threshold_given({each.name: each.value_of(each.example) for each in settings})

    assert threshold is not None
    assert breaches == (not np.isnan(value) and BREACHES[alarm.comparison](value, threshold))


def _value(alarm: RecommendedAlarm, values: Mapping[str, float]) -> float:
    result = parse(str(alarm.expression)).evaluate(
        {query.id: [values.get(query.id)] for query in alarm.queries},
        timestamps=np.array([0], dtype=np.int64),
        period=alarm.period,
    )
    assert isinstance(result, TimeSeries)
    return float(result.values[0])


@pytest.mark.parametrize("name", resource_types())
def test_every_expression_has_a_case(name: str) -> None:
    """Each expression is shown to breach and to be one time series, as an alarm needs."""
    breaching = {case for case, _, breaches in CASES if breaches}

    for alarm in load_resource_type(name).alarms.values():
        if alarm.expression is not None:
            assert f"{name}.{alarm.id}" in breaching
            assert parse(alarm.expression).result_type() is ValueType.TIME_SERIES
