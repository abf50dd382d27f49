"""Which alarms count for which resources, and what the score makes of it."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.support.cloud_assembly import StackDraft, cloud_assembly, export, imported
from tocsin.assembly import Assembly
from tocsin.checks import Coverage, ResourceCoverage, Subject, coverage_of, percent

Json = dict[str, Any]

FUNCTION: Json = {"Type": "AWS::Lambda::Function", "Properties": {}}
QUEUE: Json = {"Type": "AWS::SQS::Queue", "Properties": {}}
THROTTLES = "throttles"


def alarm(
    metric: str = "Throttles",
    value: object = None,
    *,
    dimension: str = "FunctionName",
    namespace: str = "AWS/Lambda",
    **changes: object,
) -> Json:
    """Return an alarm on a metric of a function, of all without a value."""
    dimensions = [] if value is None else [{"Name": dimension, "Value": value}]
    properties = {
        "Namespace": namespace,
        "MetricName": metric,
        "Dimensions": dimensions,
        "Statistic": "Sum",
        "Period": 60,
        "EvaluationPeriods": 1,
        "ComparisonOperator": "GreaterThanThreshold",
        "Threshold": 0,
        **changes,
    }
    kept = {name: each for name, each in properties.items() if each is not None}
    return {"Type": "AWS::CloudWatch::Alarm", "Properties": kept}


def queried(expression: str, **metrics: object) -> Json:
    """Return an alarm on an expression over metrics of the function `Orders`."""
    entries = [
        {"Id": name, "ReturnData": False, "MetricStat": {"Period": 60, "Stat": "Sum", "Metric": {
            "Namespace": "AWS/Lambda",
            "MetricName": metric,
            "Dimensions": [{"Name": "FunctionName", "Value": {"Ref": "Orders"}}],
        }}}
        for name, metric in metrics.items()
    ]  # fmt: skip
    compared = {"Id": "compared", "Expression": expression}
    nothing = dict.fromkeys(("Namespace", "MetricName", "Dimensions", "Statistic", "Period"))
    return alarm(**{**nothing, "Metrics": [*entries, compared]})  # type: ignore[arg-type]


def covered(assembly: Assembly) -> Coverage:
    """Return how the resources of an assembly are watched."""
    return coverage_of(Subject.of(assembly))


def function(**resources: Mapping[str, Any]) -> ResourceCoverage:
    """Return how the function `Orders` is watched beside other resources."""
    (found,) = covered(cloud_assembly(shop={"Orders": FUNCTION, **resources})).resources
    return found


def has(found: ResourceCoverage, alarm_id: str) -> bool:
    """Tell whether a recommended alarm is there."""
    (one,) = (each for each in found.alarms if each.recommended.id == alarm_id)
    return one.found is not None


@pytest.mark.parametrize(
    "watching",
    [
        alarm(value={"Ref": "Orders"}),
        alarm(value={"Fn::Sub": "${Orders}"}),
        alarm(value={"Ref": "Orders"}, ComparisonOperator="GreaterThanOrEqualToThreshold"),
        alarm(),
        alarm(value={"Fn::GetAtt": ["Unknown", "Name"]}),
        queried("throttled", throttled="Throttles"),
        queried("throttled / (calls + throttled)", throttled="Throttles", calls="Invocations"),
        queried('SELECT SUM(Throttles) FROM SCHEMA("AWS/Lambda", FunctionName)'),
        queried('SELECT SUM(Throttles) FROM "AWS/Lambda" GROUP BY FunctionName'),
    ],
)  # fmt: skip
def test_an_alarm_counts(watching: Json) -> None:
    """By a reference, for all functions, for one that is not known, within an expression."""
    found = function(Watching=watching, Unknown={"Type": "Custom::Thing", "Properties": {}})

    assert has(found, THROTTLES)
    assert found.is_watched


@pytest.mark.parametrize(
    "watching",
    [
        alarm(value="another"),
        alarm(value={"Ref": "Orders"}, ComparisonOperator="LessThanThreshold"),
        alarm(value={"Ref": "Orders"}, Statistic="SampleCount"),
        alarm("Throttle", {"Ref": "Orders"}),
        alarm(value={"Ref": "Orders"}, dimension="QueueName"),
        queried("IF(throttled > 5, calls, 0)", throttled="Throttles", calls="Invocations"),
        queried("calls / throttled", throttled="Throttles", calls="Invocations"),
    ],
)
def test_an_alarm_does_not_count(watching: Json) -> None:
    """Of another function, the other way round, on another metric, or as a gate alone."""
    assert not has(function(Watching=watching), THROTTLES)


def test_children_of_composite_alarms_count() -> None:
    """They are alarms like others, although they have no action."""
    rule = {"AlarmRule": {"Fn::Sub": "ALARM(${Child})"}, "AlarmName": "whole"}
    found = function(
        Child=alarm(value={"Ref": "Orders"}),
        Whole={"Type": "AWS::CloudWatch::CompositeAlarm", "Properties": rule},
    )

    assert has(found, THROTTLES)


def test_a_resource_of_another_stack_is_found_by_what_is_imported() -> None:
    """Nobody reads the name of the export."""
    assembly = cloud_assembly(
        app=StackDraft(
            resources={"Orders": FUNCTION},
            outputs={"Name": export("orders", {"Ref": "Orders"})},
        ),
        alarms={"Watching": alarm(value=imported("orders"))},
    )

    assert has(covered(assembly).resources[0], THROTTLES)


def test_a_resource_is_found_by_the_parameter_that_has_its_name() -> None:
    """As in the stacks that are built from a viewpoint."""
    parameter = {"Type": "String", "Name": "/shop/orders", "Value": {"Ref": "Orders"}}
    assembly = cloud_assembly(
        app={
            "Orders": FUNCTION,
            "Parameter": {"Type": "AWS::SSM::Parameter", "Properties": parameter},
        },
        alarms={"Watching": alarm(value="{{resolve:ssm:/shop/orders}}")},
    )

    assert has(covered(assembly).resources[0], THROTTLES)


def test_an_alarm_of_another_region_does_not_count() -> None:
    """A metric is where its resource is."""
    named = {**FUNCTION, "Properties": {"FunctionName": "orders"}}
    assembly = cloud_assembly(
        app=StackDraft(resources={"Orders": named}, region="eu-west-1"),
        near=StackDraft(resources={}, region="eu-west-1"),
        far=StackDraft(resources={"Watching": alarm(value="orders")}, region="us-east-1"),
    )

    assert not covered(assembly).resources[0].is_watched


def test_a_metric_beside_the_recommended_ones_is_watched_all_the_same() -> None:
    """Nobody is told that a resource has no alarm which has one."""
    found = function(Watching=alarm("Invocations", {"Ref": "Orders"}))

    assert found.is_watched
    assert found.weight_found == 0


def test_the_score_counts_severities() -> None:
    """A critical alarm counts as much as three warnings; of one resource, and of all."""
    assembly = cloud_assembly(
        shop={"Orders": FUNCTION, "Jobs": QUEUE, "Watching": alarm(value={"Ref": "Orders"})}
    )
    coverage = covered(assembly)
    by_type = {each.resource.type.name: each for each in coverage.resources}

    orders, jobs = by_type["lambda_function"], by_type["sqs_queue"]
    assert orders.weight_found == sum(
        each.weight for each in orders.alarms if each.recommended.id == THROTTLES
    )
    assert jobs.weight_found == 0
    assert coverage.score == orders.weight_found / (orders.weight + jobs.weight)


def test_the_severest_is_missing_first() -> None:
    """Whoever adds one alarm adds that."""
    severities = [alarm.severity for alarm in function().missing]

    assert severities == sorted(severities, key=["critical", "warning", "info"].index)


def test_where_nothing_is_recommended_nothing_is_missing() -> None:
    """A template without anything to watch is not a bad one."""
    assert covered(cloud_assembly(shop={"Watching": alarm(value="other")})).score == 1


@pytest.mark.parametrize(("score", "shown"), [(1.0, 100), (0.999, 99), (0.29, 29), (0.0, 0)])
def test_only_what_is_complete_has_a_hundred_percent(score: float, shown: int) -> None:
    """A gate at 100 % lets nothing be missing."""
    assert percent(score) == shown
