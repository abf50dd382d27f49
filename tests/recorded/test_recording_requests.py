from pathlib import Path

import pytest

from tests.support.assembly import load_template
from tests.support.recorded import (
    alarm_resource,
    assembly,
    band_alarm,
    result,
    template,
    write_answer,
)
from tocsin.recorded import AlarmData, read_recorded, recording_requests
from tocsin.recorded.matching.recording_requests import finest_period
from tocsin.simulation import AlarmSet

WEEK = 7 * 86_400


def _needed(folder: Path, *alarms: dict[str, object], age: float = WEEK) -> list[tuple[str, int]]:
    requests = recording_requests(AlarmSet.of(assembly(folder, *alarms)), age)
    stats = [query["MetricStat"] for request in requests for query in request.queries]
    return [(stat["Stat"], stat["Period"]) for stat in stats]


@pytest.mark.parametrize(
    ("changes", "age", "needed"),
    [
        ({}, WEEK, [("Sum", 60)]),
        ({"Period": 300}, WEEK, [("Sum", 60)]),
        ({"Period": 300}, 20 * 86_400, [("Sum", 300)]),
        ({"Period": 3600}, 20 * 86_400, [("Sum", 300)]),
        ({"Period": 300, "Statistic": "Average"}, WEEK, [("Sum", 60), ("SampleCount", 60)]),
        ({"Statistic": "Average"}, WEEK, [("Average", 60)]),
        ({"Statistic": None, "ExtendedStatistic": "p99", "Period": 300}, WEEK, [("p99", 300)]),
        ({"Period": 10}, 3600, [("Sum", 10)]),
    ],
)
def test_what_adds_up_is_recorded_by_the_minute(
    tmp_path: Path, changes: dict[str, object], age: float, needed: list[tuple[str, int]]
) -> None:
    """Alarms are evaluated each minute, so minutes are recorded where they make the statistic."""
    assert _needed(tmp_path, alarm_resource("errors", **changes), age=age) == needed


def test_series_is_recorded_once(tmp_path: Path) -> None:
    """Alarms that read the same series share it."""
    alarms = AlarmSet.of(assembly(tmp_path, alarm_resource("a"), alarm_resource("b", Threshold=9)))

    (request,) = recording_requests(alarms, WEEK)

    assert request.alarms == ("a", "b")


@pytest.mark.parametrize(
    ("days", "period"), [(0.01, 1), (1, 60), (15, 60), (16, 300), (63, 300), (64, 3600)]
)
def test_old_data_are_coarse(days: float, period: int) -> None:
    """CloudWatch keeps seconds for 3 hours, minutes for 15 days and five minutes for 63."""
    assert finest_period(days * 86_400) == period


def test_expression_is_recorded_with_its_metrics(tmp_path: Path) -> None:
    """What only CloudWatch can compute is asked with everything that it uses."""
    plain, expression = recording_requests(
        AlarmSet.of(assembly(tmp_path, band_alarm("unusual"))), WEEK
    )

    assert not plain.is_expression
    assert expression.is_expression
    assert [(each["Id"], each["ReturnData"]) for each in expression.queries] == [
        ("errors", False),
        ("band", True),
    ]


@pytest.mark.parametrize("statistic", ["Sum", "Average", "Maximum", "SampleCount"])
@pytest.mark.parametrize("period", [60, 300, 3600])
def test_what_is_needed_is_enough(tmp_path: Path, statistic: str, period: int) -> None:
    """An alarm has data when exactly that was recorded which the requests ask for."""
    alarm = alarm_resource("errors", Statistic=statistic, Period=period, Unit="Count")
    alarms = AlarmSet.of(assembly(tmp_path, alarm))
    asked = [each for request in recording_requests(alarms, WEEK) for each in request.queries]
    document = {
        "MetricDataQueries": [{"Id": f"n{at}", **each} for at, each in enumerate(asked)],
        "MetricDataResults": [result([1.0], f"n{at}") for at in range(len(asked))],
    }

    data, problems = read_recorded(write_answer(tmp_path / "data.json", document))

    assert problems == ()
    assert AlarmData(data, alarms).without_data == ()


def test_names_of_a_deployment_are_unknown(tmp_path: Path) -> None:
    """A name that CloudFormation makes up can only be recorded when somebody tells it."""
    function: dict[str, object] = {"Type": "AWS::Lambda::Function", "Properties": {}}
    pairs = [{"Name": "FunctionName", "Value": {"Ref": "Alarm1"}}]
    made = template(alarm_resource("errors", Dimensions=pairs), function)

    (request,) = recording_requests(AlarmSet.of(load_template(tmp_path, made)), WEEK)

    assert request.unknown_texts({}) == ("${Alarm1}",)
    assert request.unknown_texts({"${Alarm1}": "shop-cart-1"}) == ()
