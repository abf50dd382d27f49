import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.dashboards import DASHBOARD, NO_ORDERS, panel_titled
from tests.support.viewpoints import of_every_type, planned
from tocsin.grafana import Exclusion, lint, render, unlike_alarms
from tocsin.grafana.lint import RULES

Json = dict[str, Any]
Change = Callable[[Json], object]

GOOD = render(DASHBOARD)


def chart(dashboard: Json) -> Json:
    """Return a chart of one metric."""
    return panel_titled(dashboard, "Orders placed")


def math_chart(dashboard: Json) -> Json:
    """Return a chart of an expression over two metrics."""
    return panel_titled(dashboard, "Failure rate")


def target(dashboard: Json) -> Json:
    """Return the query of a chart of one metric."""
    found: Json = chart(dashboard)["targets"][0]
    return found


def divided_searches(dashboard: Json) -> None:
    """Divide two queries of which Grafana makes a SEARCH, because a dimension has any value."""
    panel = math_chart(dashboard)
    for each in panel["targets"][:2]:
        each["dimensions"] = {"Stage": ["*"]}
    panel["targets"][2]["expression"] = "failed / tried"


def logs(dashboard: Json) -> Json:
    """Return the first query of the logs."""
    target: Json = panel_titled(dashboard, "Newest errors", "logs")["targets"][0]
    return target


def variable(dashboard: Json, number: int) -> Json:
    """Return a variable."""
    found: Json = dashboard["templating"]["list"][number]
    return found


def trace_target(dashboard: Json) -> Json:
    """Return the query of a map of services."""
    title = "Who calls whom: shop-prod-checkout-faults"
    target: Json = panel_titled(dashboard, title, "nodeGraph")["targets"][0]
    return target


def many_panels(dashboard: Json, count: int, targets: int = 1) -> None:
    """Add panels in places of their own."""
    model = math_chart(dashboard)
    for number in range(count):
        panel = copy.deepcopy(model)
        panel |= {"id": 10_000_000 + number, "gridPos": {"x": 0, "y": 900 + number, "w": 1, "h": 1}}
        panel["targets"] = [
            panel["targets"][0] | {"refId": f"R{each}", "id": f"r{each}"} for each in range(targets)
        ]
        dashboard["panels"].append(panel)


def several(dashboard: Json, count: int) -> list[Json]:
    """Return *count* queries like that of a chart."""
    target = chart(dashboard)["targets"][0]
    return [target | {"refId": f"R{each}", "id": f"r{each}"} for each in range(count)]


DEFECTS: list[tuple[str, str, Change]] = [
    ("dashboard/uid", "uid is ''", lambda d: d.update(uid="")),
    ("dashboard/uid", "uid is 'a b'", lambda d: d.update(uid="a b")),
    ("dashboard/uid", "uid is 'aaa", lambda d: d.update(uid="a" * 41)),
    ("dashboard/title", "title is empty", lambda d: d.update(title=" ")),
    ("dashboard/title", "description is empty", lambda d: d.pop("description")),
    ("dashboard/schema-version", "is 36", lambda d: d.update(schemaVersion=36)),
    ("dashboard/schema-version", "is nothing", lambda d: d.pop("schemaVersion")),
    ("dashboard/editable", "is True", lambda d: d.update(editable=True)),
    ("dashboard/refresh", "'30s'", lambda d: d.update(refresh="30s")),
    ("dashboard/refresh", "'soon'", lambda d: d.update(refresh="soon")),
    ("dashboard/time", "2026", lambda d: d.update(time={"from": "2026-01-01", "to": "now"})),
    ("dashboard/tags", "add 'tocsin'", lambda d: d.update(tags=["generated"])),
    ("dashboard/open-panels", "22 panels", lambda d: many_panels(d, 20)),
    (
        "metric-query/unknown-metric",
        "use ApproximateNumberOfMessagesVisible",
        lambda d: target(d).update(namespace="AWS/SQS", metricName="QueueDepth"),
    ),
    (
        "metric-query/unknown-metric",
        "AWS/SQS has no metric 'NumberOfMessagesSend'",
        lambda d: target(d).update(namespace="AWS/SQS", metricName="NumberOfMessagesSend"),
    ),
    (
        "metric-query/dimensions",
        "published by QueueName",
        lambda d: target(d).update(
            namespace="AWS/SQS", metricName="NumberOfMessagesSent", dimensions={"Queue": ["a"]}
        ),
    ),
    (
        "metric-query/expression",
        "FILLED",
        lambda d: math_chart(d)["targets"][-1].update(expression="FILLED(failed, 0)"),
    ),
    (
        "metric-query/expression",
        "array of time series",
        divided_searches,
    ),
    ("dashboard/query-budget", "104 queries", lambda d: many_panels(d, 11, 9)),
    (
        "dashboard/account-id",
        "111122223333",
        lambda d: logs(d).update(expression="filter a = 111122223333 | limit 1"),
    ),
    (
        "dashboard/links",
        "http://example.com/x",
        lambda d: chart(d).update(description="[a](https://a) [x](http://example.com/x)"),
    ),
    ("dashboard/size", "bytes", lambda d: d.update(description="x" * 1_000_000)),
    ("variable/label", "no label", lambda d: variable(d, 2).pop("label")),
    ("variable/refresh", "refresh is 1", lambda d: variable(d, 2).update(refresh=1)),
    ("variable/data-source", "name it cloudwatch", lambda d: variable(d, 0).update(name="metrics")),
    (
        "variable/twice",
        "defined twice",
        lambda d: d["templating"]["list"].append(variable(d, 2)),
    ),
    (
        "variable/undefined",
        "'function'",
        lambda d: chart(d)["targets"][0]["dimensions"].update(Stage=["$function"]),
    ),
    (
        "variable/undefined",
        "'name'",
        lambda d: chart(d)["targets"][0]["dimensions"].update(Stage=["${name:csv}"]),
    ),
    (
        "variable/unused",
        "'spare'",
        lambda d: d["templating"]["list"].append(
            {"type": "textbox", "name": "spare", "label": "Spare", "query": ""}
        ),
    ),
    ("panel/title", "title is empty", lambda d: chart(d).update(title="")),
    ("panel/title", "description is empty", lambda d: chart(d).update(description="")),
    ("panel/id", "id is 0", lambda d: chart(d).update(id=0)),
    ("panel/id", "id is nothing", lambda d: chart(d).pop("id")),
    ("panel/id", "no other panel has", lambda d: chart(d).update(id=math_chart(d)["id"])),
    ("panel/data-source", "'P1'", lambda d: chart(d)["datasource"].update(uid="P1")),
    (
        "panel/data-source",
        "'P1'",
        lambda d: chart(d)["targets"][0]["datasource"].update(uid="P1"),
    ),
    ("panel/unit", "''", lambda d: chart(d)["fieldConfig"]["defaults"].pop("unit")),
    (
        "panel/unit",
        "'meows'",
        lambda d: chart(d)["fieldConfig"]["defaults"].update(unit="meows"),
    ),
    ("panel/queries", "asks for nothing", lambda d: chart(d).update(targets=[])),
    ("panel/no-value", "no data", lambda d: chart(d)["fieldConfig"]["defaults"].pop("noValue")),
    ("panel/reference-id", "refId 'B'", lambda d: math_chart(d)["targets"][0].update(refId="B")),
    ("panel/reference-id", "refId ''", lambda d: chart(d)["targets"][0].update(refId="")),
    ("panel/series", "7 series", lambda d: chart(d).update(targets=several(d, 7))),
    ("panel/series", "501 metrics", lambda d: chart(d).update(targets=several(d, 501))),
    ("panel/runbook", "no runbook", lambda d: chart(d).update(description="Orders.")),
    (
        "panel/thresholds",
        "[5, 1]",
        lambda d: chart(d)["fieldConfig"]["defaults"]["thresholds"].update(
            steps=[
                {"color": "green", "value": None},
                {"color": "red", "value": 5},
                {"color": "red", "value": 1},
            ]
        ),
    ),
    ("grid/overflow", "'w': 30", lambda d: chart(d)["gridPos"].update(w=30)),
    ("grid/overflow", "'x': -1", lambda d: chart(d)["gridPos"].update(x=-1)),
    ("grid/overflow", "'h': 0", lambda d: chart(d)["gridPos"].update(h=0)),
    ("grid/overflow", "is nothing", lambda d: chart(d).pop("gridPos")),
    ("grid/overflow", "'12'", lambda d: chart(d)["gridPos"].update(w="12")),
    (
        "grid/overlap",
        "'Failure rate'",
        lambda d: math_chart(d).update(gridPos=chart(d)["gridPos"]),
    ),
    (
        "grid/overlap",
        "'Newest errors'",
        lambda d: panel_titled(d, "Newest errors", "logs").update(
            gridPos=panel_titled(d, "Errors in the logs")["gridPos"]
        ),
    ),
    (
        "metric-query/editor-mode",
        "metricEditorMode is nothing",
        lambda d: chart(d)["targets"][0].pop("metricEditorMode"),
    ),
    (
        "metric-query/editor-mode",
        "metricQueryType is nothing",
        lambda d: chart(d)["targets"][0].pop("metricQueryType"),
    ),
    ("metric-query/id", "'Value'", lambda d: chart(d)["targets"][0].update(id="Value")),
    ("metric-query/id", "'tried'", lambda d: math_chart(d)["targets"][0].update(id="tried")),
    ("metric-query/region", "''", lambda d: chart(d)["targets"][0].update(region="")),
    ("metric-query/region", "'Ohio'", lambda d: chart(d)["targets"][0].update(region="Ohio")),
    (
        "metric-query/metric",
        "namespace is empty",
        lambda d: chart(d)["targets"][0].update(namespace=""),
    ),
    (
        "metric-query/metric",
        "metricName is empty",
        lambda d: chart(d)["targets"][0].update(metricName=""),
    ),
    (
        "metric-query/statistic",
        "'avg'",
        lambda d: chart(d)["targets"][0].update(statistic="avg"),
    ),
    (
        "metric-query/undefined",
        "'other'",
        lambda d: math_chart(d)["targets"][2].update(expression="100 * failed / other"),
    ),
    (
        "metric-query/math-on-search",
        "SUM(failed)",
        lambda d: math_chart(d)["targets"][0]["dimensions"].update(Stage=["*"]),
    ),
    (
        "metric-query/math-on-search",
        "'failed'",
        lambda d: math_chart(d)["targets"][0].update(matchExact=False),
    ),
    (
        "metric-query/math-on-search",
        "'failed'",
        lambda d: (
            variable(d, 2).update(multi=True),
            math_chart(d)["targets"][0]["dimensions"].update(Stage=["$region"]),
        ),
    ),
    ("log-query/groups", "0 log groups", lambda d: logs(d).update(logGroupNames=[])),
    ("log-query/groups", "51 log groups", lambda d: logs(d).update(logGroupNames=["a"] * 51)),
    ("log-query/limit", "no limit", lambda d: logs(d).update(expression="fields @message")),
    ("dashboard/round-trip", "dashboard: titel", lambda d: d.update(titel="Typo")),
    (
        "dashboard/round-trip",
        "lineWith",
        lambda d: chart(d)["fieldConfig"]["defaults"]["custom"].update(lineWith=2),
    ),
    (
        "dashboard/round-trip",
        "metricsName",
        lambda d: chart(d)["targets"][0].update(metricsName="OrdersPlaced"),
    ),
    (
        "dashboard/round-trip",
        "'Metric'",
        lambda d: chart(d)["targets"][0].update(queryMode="Metric"),
    ),
    ("dashboard/round-trip", "filter", lambda d: trace_target(d).update(filter="fault")),
]


@pytest.mark.parametrize(
    ("rule", "words", "change"),
    DEFECTS,
    ids=[f"{rule}-{number}" for number, (rule, _, _) in enumerate(DEFECTS)],
)
def test_defect_is_found(rule: str, words: str, change: Change) -> None:
    """Each defect is reported by its rule, in words that show what was found."""
    dashboard = copy.deepcopy(GOOD)
    change(dashboard)
    found = [str(problem) for problem in lint(dashboard) if problem.kind == rule]

    assert [text for text in found if words in text]


def test_good_dashboard_breaks_no_rule() -> None:
    """What the defects are seeded into is sound."""
    assert lint(GOOD) == ()


def test_a_machine_has_no_other_name() -> None:
    """Metrics of AWS Step Functions are told apart by the ARN of the machine alone."""
    dashboard = copy.deepcopy(GOOD)
    arn = "arn:aws:states:us-east-1:111122223333:stateMachine:shop-prod-incident-critical"
    chart(dashboard)["targets"][0]["dimensions"].update(StateMachineArn=[arn])

    assert [each for each in lint(dashboard) if each.kind == "dashboard/account-id"] == []


def test_each_rule_finds_something() -> None:
    """No rule is there that nothing can break, and no two have one name."""
    names = [rule.id for rule in RULES]

    assert {rule for rule, _, _ in DEFECTS} == set(names)
    assert len(names) == len(set(names))


def test_problem_says_what_why_and_how_to_mend_it() -> None:
    """A problem has all that a reader needs, and its text names the place."""
    (problem,) = lint(copy.deepcopy(GOOD) | {"editable": True})

    assert problem.kind == "dashboard/editable"
    assert problem.severity == "warning"
    assert problem.why
    assert str(problem) == (
        "dashboard: editable is True; set it to false, and change the viewpoint instead"
    )


@pytest.mark.parametrize(
    ("where", "expected"), [("dashboard", 0), ("*", 0), ("panel 'Orders placed' (1)", 1)]
)
def test_rule_may_be_broken_for_a_reason(where: str, expected: int) -> None:
    """An exclusion holds for one rule at one place, or on the whole dashboard."""
    exclusion = Exclusion(rule="dashboard/editable", where=where, reason="It is a draft.")

    assert len(lint(GOOD | {"editable": True}, exclusions=[exclusion])) == expected


@pytest.mark.parametrize(
    "expression",
    ["100 * SUM(failed) / SUM(tried)", "IF(AVG(failed) > 1, MAX(tried), 0)"],
)
def test_aggregated_search_is_no_defect(expression: str) -> None:
    """Functions that make one series of many may read a search."""
    dashboard = copy.deepcopy(GOOD)
    targets = math_chart(dashboard)["targets"]
    for target in targets[:2]:
        target["dimensions"]["Stage"] = ["*"]
    targets[2]["expression"] = expression

    assert lint(dashboard) == ()


@pytest.mark.parametrize("refresh", ["1m", "90s", "5m", "1h", ""])
def test_slow_refresh_is_no_defect(refresh: str) -> None:
    """A minute and more, or no refresh at all, is fine."""
    assert lint(GOOD | {"refresh": refresh}) == ()


PLACES: list[tuple[str | int, ...]] = []


def _collect(value: object, path: tuple[str | int, ...] = ()) -> None:
    PLACES.append(path)
    if isinstance(value, dict):
        for key, each in value.items():
            _collect(each, (*path, key))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            _collect(each, (*path, number))


_collect(GOOD)

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=3,
)


@settings(max_examples=300)
@given(st.sampled_from(PLACES[1:]), ANYTHING)
def test_linter_survives_any_document(path: tuple[str | int, ...], value: object) -> None:
    """Whatever stands at any place of a dashboard, the linter reports and does not fail."""
    dashboard = json.loads(json.dumps(GOOD))
    holder = dashboard
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value

    for problem in lint(dashboard):
        assert str(problem.where)
        assert problem.fix


def test_dashboards_of_every_type_read_what_aws_publishes() -> None:
    """The rules that ask the catalogue and read expressions find nothing of our own."""
    found = [
        f"{board.id}: {problem}"
        for board in planned(of_every_type()).dashboards
        for problem in lint(render(board))
        if problem.kind.startswith("metric-query/")
    ]

    assert found == []


def test_a_line_that_no_alarm_has_is_found() -> None:
    """A threshold that somebody moved by hand, or that is that of another alarm."""
    dashboard = copy.deepcopy(GOOD)
    assert unlike_alarms(dashboard, [NO_ORDERS]) == ()

    chart(dashboard)["fieldConfig"]["defaults"]["thresholds"]["steps"][1]["value"] = 2

    (problem,) = unlike_alarms(dashboard, [NO_ORDERS])
    assert "a line at 2" in problem.what
