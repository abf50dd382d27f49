"""Alarms that compare with what CloudWatch has learnt of a metric."""

import pytest

from tests.support.viewpoints import changed, planned, problems_of
from tocsin.diagnostics import InvalidValueError
from tocsin.evaluation import Comparison, read_alarm
from tocsin.grafana import render
from tocsin.plan import AlarmSpec, alarm_properties
from tocsin.viewpoint import Condition

WHEN = '"< 1 for 3 of 5"'
RATE = "      rate: {expression: 100 * a, of: {a: orders placed}, unit: percent}\n    alarms:\n"
NOT_URGENT = ("severity: critical", "severity: info")


def _alarm(*changes: tuple[str, str]) -> AlarmSpec:
    plan = planned(changed(*changes))
    return next(alarm for alarm in plan.alarms if alarm.id == "checkout-no-orders")


@pytest.mark.parametrize(
    ("side", "comparison"),
    [
        ("outside", Comparison.OUTSIDE_BAND),
        ("below", Comparison.BELOW_BAND),
        ("above", Comparison.ABOVE_BAND),
    ],
)
def test_an_alarm_compares_with_a_band(side: str, comparison: Comparison) -> None:
    """CloudWatch takes it: the metric, the band as the second result, and no threshold."""
    alarm = _alarm((WHEN, f'"{side} band 3 for 2 of 3"'))
    properties = alarm_properties(alarm)

    read = read_alarm(properties)
    assert read.comparison == comparison
    assert "Threshold" not in properties
    assert properties["Metrics"][0]["Expression"] == "ANOMALY_DETECTION_BAND(value, 3)"
    assert properties["ThresholdMetricId"] == properties["Metrics"][0]["Id"]
    assert alarm.condition == (
        f"Orders placed {side} the usual band of 3 standard deviations for 2 of 3 periods of 1 min"
    )


def test_a_calculated_metric_has_a_band() -> None:
    """The band is that of the result."""
    alarm = _alarm(
        (WHEN, "above band"),
        ("    alarms:\n", RATE),
        ("metric: orders placed\n", "metric: rate\n"),
    )

    band, result, _ = alarm_properties(alarm)["Metrics"]
    assert band["Expression"] == "ANOMALY_DETECTION_BAND(result, 2)"
    assert result["ReturnData"]
    assert read_alarm(alarm_properties(alarm)).comparison == Comparison.ABOVE_BAND


@pytest.mark.parametrize("text", ["outside band 3 for 3 of 5", "below band 0.5 for 1 of 1"])
def test_a_band_is_written_as_it_is_read(text: str) -> None:
    """Also what is left out is written."""
    assert str(Condition.parse(text)) == text
    assert str(Condition.parse("above band")) == "above band 2 for 1 of 1"


@pytest.mark.parametrize("text", ["band 3", "beside band 3", "outside band -3", "above band 0"])
def test_what_is_no_band_is_refused(text: str) -> None:
    """It is said how to write one."""
    with pytest.raises(InvalidValueError, match="band"):
        Condition.parse(text)


def test_cloudwatch_learns_periods_of_an_hour_at_most() -> None:
    """What it refuses is a problem of the viewpoint."""
    long = '"outside band 3"\n        period: 2h'
    found = problems_of(changed((WHEN, long), NOT_URGENT))

    assert len(found) == 1
    assert "anomaly detection band" in found[0].what


@pytest.mark.parametrize(
    ("critical", "warning", "is_right"),
    [
        ("below band 4", "below band 2", True),
        ("below band 2", "below band 4", False),
        ("above band 4", "below band 2", False),
        ("< 1", "below band 2", True),
    ],
)
def test_the_wider_band_is_the_worse_one(critical: str, warning: str, *, is_right: bool) -> None:
    """Beside a threshold nobody knows which is worse."""
    both = f'critical: "{critical}"\n        warning: "{warning}"'
    found = problems_of(changed((f"severity: critical\n        when: {WHEN}", both)))

    assert ("plan/thresholds-out-of-order" not in {each.kind for each in found}) == is_right


def test_a_chart_shows_the_band() -> None:
    """The alarm has a chart of its own with the band, and no line."""
    text = changed((WHEN, "outside band 3")) + "dashboards:\n  all: {services: [checkout]}\n"
    (board,) = (each for each in planned(text).dashboards if each.id == "all")

    charts = [panel for panel in render(board)["panels"] if "what is usual" in panel["title"]]
    assert len(charts) == 1
    expressions = [target.get("expression") for target in charts[0]["targets"]]
    assert any("ANOMALY_DETECTION_BAND" in str(each) for each in expressions)
    steps = charts[0]["fieldConfig"]["defaults"]["thresholds"]["steps"]
    assert [step["value"] for step in steps] == [None]
