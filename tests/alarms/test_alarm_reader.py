"""Properties → a metric alarm, or everything that is wrong with them."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.alarms import MONDAY, alarm, properties, query
from tocsin.alarms import SlidingWindow, WarmUp
from tocsin.diagnostics import InvalidInputError
from tocsin.evaluation import (
    Comparison,
    Metric,
    TreatMissingData,
    WallClockWindow,
    evaluate_once,
    read_alarm,
    validate,
)


def problems_of(**changes: Any) -> dict[str, str]:  # noqa: ANN401 -- as properties are
    """Return the problems of changed properties, by property."""
    with pytest.raises(InvalidInputError) as caught:
        read_alarm(properties(**changes))
    return {problem.where.subject: str(problem) for problem in caught.value.problems}


def test_defaults_are_those_of_cloudwatch() -> None:
    """What is left out has CloudWatch's default; M is N."""
    read = alarm(EvaluationPeriods=3)

    assert (read.evaluation_periods, read.datapoints_to_alarm) == (3, 3)
    assert not read.says_datapoints_to_alarm
    assert read.treat_missing_data is None
    assert SlidingWindow() == read.window
    assert read.actions_enabled


def test_every_property_is_read() -> None:
    """Each property of the alarm ends up in its field."""
    read = alarm(
        Dimensions=[{"Name": "Stage", "Value": "prod"}, {"Name": "Host", "Value": "a"}],
        Unit="Count",
        DatapointsToAlarm=2,
        EvaluationPeriods=3,
        TreatMissingData="breaching",
        ActionsEnabled=False,
        AlarmActions=["arn:alarm"],
        OKActions=["arn:ok"],
        InsufficientDataActions=["arn:insufficient"],
        EvaluationWindow={"WallClockWindow": {"Timezone": "Europe/Berlin"}},
        WarmUpConfiguration={
            "WarmUpPeriodDurationInMinutes": 30,
            "OnlyStartEvaluatingAfterWarmUpPeriodEnds": True,
        },
    )
    metric = Metric(namespace="Shop", name="Orders", dimensions=(("Host", "a"), ("Stage", "prod")))

    assert metric == read.queries[0].metric
    assert read.queries[0].unit == "Count"
    assert (read.datapoints_to_alarm, read.evaluation_periods) == (2, 3)
    assert read.comparison == Comparison.LESS
    assert read.treat_missing_data == TreatMissingData.BREACHING
    assert (read.alarm_actions, read.ok_actions) == (("arn:alarm",), ("arn:ok",))
    assert read.insufficient_data_actions == ("arn:insufficient",)
    assert not read.actions_enabled
    assert WallClockWindow(time_zone="Europe/Berlin") == read.window
    assert WarmUp(minutes=30, whole=True) == read.warm_up


def test_numbers_and_truth_may_be_text() -> None:
    """CloudFormation accepts numbers and booleans as strings."""
    read = alarm(Period="300", Threshold="1.5", ActionsEnabled="false", EvaluationPeriods="2")

    assert (read.period, read.threshold, read.actions_enabled) == (300, 1.5, False)


def test_metrics_are_read_with_their_common_period() -> None:
    """An alarm on metric math has the period of its metrics."""
    queries = [
        query("m1"),
        {"Id": "e1", "Expression": "m1 * 2", "Label": "double"},
    ]
    read = alarm(Metrics=queries, Namespace=None, MetricName=None, Statistic=None, Period=None)

    assert (read.period, read.result_id) == (60, "e1")
    assert read.query("e1").label == "double"


@pytest.mark.parametrize(
    ("changes", "name", "said"),
    [
        ({"Period": None}, "Period", "is missing"),
        ({"Period": 45}, "Period", "multiple of 60"),
        ({"Period": {"Ref": "P"}}, "Period", "resolve the reference"),
        ({"EvaluationPeriods": 0}, "EvaluationPeriods", "from 1 to"),
        ({"EvaluationPeriods": "two"}, "EvaluationPeriods", "'two'"),
        ({"DatapointsToAlarm": 2}, "DatapointsToAlarm", "1 to EvaluationPeriods"),
        ({"Threshold": None}, "Threshold", "is missing"),
        ({"Threshold": True}, "Threshold", "finite number"),
        (
            {"ComparisonOperator": "LessThanTreshold"},
            "ComparisonOperator",
            "did you mean 'LessThanThreshold'?",
        ),
        ({"ComparisonOperator": "LessThanLowerThreshold"}, "ThresholdMetricId", "is missing"),
        ({"TreatMissingData": "notbreaching"}, "TreatMissingData", "did you mean 'notBreaching'?"),
        ({"Statistic": "p99"}, "Statistic", "move it to ExtendedStatistic"),
        ({"Statistic": "Median"}, "Statistic", "pNN"),
        ({"Dimensions": [{"Name": "Stage"}]}, "Dimensions[0].Value", "is missing"),
        ({"Dimensions": "Stage"}, "Dimensions", "a list"),
        ({"EvaluationWindow": {}}, "EvaluationWindow", "keep exactly one"),
        ({"EvaluationCriteria": {"PromQLCriteria": {}}}, "EvaluationCriteria", "PromQL query"),
    ],
)
def test_problem_names_property_value_rule_and_fix(
    changes: dict[str, Any], name: str, said: str
) -> None:
    """A property that cannot be used is reported by its name, with what to do."""
    assert said in problems_of(**changes)[name]


@pytest.mark.parametrize(
    ("metrics", "name", "said"),
    [
        ([query("m1", ReturnData=True), query("m1")], "Metrics", "stands 2 times"),
        ([query("m1"), query("m2")], "Metrics", "exactly one"),
        ([{"Id": "e1", "Expression": "m9 + 1"}], "Metrics[0].Expression", "m9"),
        (
            [query("m1"), {"Id": "e1", "Expression": "AVG(m1)"}],
            "Metrics[1].Expression",
            "single time series",
        ),
        ([query("m1"), {"Id": "e1", "Expression": "m1 +"}], "Metrics[1].Expression", "character 5"),
    ],
)
def test_metric_math_that_cannot_be_evaluated_is_a_problem(
    metrics: list[dict[str, Any]], name: str, said: str
) -> None:
    """Ids, results and grammar of metric math are checked when the alarm is read."""
    found = problems_of(
        Metrics=metrics, Namespace=None, MetricName=None, Statistic=None, Period=None
    )

    assert said in found[name]


def test_all_problems_come_at_once() -> None:
    """Every problem is reported, not only the first."""
    assert {"Period", "Threshold", "MetricName"} == problems_of(
        Period=45, Threshold="high", MetricName=None
    ).keys()


@pytest.mark.parametrize("value", [None, 5, "x", [], {}, True, [None], {"Ref": "x"}])
@pytest.mark.parametrize("name", sorted(set(properties()) | {"Metrics", "Dimensions", "Unit"}))
def test_no_value_of_a_property_breaks_the_reader(name: str, value: object) -> None:
    """Whatever a property holds, the reader returns an alarm or reports problems."""
    problems = []
    try:
        read = read_alarm(properties() | {name: value})
    except InvalidInputError as error:
        read, problems = None, list(error.problems)

    assert (read is None) == bool(problems)


RICH = [
    properties(
        Dimensions=[{"Name": "Stage", "Value": "prod"}],
        EvaluationWindow={"WallClockWindow": {"Timezone": "UTC"}},
        WarmUpConfiguration={"WarmUpPeriodDurationInMinutes": 5},
        AlarmActions=["arn:page"],
        Tags=[{"Key": "owner", "Value": "payments"}],
    ),
    properties(
        **dict.fromkeys(("Namespace", "MetricName", "Statistic", "Period")),
        Metrics=[query("m1"), query("m2"), {"Id": "e1", "Expression": "m1 + m2"}],
    ),
    {
        "EvaluationCriteria": {"PromQLCriteria": {"Query": "up", "PendingPeriod": 1}},
        "EvaluationInterval": 60,
    },
]
ODD = [None, "x", "", 5, -1, True, 1e999, float("nan"), 10**400, [], [None], {}, {"Ref": "x"}]


def paths(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of everything inside nested properties."""
    entries: Any = ()
    if isinstance(value, dict):
        entries = value.items()
    elif isinstance(value, list):
        entries = enumerate(value)
    for name, item in entries:
        yield (*path, name)
        yield from paths(item, (*path, name))


@given(data=st.data())
def test_odd_value_anywhere_is_a_problem_or_is_evaluated(data: st.DataObject) -> None:
    """Whatever stands anywhere inside properties, they are refused in words or evaluated."""
    changed = deepcopy(data.draw(st.sampled_from(RICH)))
    path = data.draw(st.sampled_from(list(paths(changed))))
    inner: Any = changed
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = deepcopy(data.draw(st.sampled_from(ODD)))
    problems = validate(changed)
    try:
        read = read_alarm(changed)
    except InvalidInputError as error:
        problems = list(error.problems)
    else:
        problems = problems or [evaluate_once(read, [], MONDAY).state]  # type: ignore[list-item]

    assert problems
