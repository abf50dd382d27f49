import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.recorded import MONDAY, answer, query, result, write_answer
from tocsin.diagnostics import Problem
from tocsin.recorded import RecordedData, read_recorded
from tocsin.recorded.formats.read import read_queries


def _read(folder: Path, document: dict[str, Any]) -> tuple[RecordedData, tuple[Problem, ...]]:
    return read_recorded(write_answer(folder / "answer.json", document))


def _changed(**changes: object) -> dict[str, Any]:
    """Return a good answer with changes to its only result."""
    document = answer((query(), [1, 2, 3]))
    document["MetricDataResults"][0] |= changes
    return document


def test_answer_with_queries_is_read(tmp_path: Path) -> None:
    """The queries of the request say what each result is."""
    asked = query(dimensions={"Service": "cart"}, statistic="p99", period=300, unit="Seconds")

    data, problems = _read(tmp_path, answer((asked, [1, None, 3]), Region="eu-west-1"))

    ((key, series),) = data.series.items()
    assert problems == ()
    assert str(key) == "Shop Errors {Service=cart} p99 of 300 s in Seconds"
    assert key.region == "eu-west-1"
    assert series.timestamps.tolist() == [MONDAY, MONDAY + 600]
    assert (data.start, data.end) == (MONDAY, MONDAY + 900)


def test_newest_may_come_first(tmp_path: Path) -> None:
    """The AWS command line prints the newest datapoint first, with times as text."""
    document = _changed(
        Timestamps=["2026-01-05T00:01:00+00:00", "2026-01-05T00:00:00+00:00"], Values=[2.0, 1.0]
    )

    data, problems = _read(tmp_path, document)

    (series,) = data.series.values()
    assert problems == ()
    assert series.timestamps.tolist() == [MONDAY, MONDAY + 60]
    assert series.floats.tolist() == [1.0, 2.0]


def test_range_counts_without_datapoints(tmp_path: Path) -> None:
    """A recording says for which time it holds, even where CloudWatch had nothing."""
    document = answer((query(), []), Start="2026-01-05T00:00:00Z", End="2026-01-06T00:00:00Z")

    data, problems = _read(tmp_path, document)

    assert problems == ()
    assert (data.start, data.end) == (MONDAY, MONDAY + 86_400)
    assert [series.values.size for series in data.series.values()] == [0]


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (_changed(Id="other"), ("no query has the Id 'other'", "--queries")),
        (_changed(Values=[1, 2]), ("3 Timestamps and 2 Values",)),
        (_changed(Values=[1, None, 3]), ("Values[1] is nothing", "write a number")),
        (_changed(Values=[1, True, 3]), ("Values[1] is True",)),
        (_changed(Values=[1, 10**400, 3]), ("too large",)),
        (_changed(Values=[1, float("nan"), 3]), ("q0.Values[1]", "nan is not a number")),
        (_changed(Values="many"), ("not a list",)),
        (_changed(Timestamps=[MONDAY, MONDAY + 60, MONDAY + 60]), ("stands twice",)),
        (_changed(Timestamps=[MONDAY, MONDAY + 120, MONDAY + 60]), ("out of order",)),
        (_changed(Timestamps=[MONDAY, MONDAY + 60, MONDAY + 90]), ("whole periods of 60 s",)),
        (_changed(Timestamps=[MONDAY, MONDAY + 60, "soon"]), ("'soon' is not a time",)),
        (_changed(Timestamps=[1, 2, 3]), ("not a time of this century",)),
        (_changed(StatusCode="Forbidden"), ("status 'Forbidden'", "record it again")),
        (_changed(StatusCode="PartialData"), ("status 'PartialData'",)),
        (answer((query(statistic="Mean"), [1])), ("'Mean' is not a statistic",)),
        (answer((query(period=45), [1])), ("45 is not a period",)),
        (answer((query(unit="Second"), [1])), ("did you mean 'Seconds'?",)),
        (answer((query(namespace=""), [1])), ("Namespace or MetricName is missing",)),
        ({**_changed(), "NextToken": "more"}, ("has a NextToken", "all pages")),
        ({**_changed(), "Messages": [{"Code": "MaxMetricsExceeded"}]}, ("MaxMetricsExceeded",)),
        ({**_changed(), "Start": "soon", "End": "2026-01-06"}, ("'soon' is not a time",)),
        (
            _changed(Timestamps=["2026-01-05T00:00", "2026-01-05T00:01Z", "2026-01-05T00:02Z"]),
            ("some times have a time zone",),
        ),
    ],
)  # fmt: skip
def test_bad_answer_is_a_problem(
    tmp_path: Path, document: dict[str, Any], words: tuple[str, ...]
) -> None:
    """What CloudWatch does not write is named with its place and what to do."""
    _, problems = _read(tmp_path, document)

    assert len(problems) == 1, problems
    assert all(word in str(problems[0]) for word in words), str(problems[0])


def test_pages_of_json_lines_are_joined(tmp_path: Path) -> None:
    """A page with a NextToken is continued by the next line; a series may go on there."""
    first = answer((query(), [1, 2]), NextToken="more")
    second = {"MetricDataResults": [result([3], start=MONDAY + 120)]}
    path = tmp_path / "pages.jsonl"
    path.write_text(f"{json.dumps(first)}\n\n{json.dumps(second)}\n")

    data, problems = read_recorded(path)

    (series,) = data.series.values()
    assert problems == ()
    assert series.floats.tolist() == [1, 2, 3]


def test_last_line_may_be_cut(tmp_path: Path) -> None:
    """What stands before the cut is read, and the cut is a problem with its line."""
    path = tmp_path / "pages.jsonl"
    path.write_text(f"{json.dumps(answer((query(), [1, 2])))}\n" + '{"MetricDataRes')

    data, problems = read_recorded(path)

    assert [series.values.size for series in data.series.values()] == [2]
    assert [str(each) for each in problems] == [
        f"{path}:2:2: the JSON ends too early; write the file again, whole"
    ]


def test_queries_may_stand_in_a_file(tmp_path: Path) -> None:
    """An answer alone is read with the queries that were asked."""
    document = answer((query(), [1, 2]))
    asked = write_answer(tmp_path / "queries.json", document.pop("MetricDataQueries"))
    path = write_answer(tmp_path / "answer.json", document)

    data, problems = read_recorded(path, queries=read_queries(asked))

    assert problems == ()
    assert [str(key) for key in data.series] == ["Shop Errors {} Sum of 60 s"]


def test_band_has_two_results(tmp_path: Path) -> None:
    """An expression may give a lower and an upper bound, in either order."""
    asked = {"Id": "band", "Expression": "ANOMALY_DETECTION_BAND(m1, 2)", "Period": 60}
    document = {
        "MetricDataQueries": [{**query("m1"), "ReturnData": False}, asked],
        "MetricDataResults": [
            {**result([5, 6], "band"), "Label": "upper"},
            {**result([1, 2], "band"), "Label": "lower"},
        ],
    }

    data, problems = _read(tmp_path, document)

    (expression,) = data.expressions
    assert problems == ()
    assert [bound.tolist() for bound in expression.bounds] == [[1, 2], [5, 6]]
    assert expression.expression == "ANOMALY_DETECTION_BAND(<ShopErrors{}Sum>,2)"
