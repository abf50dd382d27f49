from dataclasses import replace
from typing import Any

import pytest

from tests.support.dashboards import (
    FAILURE_RATE,
    ORDERS_PLACED,
    PANEL,
    dashboard_of,
    panel_titled,
)
from tocsin.grafana import lint, render
from tocsin.grafana.metric_queries import reference_id
from tocsin.plan import SeriesSpec


def targets(*series: SeriesSpec) -> list[dict[str, Any]]:
    """Return the queries of a chart of *series*, after the linter has accepted them."""
    dashboard = render(dashboard_of(replace(PANEL, series=series, alarms=())))
    assert lint(dashboard) == ()
    found: list[dict[str, Any]] = panel_titled(dashboard, PANEL.title)["targets"]
    return found


def test_metric_is_asked_for_as_the_alarm_reads_it() -> None:
    """Namespace, name, dimensions, statistic and period are those of the series."""
    (target,) = targets(ORDERS_PLACED)

    assert {
        "namespace": "Shop",
        "metricName": "OrdersPlaced",
        "dimensions": {"Stage": ["prod"]},
        "statistic": "Sum",
        "period": "60",
        "matchExact": True,
        "metricEditorMode": 0,
        "metricQueryType": 0,
        "label": "Orders placed",
        "region": "$region",
    }.items() <= target.items()


def test_expression_reads_hidden_metrics() -> None:
    """Metric math is plain arithmetic over hidden queries, because dimensions are fixed."""
    failed, tried, result = targets(FAILURE_RATE)

    assert (failed["hide"], tried["hide"], result.get("hide")) == (True, True, None)
    assert result["expression"] == FAILURE_RATE.expression
    assert (result["metricEditorMode"], result["label"]) == (1, "Failure rate")


def test_series_of_one_panel_do_not_share_ids() -> None:
    """Two series may call their metrics alike, and quoted words are no ids."""
    other = replace(FAILURE_RATE, label="Other", expression="FILL(failed, 0) + LOG(tried)")
    quoted = replace(FAILURE_RATE, label="Quoted", expression="SEARCH('failed', 'Sum') + failed")
    found = targets(FAILURE_RATE, other, quoted)

    assert len({target["id"] for target in found}) == 9
    assert [target["refId"] for target in found] == list("ABCDEFGHI")
    assert [target["expression"] for target in found if target["expression"]] == [
        "IF(tried_1 >= 10, 100 * failed_1 / tried_1, 0)",
        "FILL(failed_2, 0) + LOG(tried_2)",
        "SEARCH('failed', 'Sum') + failed_3",
    ]


def test_id_of_the_result_is_free() -> None:
    """A metric may be called result."""
    metrics = (replace(FAILURE_RATE.metrics[0], id="result"),)
    series = replace(FAILURE_RATE, metrics=metrics, expression="2 * result")

    assert [target["id"] for target in targets(series)] == ["result", "result_"]


@pytest.mark.parametrize(
    ("index", "expected"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (701, "ZZ"), (702, "AAA")]
)
def test_reference_ids_are_letters(index: int, expected: str) -> None:
    """Queries are called as Grafana's editor calls them."""
    assert reference_id(index) == expected
