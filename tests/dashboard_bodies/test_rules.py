"""CloudWatch's rules for bodies, by what AWS documents and by what the CDK writes.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
"""

import json
from copy import deepcopy
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_cloudwatch as cloudwatch
from hypothesis import given
from hypothesis import strategies as st

from tests.support.templates import properties_of, template_of
from tocsin.dashboard_bodies import body_problems

ALARM = "arn:aws:cloudwatch:us-east-1:111122223333:alarm:shop-prod-checkout-no-orders"
METRIC: dict[str, Any] = {
    "type": "metric",
    "x": 0,
    "y": 0,
    "width": 12,
    "height": 6,
    "properties": {
        "metrics": [
            ["AWS/EC2", "CPUUtilization", "InstanceId", "i-012345"],
            ["...", "i-678901", {"yAxis": "right"}],
            [".", "NetworkIn", ".", ".", {"stat": "p99.9", "color": "#FFF"}],
            ["AWS/Lambda", "Errors", {"id": "m1", "visible": False, "accountId": "111122223333"}],
            [{"expression": "SUM(METRICS())", "label": "All", "id": "e1"}],
        ],
        "period": 300,
        "stat": "Average",
        "region": "us-east-1",
        "title": "EC2 Instance CPU",
        "liveData": False,
        "legend": {"position": "right"},
        "timezone": "+0130",
        "yAxis": {"left": {"min": 0, "max": 100, "label": "CPU", "showUnits": False}},
        "annotations": {
            "horizontal": [
                {"label": "Critical", "value": 20, "fill": "above", "color": "#ff0000"},
                [{"label": "Band", "value": 12.9}, {"value": 13.1}],
            ],
            "vertical": [
                {"label": "Deployed", "value": "2026-08-28T15:25:26Z"},
                [{"value": "2026-08-28T15:25:26Z"}, {"value": "2026-08-28T16:25:26Z"}],
            ],
        },
    },
}
TEXT = {"type": "text", "x": 0, "y": 7, "width": 3, "height": 3,
        "properties": {"markdown": "Hello world", "background": "transparent"}}  # fmt: skip
FULL = {"type": "metric", "properties": {"region": "a", "metrics": [["A", "B"]] * 500}}
LOG = {
    "type": "log",
    "properties": {
        "query": "SOURCE '/aws/lambda/a' | fields @timestamp\n| limit 20",
        "region": "us-east-1",
        "view": "table",
    },
}
ALARMS = {"type": "alarm", "properties": {"alarms": [ALARM], "states": ["ALARM"], "title": "Now"}}
OWN = {"type": "metric", "properties": {"region": "us-east-1", "annotations": {"alarms": [ALARM]}}}
GAUGE = {
    "type": "metric",
    "properties": {
        "region": "us-east-1",
        "view": "gauge",
        "metrics": [["AWS/EC2", "CPUUtilization"]],
        "yAxis": {"left": {"min": 0, "max": 100}},
    },
}
BODY: dict[str, Any] = {
    "start": "-PT6H",
    "periodOverride": "inherit",
    "variables": [
        {
            "type": "property",
            "property": "FunctionName",
            "inputType": "select",
            "id": "FunctionName",
            "label": "Function",
            "visible": True,
            "search": '{AWS/Lambda,FunctionName} MetricName="Duration"',
            "populateFrom": "FunctionName",
        },
        {
            "type": "pattern",
            "pattern": "us-east-1",
            "inputType": "radio",
            "id": "region",
            "visible": True,
            "values": [{"value": "us-east-1", "label": "Virginia"}],
        },
    ],
    "widgets": [METRIC, TEXT, LOG, ALARMS, OWN, GAUGE],
}


def _told(body: object) -> list[str]:
    return [str(each) for each in body_problems(body, name="shop")]


def test_what_aws_documents_is_fine() -> None:
    """Each kind of widget, variables, and all ways to write a metric."""
    assert _told(BODY) == []
    assert _told({"widgets": []}) == []
    assert _told({"start": "2026-01-01T00:00:00Z", "end": "2026-01-02", "widgets": []}) == []


def _at(body: dict[str, Any], path: tuple[str | int, ...]) -> Any:  # noqa: ANN401 - any JSON
    found: Any = body
    for part in path:
        found = found[part]
    return found


WIDGET = ("widgets", 0)
PROPERTIES = (*WIDGET, "properties")


@pytest.mark.parametrize(
    ("path", "key", "value", "told"),
    [
        ((), "start", "-6H", "body.start: it is '-6H'"),
        ((), "end", "2026-01-01T00:00:00Z", "its start is relative, and it has an end"),
        ((), "periodOverride", "always", "one of auto, inherit"),
        ((), "widget", [], "CloudWatch knows no such key"),
        ((), "widgets", [TEXT] * 501, "it has 501 items"),
        ((), "widgets", [FULL] * 6, "it shows 3,000 metrics"),
        (WIDGET, "type", "graph", "body.widgets[0].type"),
        (WIDGET, "x", 24, "from 0 to 23"),
        (WIDGET, "x", 13, "it ends in column 25 of 24"),
        (WIDGET, "y", -1, "0 or more"),
        (WIDGET, "width", 25, "from 1 to 24"),
        (WIDGET, "height", 1_001, "from 1 to 1000"),
        (WIDGET, "height", True, "from 1 to 1000"),
        (WIDGET, "properties", None, "write a mapping"),
        (PROPERTIES, "period", 90, "90 is not a period"),
        (PROPERTIES, "view", "line", "timeSeries"),
        (PROPERTIES, "timezone", "UTC", "+0130"),
        (PROPERTIES, "stacked", "no", "true or false"),
        (PROPERTIES, "metrics", [], "neither metrics nor an alarm"),
        (PROPERTIES, "metrics", [["A", "B"]] * 501, "it has 501 items"),
        (PROPERTIES, "metrics", [["A"]], "it has 1 names"),
        (PROPERTIES, "metrics", [["A", "B", "C"]], "it has 3 names"),
        (PROPERTIES, "metrics", [["A", "B", *["C", "D"] * 31]], "31 dimensions"),
        (PROPERTIES, "metrics", [["A", 5]], "stands among the names"),
        (PROPERTIES, "metrics", [["A", "B", {"id": "Errors"}]], "a small letter first"),
        (PROPERTIES, "metrics", [["A", "B", {"colour": "#fff"}]], "no such key"),
        (PROPERTIES, "metrics", [[{"id": "e1"}]], "expression is missing"),
        (PROPERTIES, "metrics", ["A"], "as a list"),
        (PROPERTIES, "view", "gauge", None),
        (PROPERTIES, "annotations", {"alarms": [ALARM]}, "it shows an alarm and metrics"),
        (PROPERTIES, "annotations", {"alarms": [ALARM, ALARM]}, "it has 2 items"),
        (PROPERTIES, "annotations", {"alarms": ["no-orders"]}, "arn:aws:cloudwatch"),
        (PROPERTIES, "annotations", {"horizontal": [{"label": "x"}]}, "value is missing"),
        (PROPERTIES, "annotations", {"horizontal": [{"value": "5"}]}, "write a number"),
        (PROPERTIES, "annotations", {"horizontal": [[{"value": 5}]]}, "it has 1 items"),
        (PROPERTIES, "annotations", {"vertical": [{"value": 5}]}, "2026-03-01T09:00:00Z"),
        (PROPERTIES, "annotations", {"horizontal": [{"value": 5, "color": "red"}]}, "#d13212"),
        (("widgets", 1, "properties"), "markdown", 5, "write a text"),
        (("widgets", 1, "properties"), "title", "x", "no such key"),
        (("widgets", 2, "properties"), "query", "fields @message", "begin with SOURCE"),
        (("widgets", 2, "properties"), "view", "number", "table"),
        (("widgets", 3, "properties"), "alarms", [ALARM] * 101, "it has 101 items"),
        (("widgets", 3, "properties"), "states", ["OFF"], "INSUFFICIENT_DATA"),
        (("widgets", 3, "properties"), "sortBy", "name", "stateUpdatedTimestamp"),
        (("variables", 0), "property", "", "property is missing"),
        (("variables", 0), "id", "a" * 33, "at most 32"),
        (("variables", 0), "inputType", "list", "radio"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_place(
    path: tuple[str | int, ...], key: str, value: object, told: str | None
) -> None:
    """With what to write in its place."""
    body = deepcopy(BODY)
    _at(body, path)[key] = value

    found = _told(body)

    assert (found == []) if told is None else any(told in each for each in found), found


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ((), "widgets"),
        (WIDGET, "type"),
        (WIDGET, "properties"),
        (PROPERTIES, "region"),
        (("widgets", 1, "properties"), "markdown"),
        (("widgets", 2, "properties"), "query"),
        (("widgets", 2, "properties"), "region"),
        (("widgets", 3, "properties"), "alarms"),
        (("widgets", 5, "properties"), "yAxis"),
        (("variables", 0), "visible"),
    ],
)
def test_what_is_missing_is_told(path: tuple[str | int, ...], key: str) -> None:
    """A gauge needs the ends of its axis, too."""
    body = deepcopy(BODY)
    del _at(body, path)[key]

    assert _told(body) != []


@pytest.mark.parametrize("body", [None, [], "{}", 5, {"widgets": None}, {"widgets": [5]}])
def test_what_is_no_body_is_told(body: object) -> None:
    """Whatever stands there."""
    assert _told(body) != []


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["widgets", "type", "properties", "metrics", "annotations", "start"]),
            inner,
        )
    ),
    max_leaves=12,
)


@given(body=_json, widget=_json, value=_json)
def test_nothing_is_too_odd(body: object, widget: object, value: object) -> None:
    """Each odd value has a problem or none, and never ends in a failure of ours."""
    _told(body)
    _told({"widgets": [widget], "variables": [value], "start": value, "end": value})
    for kind in ("metric", "log", "alarm", "text"):
        _told({"widgets": [{"type": kind, "x": value, "width": value, "properties": value}]})
        _told({"widgets": [{"type": kind, "properties": widget}]})


def _all_widgets(stack: cdk.Stack) -> None:
    metric = cloudwatch.Metric(namespace="AWS/EC2", metric_name="CPUUtilization")
    alarm = cloudwatch.Alarm.from_alarm_arn(stack, "Alarm", ALARM)
    graph = cloudwatch.GraphWidget(
        left=[metric],
        right=[cloudwatch.MathExpression(expression="m * 2", using_metrics={"m": metric})],
        left_annotations=[cloudwatch.HorizontalAnnotation(value=5, fill=cloudwatch.Shading.ABOVE)],
        left_y_axis=cloudwatch.YAxisProps(min=0),
        legend_position=cloudwatch.LegendPosition.HIDDEN,
        live_data=True,
    )
    cloudwatch.Dashboard(
        stack,
        "Dashboard",
        default_interval=cdk.Duration.days(7),
        variables=[
            cloudwatch.DashboardVariable(
                id="region",
                type=cloudwatch.VariableType.PROPERTY,
                input_type=cloudwatch.VariableInputType.RADIO,
                value="region",
                values=cloudwatch.Values.from_values(cloudwatch.VariableValue(value="us-east-1")),
                default_value=cloudwatch.DefaultValue.FIRST,
                visible=True,
            )
        ],
        widgets=[
            [graph, cloudwatch.SingleValueWidget(metrics=[metric], sparkline=True)],
            [cloudwatch.GaugeWidget(metrics=[metric]), cloudwatch.TableWidget(metrics=[metric])],
            [cloudwatch.AlarmStatusWidget(alarms=[alarm])],
            [cloudwatch.AlarmWidget(alarm=alarm), cloudwatch.TextWidget(markdown="# Hello")],
            [
                cloudwatch.LogQueryWidget(
                    log_group_names=["a", "b"], query_lines=["fields @message"], width=24
                )
            ],
        ],
    )


def test_what_the_cdk_writes_is_fine() -> None:
    """An oracle that we have not written: each kind of its widgets, with variables."""
    (dashboard,) = properties_of(template_of(_all_widgets), "AWS::CloudWatch::Dashboard")
    text = dashboard["DashboardBody"]
    if isinstance(text, dict):
        text = "".join(
            each if isinstance(each, str) else "us-east-1" for each in text["Fn::Join"][1]
        )

    assert _told(json.loads(text)) == []
