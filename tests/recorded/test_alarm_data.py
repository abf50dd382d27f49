from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.support.recorded import (
    MONDAY,
    alarm_resource,
    answer,
    assembly,
    band_alarm,
    query,
    recorded,
    write_answer,
)
from tocsin.evaluation import MetricAlarm, MetricSeries
from tocsin.recorded import AlarmData, WithoutData, read_recorded
from tocsin.simulation import AlarmSet

Pair = tuple[dict[str, Any], Sequence[object]]


def _data(folder: Path, alarm: dict[str, object], *pairs: Pair) -> tuple[AlarmData, AlarmSet]:
    alarms = AlarmSet.of(assembly(folder, alarm))
    return AlarmData(recorded(folder, *pairs), alarms), alarms


def _series(data: AlarmData, alarms: AlarmSet) -> MetricSeries:
    (alarm,) = alarms.metric_alarms.values()
    assert isinstance(alarm.definition, MetricAlarm)
    series = data.find(alarm.definition.queries[0])
    assert series is not None
    return series


def test_series_of_same_statistic_and_period_serves(tmp_path: Path) -> None:
    """What was recorded as the alarm reads it is taken as it is."""
    data, alarms = _data(tmp_path, alarm_resource("errors"), (query(), [1, 2]))

    assert data.without_data == ()
    assert _series(data, alarms).sums.tolist() == [1, 2]


@pytest.mark.parametrize("statistic", ["Sum", "SampleCount", "Minimum", "Maximum"])
def test_finer_series_serves_where_it_adds_up(tmp_path: Path, statistic: str) -> None:
    """Minutes serve an alarm of five minutes, and are better than five minutes."""
    alarm = alarm_resource("errors", Statistic=statistic, Period=300)
    fine, coarse = query(statistic=statistic), query(statistic=statistic, period=300)

    data, alarms = _data(tmp_path, alarm, (coarse, [9]), (fine, [1, 2, 3, 4, 5]))

    assert data.without_data == ()
    assert _series(data, alarms).sums.tolist() == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(("statistic", "values"), [("Sum", [2.0, 40.0]), ("Average", [2.0, 10.0])])
def test_averages_are_weighted(tmp_path: Path, statistic: str, values: list[float]) -> None:
    """Averages of minutes are joined by their number of samples: (2 + 4 x 10) / 5."""
    alarm = alarm_resource("latency", Statistic="Average", Period=300)

    data, alarms = _data(
        tmp_path,
        alarm,
        (query(statistic=statistic), values),
        (query(statistic="SampleCount"), [1, 4]),
    )

    series = _series(data, alarms)
    assert data.without_data == ()
    assert series.counts is not None
    assert series.sums.sum() / series.counts.sum() == pytest.approx(8.4)


@pytest.mark.parametrize(
    ("changes", "asked", "words"),
    [
        ({}, query(metric="Orders"), ("Shop Errors {} is not recorded; record it",)),
        ({}, query(dimensions={"Service": "cart"}), ("only Shop Errors {Service=cart}", "exactly")),
        ({}, query(statistic="Average"), ("recorded as Average", "the alarm reads Sum")),
        ({}, query(period=300), ("a period of 300 s", "the alarm's is 60 s", "60 s or less")),
        ({"Unit": "Count"}, query(), ("recorded in no unit", "the alarm reads Count")),
        ({"Unit": "Count"}, query(unit="Bytes"), ("recorded in Bytes", "the alarm reads Count")),
        (
            {"Statistic": "Average", "Period": 300},
            query(statistic="Average"),
            ("cannot be joined to 300 s", "together with SampleCount"),
        ),
        (
            {"Statistic": None, "ExtendedStatistic": "p99", "Period": 300},
            query(statistic="p99"),
            ("cannot be joined to 300 s", "record it with 300 s"),
        ),
        ({"Period": 300}, query(period=120), ("cannot be joined to 300 s",)),
    ],
)
def test_what_does_not_serve_is_said(
    tmp_path: Path, changes: dict[str, object], asked: dict[str, Any], words: tuple[str, ...]
) -> None:
    """An alarm without data comes with the reason, and with what to record."""
    data, _ = _data(tmp_path, alarm_resource("errors", **changes), (asked, [1, 2]))

    (missing,) = data.without_data
    assert missing.alarm == "errors"
    assert all(word in missing.why for word in words), missing.why


def test_any_single_unit_serves_an_alarm_without_unit(tmp_path: Path) -> None:
    """An alarm that names no unit reads the unit there is, unless there are several."""
    data, _ = _data(tmp_path, alarm_resource("errors"), (query(unit="Count"), [1]))
    assert data.without_data == ()

    pairs = [(query(unit="Count"), [1]), (query(unit="Bytes"), [1])]
    data, _ = _data(tmp_path, alarm_resource("errors"), *pairs)
    assert "recorded in Bytes, Count, but the alarm names no unit" in data.without_data[0].why


def test_region_must_be_the_same(tmp_path: Path) -> None:
    """A metric of another Region is another metric; data that name none serve all."""
    alarms = AlarmSet.of(assembly(tmp_path, alarm_resource("errors")))

    def without(**region: str) -> tuple[WithoutData, ...]:
        path = write_answer(tmp_path / "elsewhere.json", answer((query(), [1]), **region))
        return AlarmData(read_recorded(path)[0], alarms).without_data

    assert without() == ()
    assert without(Region="eu-west-1") == ()
    assert "in us-east-1 and not in eu-west-1" in without(Region="us-east-1")[0].why


def test_dynamic_reference_is_found_under_its_text_or_its_value(tmp_path: Path) -> None:
    """Data under a value serve an alarm that names a parameter, when the value is given."""
    reference = "{{resolve:ssm:/shop/alb}}"
    pairs = [{"Name": "LoadBalancer", "Value": reference}]
    alarms = AlarmSet.of(assembly(tmp_path, alarm_resource("errors", Dimensions=pairs)))

    as_text = recorded(tmp_path, (query(dimensions={"LoadBalancer": reference}), [1]))
    as_value = recorded(tmp_path, (query(dimensions={"LoadBalancer": "app/shop/1"}), [1]))

    assert AlarmData(as_text, alarms).without_data == ()
    assert AlarmData(as_value, alarms, resolved={reference: "app/shop/1"}).without_data == ()
    assert AlarmData(as_value, alarms).without_data != ()


def test_band_is_known_by_what_it_means(tmp_path: Path) -> None:
    """A recorded band serves an alarm that calls the metric otherwise."""
    asked = {"Expression": "ANOMALY_DETECTION_BAND(q0,2)", "Period": 60}

    data, _ = _data(tmp_path, band_alarm("unusual"), (query(), [5, 5]), (asked, [4, 6]))

    band = data.supplied("unusual", "band")
    assert data.without_data == ()
    assert band is not None
    assert band.timestamps.tolist() == [MONDAY, MONDAY + 60]


def test_band_of_something_else_does_not_serve(tmp_path: Path) -> None:
    """A band of another width, or of another metric, is another band."""
    asked = {"Expression": "ANOMALY_DETECTION_BAND(q0, 3)", "Period": 60}

    data, _ = _data(tmp_path, band_alarm("unusual"), (query(), [5, 5]), (asked, [4, 6]))

    assert [missing.query_id for missing in data.without_data] == ["band"]
    assert "ANOMALY_DETECTION_BAND" in data.without_data[0].why
