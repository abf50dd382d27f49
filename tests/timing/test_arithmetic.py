import pytest

from tocsin.timing import AlarmTiming, Delay, TimeToPage, time_by_silence, time_by_value

LATE = Delay(typical=105, worst=180, source="assumed: for the test")


def timing(datapoints: int, periods: int, period: int = 60, delay: Delay = LATE) -> AlarmTiming:
    """An alarm on a metric with a datapoint a minute."""
    return AlarmTiming(
        period=period,
        evaluation_periods=periods,
        datapoints_to_alarm=datapoints,
        interval=60,
        delay=delay,
    )


def sums(time: TimeToPage) -> list[tuple[float, float, float]]:
    """The least, typical and worst of each step."""
    return [(step.least, step.typical, step.worst) for step in time.steps]


def test_two_of_three_minutes_that_breach() -> None:
    """The datapoint that it begins in, two minutes, the delay, the evaluation and the delivery."""
    time = time_by_value(timing(2, 3))

    assert sums(time) == [(0, 30, 60), (60, 120, 120), (0, 105, 180), (0, 30, 60), (0, 5, 30)]
    assert (time.least, time.typical, time.worst) == (60, 290, 450)


def test_two_of_two_minutes_of_silence() -> None:
    """CloudWatch reads seven minutes of an alarm of two before it takes data as missing."""
    time = time_by_silence(timing(2, 2))

    assert sums(time) == [(0, 30, 60), (420, 420, 420), (0, 105, 180), (0, 30, 60), (0, 5, 30)]


@pytest.mark.parametrize(
    ("datapoints", "periods", "period", "silent"),
    [(1, 1, 60, 6), (2, 3, 60, 7), (3, 3, 60, 8), (1, 1, 300, 3), (4, 4, 300, 6), (2, 3, 10, 4)],
)
def test_silent_periods(datapoints: int, periods: int, period: int, silent: int) -> None:
    """Short periods look back five minutes further, longer ones two periods."""
    assert timing(datapoints, periods, period).silent_periods == silent


@pytest.mark.parametrize(
    ("periods", "least", "typical", "worst"), [(24, 0, 30, 60), (25, 180, 1980, 3780)]
)
def test_windows_longer_than_a_day_are_evaluated_hourly(
    periods: int, least: float, typical: float, worst: float
) -> None:
    """An alarm that looks at more than a day is evaluated once an hour, minutes after it."""
    assert sums(time_by_value(timing(1, periods, 3600)))[3] == (least, typical, worst)


def test_every_step_says_why() -> None:
    """Each figure has its reason; what is assumed says so."""
    steps = time_by_value(timing(2, 3)).steps

    assert all(step.why for step in steps)
    assert [step.name for step in steps if "assumed" in step.why] == [
        "delay of the metric",
        "delivery",
    ]
