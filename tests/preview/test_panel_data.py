"""What a panel shows is what its queries say of the data, and nothing else."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from tests.support.preview import START, Given, dashboard, expression, metric, panel, series
from tocsin.evaluation import SuppliedSeries
from tocsin.preview.metric_source import MetricSource
from tocsin.preview.panel_data import PanelData, panel_data
from tocsin.preview.variables import Variables

FAILED = series("Failed", [1, 2, 3, 0])
TRIED = series("Tried", [10, 10, 10, 10])


def data(
    source: MetricSource, *targets: Mapping[str, Any], minutes: float = 4, **changes: object
) -> PanelData:
    """Return the data of a panel with *targets*."""
    variables = Variables.of(dashboard(**changes))
    end = START + 60 * minutes
    return panel_data(panel(*targets), variables, source, start=START, end=end)


def drawn(found: PanelData) -> dict[str, list[float | None]]:
    """Return the values of each series by its name."""
    return {
        each.name: [None if value != value else value for value in each.values.tolist()]  # noqa: PLR0124 - NaN
        for each in found.series
    }


@pytest.mark.parametrize(
    ("statistic", "values"),
    [
        ("Sum", [3, 3]),
        ("Average", [1.5, 1.5]),
        ("Maximum", [2, 3]),
        ("Minimum", [1, 0]),
        ("SampleCount", [2, 2]),
        ("p50", [1.5, 1.5]),
    ],
)
def test_a_metric_has_the_statistic_and_the_period_of_its_query(
    statistic: str, values: Sequence[float]
) -> None:
    """As CloudWatch makes datapoints of samples."""
    asked = metric("A", "Failed", statistic=statistic, period="120")

    assert drawn(data(Given(FAILED), asked)) == {"Failed": values}


@pytest.mark.parametrize(("written", "seconds"), [("5m", 300), ("60", 60), ("", 60), ("auto", 60)])
def test_a_period_may_be_written_as_grafana_does(written: str, seconds: int) -> None:
    """One that Grafana chooses is a minute."""
    found = data(Given(FAILED), metric("A", "Failed", period=written))

    assert [each.period for each in found.series] == [seconds]


def test_metric_math_is_that_of_the_alarms() -> None:
    """Hidden queries are read and not drawn."""
    asked = (
        metric("A", "Failed", hide=True),
        metric("B", "Tried", hide=True),
        expression("C", "IF(tried >= 10, 100 * failed / tried, 0)", label="Failure rate"),
    )

    assert drawn(data(Given(FAILED, TRIED), *asked)) == {"Failure rate": [10, 20, 30, 0]}


def test_metrics_reads_the_queries_of_the_panel() -> None:
    """In their order."""
    asked = (metric("A", "Failed"), metric("B", "Tried"), expression("C", "SUM(METRICS())"))

    assert drawn(data(Given(FAILED, TRIED), *asked))["SUM(METRICS())"] == [11, 12, 13, 10]


@pytest.mark.parametrize(
    "changes",
    [
        {"metricName": "Other"},
        {"namespace": "AWS/Shop"},
        {"dimensions": {"Stage": ["test"]}},
        {"dimensions": {}},
        {"dimensions": {"Stage": ["prod"], "Service": ["checkout"]}},
        {"region": "us-east-1"},
    ],
)
def test_a_metric_is_exactly_the_one_that_is_named(changes: Mapping[str, object]) -> None:
    """Nothing is drawn of another one, and it needs no note."""
    found = data(Given(FAILED), metric("A", "Failed", **changes))

    assert found == PanelData(series=(), notes=())


def test_math_on_metrics_without_data_draws_nothing() -> None:
    """Although FILL would make values of nothing."""
    asked = (metric("A", "Failed", hide=True), expression("B", "FILL(failed, 0)"))

    assert drawn(data(Given(TRIED), *asked)) == {}


def test_math_takes_a_metric_without_data_as_one_without_datapoints() -> None:
    """As an alarm does that reads both."""
    asked = (
        metric("A", "Failed", hide=True),
        metric("B", "Tried", hide=True),
        expression("C", "tried - FILL(failed, 0)"),
    )

    assert drawn(data(Given(TRIED), *asked)) == {"tried - FILL(failed, 0)": [10, 10, 10, 10]}


def test_gaps_stay_gaps() -> None:
    """A slot without samples has no value."""
    assert drawn(data(Given(series("Failed", [1, 2], step=120)), metric("A", "Failed"))) == {
        "Failed": [1, None, 2, None]
    }


QUEUES = (
    series("Age", [1, 2, 3, 4], Queue="orders"),
    series("Age", [5, 6, 7, 8], Queue="refunds"),
    series("Age", [9, 9, 9, 9], Queue="orders", Stage="test"),
)


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ({"dimensions": {"Queue": ["*"]}}, ["Age orders", "Age refunds"]),
        ({"dimensions": {"Queue": ["orders", "refunds"]}}, ["Age orders", "Age refunds"]),
        ({"dimensions": {"Queue": "$queue"}}, ["Age orders", "Age refunds"]),
        ({"dimensions": {"Queue": ["refunds"]}}, ["Age"]),
        ({"dimensions": {}, "matchExact": False}, ["Age orders", "Age refunds", "Age orders test"]),
    ],
)
def test_several_values_of_a_dimension_give_several_series(
    changes: Mapping[str, object], names: list[str]
) -> None:
    """As many as the data have."""
    chosen = {"name": "queue", "type": "custom", "current": {"value": ["orders", "refunds"]}}
    asked = metric("A", "Age", region="", **changes)

    found = data(Given(*QUEUES), asked, templating={"list": [chosen]})

    assert [each.name for each in found.series] == names


def test_math_on_several_series_reads_them_as_a_list() -> None:
    """As on the result of a SEARCH."""
    asked = (
        metric("A", "Age", hide=True, dimensions={"Queue": ["*"]}),
        expression("B", "MAX(age)", label="Oldest"),
    )

    assert drawn(data(Given(*QUEUES), *asked)) == {"Oldest": [5, 6, 7, 8]}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("SEARCH('{Shop,Queue} MetricName=\"Age\"', 'Sum', 60)", ["Ages orders", "Ages refunds"]),
        ("SEARCH('{Shop,Queue} MetricName=\"Age\" Queue=\"refunds\"', 'Sum')", ["Ages"]),
        ("SEARCH('{Shop,\"Queue\",Stage} MetricName=\"Age\"', 'Sum')", ["Ages"]),
        ("SUM(SEARCH('{Shop,Queue} MetricName=\"Age\"', 'Sum', 60))", ["Ages"]),
        ("SEARCH('{Shop,Queue} MetricName=\"Other\"', 'Sum', 60)", []),
        ("SUM(SEARCH('{Shop} MetricName=\"Age\"', 'Sum', 60))", []),
    ],
)
def test_a_search_finds_the_metrics_of_the_data(text: str, names: list[str]) -> None:
    """Where it names schema and values exactly."""
    found = data(Given(*QUEUES), expression("A", text, label="Ages"))

    assert [each.name for each in found.series] == names
    assert found.notes == ()


@pytest.mark.parametrize(
    "query", ["MetricName=Age", "{Shop,Queue} Age", '{Shop,Queue} NOT Queue="a"', "{Shop} a OR b"]
)
def test_a_looser_search_is_left_to_cloudwatch(query: str) -> None:
    """Which alone knows what parts of words find."""
    found = data(Given(*QUEUES), expression("A", f"SEARCH('{query}', 'Sum', 60)"))

    assert found.series == ()
    assert "is answered by CloudWatch alone" in found.notes[0]


def test_a_band_is_drawn_where_the_data_have_it() -> None:
    """Its text is found whatever the ids of the panel are."""
    text = "ANOMALY_DETECTION_BAND(<ShopFailed{Stage=prod}Sum>,2)"
    times = [START + 60 * number for number in range(4)]
    band = SuppliedSeries.of("", times, [0, 0, 0, 0], [4, 4, 4, 4])
    asked = (
        metric("A", "Failed"),
        expression("B", "ANOMALY_DETECTION_BAND(failed, 2)", label="Usual"),
    )

    found = data(Given(FAILED, results={text: band}), *asked)

    assert drawn(found) == {
        "Failed": [1, 2, 3, 0],
        "Usual lower": [0, 0, 0, 0],
        "Usual upper": [4, 4, 4, 4],
    }


@pytest.mark.parametrize(
    ("asked", "note"),
    [
        (
            expression("B", "ANOMALY_DETECTION_BAND(failed, 2)"),
            "B: ANOMALY_DETECTION_BAND(failed) is computed by CloudWatch alone",
        ),
        (expression("B", "failed +"), "B: "),
        (expression("B", "unknown + failed"), "B: "),
        (metric("B", "Failed", statistic="Median"), "'Median' is not a statistic"),
        ({"refId": "B", "queryMode": "Logs", "expression": "fields @message"}, "have no logs"),
        (
            metric("B", "Failed", metricQueryType=1, sqlExpression="SELECT SUM(Failed) FROM Shop"),
            "a query in SQL is answered by CloudWatch alone",
        ),
    ],
)
def test_what_has_no_answer_is_said_and_the_rest_drawn(asked: Mapping[str, Any], note: str) -> None:
    """A panel never shows a value that the data do not have."""
    found = data(Given(FAILED), metric("A", "Failed"), asked)

    assert [each.name for each in found.series] == ["Failed"]
    assert len(found.notes) == 1
    assert note in found.notes[0]


def test_the_first_slot_begins_at_a_multiple_of_its_period() -> None:
    """And the last reaches over the end."""
    variables = Variables.of(dashboard())
    shown = panel(metric("A", "Failed", period="300"))

    found = panel_data(shown, variables, Given(FAILED), start=START + 60, end=START + 310)

    assert found.series[0].start == START
    assert len(found.series[0].values) == 2


@pytest.mark.parametrize("targets", [None, "A", [1], [{"refId": None}], [{}], {"a": 1}])
def test_odd_files_are_no_failure(targets: object) -> None:
    """A panel of any other dashboard has whatever its makers wrote."""
    shown = {"id": 1, "targets": targets}

    found = panel_data(shown, Variables.of(dashboard()), Given(FAILED), start=START, end=START + 60)

    assert found.series == ()
