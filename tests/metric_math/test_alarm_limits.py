from dataclasses import replace

import pytest

from tocsin.diagnostics import Location
from tocsin.metric_math import Query, validate_for_alarm


def _metric(query_id: str, *, period: int = 60, return_data: bool = False) -> Query:
    return Query(id=query_id, period=period, return_data=return_data)


def numbered(queries: list[Query]) -> list[Query]:
    """Return queries that know where they stand among the properties of an alarm."""
    return [
        replace(query, where=Location(source="alarm", key_path=("Metrics", index)))
        for index, query in enumerate(queries)
    ]


def _math(expression: str, query_id: str = "e1", *, return_data: bool = True) -> Query:
    return Query(id=query_id, expression=expression, return_data=return_data)


@pytest.mark.parametrize(
    "queries",
    [
        [_metric("m1", return_data=True)],
        [_metric("m1"), _math("m1 - AVG(m1)")],
        [_metric("m1"), _metric("m2"), _math("IF(m2 > 0, m1 * 100 / m2, 0)")],
        [_metric("m1"), _math("AVG(m1)", "e1", return_data=False), _math("m1 / e1", "e2")],
        [_metric("m1"), _math("TIME_SERIES(AVG(m1))")],
        [_metric("m1"), _metric("m2"), _math("SUM(METRICS())")],
        [_metric("m1"), _math("FIRST(e2)"), _math("[m1, m1]", "e2", return_data=False)],
        [_math("DB_PERF_INSIGHTS('RDS', 'db-1', 'os.cpuUtilization.user.avg')")],
        [_math("LAMBDA('source')")],
        [_math('SELECT MAX(CPUUtilization) FROM SCHEMA("AWS/EC2", InstanceId)', "q1")],
        [*(_metric(f"m{n}") for n in range(10)), _math("SUM(METRICS())")],
    ],
)
def test_alarms_that_cloudwatch_accepts(queries: list[Query]) -> None:
    """Queries that result in one time series, within the limits, have no problems."""
    assert validate_for_alarm(queries) == []


@pytest.mark.parametrize(
    ("queries", "subject", "words"),
    [
        ([_metric("m1"), _math("AVG(m1)")], "Metrics[1].Expression", "gives a scalar"),
        (
            [_metric("m1"), _math("METRICS()")],
            "Metrics[1].Expression",
            "gives an array of time series",
        ),
        ([_metric("m1"), _math("5 * 3")], "Metrics[1].Expression", "gives a scalar"),
        ([_math("SEARCH('{AWS/EC2}', 'Sum', 300)")], "Metrics[0].Expression", "calls SEARCH"),
        ([_math("SUM(SEARCH('{AWS/EC2}', 'Sum', 300))")], "Metrics[0].Expression", "calls SEARCH"),
        ([_metric("m1"), _math("m1 + m2")], "Metrics[1].Expression", "refers to m2"),
        ([_metric("m1"), _math("m1 +")], "Metrics[1].Expression", "the end of the expression"),
        (
            [_metric("m1"), _math("m1 + e2"), _math("e1", "e2", return_data=False)],
            "Metrics[1].Expression",
            "itself",
        ),
        ([_metric("M1", return_data=True)], "Metrics[0].Id", "'M1'"),
        ([_metric("1m", return_data=True)], "Metrics[0].Id", "'1m'"),
        ([_metric("m1"), _metric("m1"), _math("m1")], "Metrics", "stands 2 times"),
        ([_metric("m1", return_data=True), _math("m1")], "Metrics", "m1, e1"),
        ([_metric("m1"), _math("m1", return_data=False)], "Metrics", "no query"),
        (
            [_metric("m1"), _metric("m2", period=300), _math("m1 + m2")],
            "Metrics",
            "m1: 60 s, m2: 300 s",
        ),
        ([*(_metric(f"m{n}") for n in range(11)), _math("m1")], "Metrics", "11 metrics"),
        (
            [
                _metric("m1", return_data=True),
                *(_math("m1", f"e{n}", return_data=False) for n in range(11)),
            ],
            "Metrics",
            "11 expressions",
        ),
        (
            [_metric("m1"), _math("m1 + 0", "e2", return_data=False), _math("m1 / PERIOD(e2)")],
            "Metrics[2].Expression",
            "PERIOD of an expression",
        ),
        ([_metric("m1"), _math("m1 AND 5")], "Metrics[1].Expression", "a time series AND a scalar"),
        (
            [Query(id="e1", expression="DB_PERF_INSIGHTS('RDS', 'db-1', 'os.cpu')", period=120)],
            "Metrics[0].Period",
            "120 s",
        ),
    ],
)
def test_alarms_that_cloudwatch_rejects(queries: list[Query], subject: str, words: str) -> None:
    """One mistake gives one problem, which has its place, the value and a change."""
    problems = validate_for_alarm(numbered(queries))
    assert len(problems) == 1
    assert problems[0].where.subject == subject
    assert words in problems[0].what
    assert problems[0].fix


def test_problems_come_together() -> None:
    """Independent mistakes are all reported."""
    queries = [_metric("M1"), _math("AVG(m1) + m9"), _math("m1 +", "e2")]
    subjects = {problem.where.subject for problem in validate_for_alarm(numbered(queries))}
    assert subjects == {
        "Metrics[0].Id",
        "Metrics[1].Expression",
        "Metrics[2].Expression",
        "Metrics",
    }


def _band_alarm(
    *, band: str = "ANOMALY_DETECTION_BAND(m1, 2)", period: int = 60, watched: str = "m1 + 0"
) -> list[Query]:
    return [
        _metric("m1", period=period),
        _math(watched, "e1"),
        _math(band, "band"),
    ]


def test_a_band_alarm_watches_one_series_beside_the_band() -> None:
    """The band returns data too, and is not a time series, and both are right."""
    assert validate_for_alarm(_band_alarm(), threshold_metric_id="band") == []


@pytest.mark.parametrize(
    ("queries", "band", "words"),
    [
        (_band_alarm(band="[m1, m1]"), "band", "band"),
        (_band_alarm(), "bond", "bond"),
        (_band_alarm(watched="SUM(METRICS())"), "band", "calls METRICS"),
        (_band_alarm(period=7200), "band", "7200 s"),
        (_band_alarm(period=10), "band", "10 s"),
    ],
)
def test_band_alarms_that_cloudwatch_rejects(queries: list[Query], band: str, words: str) -> None:
    """A band has its own limits on functions and periods."""
    problems = validate_for_alarm(queries, threshold_metric_id=band)
    assert any(words in problem.what for problem in problems)
