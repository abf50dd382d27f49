"""How late data are in a drill: as the tags of its alarms say, or as long as the drill says."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.drills import (
    WITHOUT_METRIC,
    Json,
    alarm_set,
    band_alarm,
    composite_alarm,
    metric_alarm,
    one_drill,
    outcome_of,
    problems_of,
)
from tocsin.drills.runner import Outcome
from tocsin.simulation import AlarmSet
from tocsin.timing import AlarmTiming, Delay, time_by_silence, time_by_value


def tags(delay: str | None = "105s to 3m", respond_within: str | None = None) -> list[Json]:
    """The tags of a critical alarm of the checkout."""
    texts = {
        "tocsin:severity": "critical",
        "tocsin:service": "checkout",
        "tocsin:delay": delay,
        "tocsin:respond-within": respond_within,
    }
    return [{"Key": key, "Value": text} for key, text in texts.items() if text is not None]


def errors(name: str = "errors", delay: str | None = "105s to 3m", **changes: object) -> Json:
    """An alarm on one error in one minute, which silence does not concern."""
    return metric_alarm(
        name,
        **{
            "EvaluationPeriods": 1,
            "DatapointsToAlarm": 1,
            "ComparisonOperator": "GreaterThanOrEqualToThreshold",
            "TreatMissingData": "notBreaching",
            "Tags": tags(delay),
            **changes,
        },
    )


def states(outcome: Outcome, name: str) -> list[tuple[float, str]]:
    """The changes of an alarm, in minutes from the start."""
    history = outcome.simulation.histories[name]
    return [((at - history.start) / 60, state) for at, state in history.states]


@pytest.mark.parametrize(
    ("delay", "changes"),
    [
        ("", [(8, "ALARM"), (9, "OK")]),
        ("delay: typical", [(8, "ALARM"), (9, "OK")]),
        ("delay: worst", [(9, "ALARM"), (10, "OK")]),
        ("delay: 0m", [(6, "ALARM"), (7, "OK")]),
        ("delay: 4m", [(10, "ALARM"), (11, "OK")]),
        ("options: {evaluation_delay: 1m}", [(7, "ALARM"), (8, "OK")]),
        ("options: {second_offset: 45s}", [(7.75, "ALARM"), (8.75, "OK")]),
    ],
)
def test_data_are_as_late_as_the_tag_says(
    tmp_path: Path, delay: str, changes: list[tuple[float, str]]
) -> None:
    """The typical delay counts, unless the drill asks for the worst or says how long."""
    alarms = alarm_set(tmp_path, Errors=errors())

    outcome = outcome_of(alarms, f"alarm: errors\n{delay}\nvalues: 0x5 1 0x9\nkind: quiet")

    assert states(outcome, "errors") == changes


@pytest.mark.parametrize("delay", [None, "soon", "2m"])
def test_without_a_readable_tag_data_are_in_time(tmp_path: Path, delay: str | None) -> None:
    """Alarms of other projects see their data at once, as they did before there were tags."""
    alarms = alarm_set(tmp_path, Errors=errors(delay=delay))

    outcome = outcome_of(alarms, "alarm: errors\nvalues: 0x5 1 0x9\nkind: quiet")

    assert alarms["errors"].delay is None
    assert states(outcome, "errors") == [(6, "ALARM"), (7, "OK")]


def test_alarms_on_one_series_wait_for_it_differently(tmp_path: Path) -> None:
    """The delay is an alarm's; so an alarm of other tags on the same metric fires sooner."""
    alarms = alarm_set(
        tmp_path,
        Slow=errors("slow"),
        Quick=errors("quick", "10s to 1m"),
        Plain=errors("plain", None),
        Any=composite_alarm("any", "ALARM(slow) OR ALARM(plain)"),
    )
    body = "metric: Orders"

    outcome = outcome_of(alarms, f"kind: quiet\nseries: [{{{body}, values: 0x5 1 0x9}}]")

    assert states(outcome, "slow") == [(8, "ALARM"), (9, "OK")]
    assert states(outcome, "quick") == [(7, "ALARM"), (8, "OK")]
    assert states(outcome, "plain") == [(6, "ALARM"), (7, "OK")]
    assert states(outcome, "any") == [(6, "ALARM"), (7, "OK"), (8, "ALARM"), (9, "OK")]


def test_the_delay_holds_for_all_metrics_of_an_alarm(tmp_path: Path) -> None:
    """Metric math waits for the latest of its metrics, which is what the tag says."""
    rate = errors(
        "rate",
        Metrics=[
            {"Id": "rate", "Expression": "100 * errors / requests", "ReturnData": True},
            _query("errors", "Errors"),
            _query("requests", "Requests"),
        ],
        **WITHOUT_METRIC,
    )
    body = """
alarm: rate
kind: quiet
series:
  - {id: requests, values: 100x20}
  - {id: errors, values: 0x10 50 0x9}
"""

    assert states(outcome_of(alarm_set(tmp_path, Rate=rate), body), "rate")[0] == (13, "ALARM")


def _query(query_id: str, metric: str) -> Json:
    stat = {"Metric": {"Namespace": "Shop", "MetricName": metric}, "Period": 60, "Stat": "Sum"}
    return {"Id": query_id, "MetricStat": stat, "ReturnData": False}


@pytest.mark.parametrize(("delay", "passes"), [("4m", True), ("7m", True), ("8m", False)], ids=str)
def test_data_later_than_an_alarm_looks_back_seem_missing(
    tmp_path: Path, delay: str, *, passes: bool
) -> None:
    """What a drill says in minutes is out of the ordinary: no evaluation waits for it."""
    body = f"kind: quiet\ndelay: {delay}\nalarm: no-orders\nvalues: 9x30"

    assert outcome_of(alarm_set(tmp_path), body).passes == passes


def test_one_series_of_several_is_late(tmp_path: Path) -> None:
    """A series may be later than the others, whose alarms wait as long as their tags say."""
    alarms = alarm_set(tmp_path, Errors=errors(), Others=errors("others", MetricName="Others"))
    body = """
kind: quiet
series:
  - {metric: Orders, delay: 10m, values: 0x5 1 0x20}
  - {metric: Others, values: 0x5 1 0x20}
"""

    outcome = outcome_of(alarms, body)

    # No evaluation waits for it, and what comes later than an alarm looks back is never seen.
    assert states(outcome, "errors") == []
    assert states(outcome, "others") == [(8, "ALARM"), (9, "OK")]
    assert outcome.drill.delays == {"others": 105}


def test_samples_within_a_minute_arrive_with_its_end(tmp_path: Path) -> None:
    """Samples of one minute make one datapoint, which is late as a whole."""
    alarms = alarm_set(tmp_path, Errors=errors(delay=None, Statistic="SampleCount", Threshold=3))
    body = 'alarm: errors\ndelay: {}\nvalues: "0x5 [1 1 1] 0x9"\nkind: quiet'

    in_time = outcome_of(alarms, body.format("0m"))
    late = outcome_of(alarms, body.format("2m"))

    assert states(in_time, "errors") == [(6, "ALARM"), (7, "OK")]
    assert states(late, "errors") == [(8, "ALARM"), (9, "OK")]


@pytest.mark.parametrize(("interval", "late"), [("10s", 10 + 30), ("1m", 60 + 30), ("5m", 60 + 30)])
def test_when_values_arrive(tmp_path: Path, interval: str, late: float) -> None:
    """A value is there after its minute, or its interval if that is shorter, and the delay."""
    alarms = alarm_set(tmp_path)
    body = f"alarm: no-orders\ninterval: {interval}\ndelay: 30s\nvalues: 9x90\nkind: quiet"

    drill = one_drill(alarms, body)

    definition = alarms.metric_alarms["no-orders"].definition
    series = drill.data.find(definition.queries[0])  # type: ignore[union-attr]
    assert series is not None
    assert series.arrivals is not None
    assert set(series.arrivals - series.timestamps) == {late}


def test_what_only_cloudwatch_computes_is_late_too(tmp_path: Path) -> None:
    """The result of a Metrics Insights query arrives as late as the metrics under it."""
    query = 'SELECT SUM(Errors) FROM "Shop"'
    insight = errors(
        "insight",
        Metrics=[{"Id": "q", "Expression": query, "Period": 60, "ReturnData": True}],
        **WITHOUT_METRIC,
    )
    alarms = alarm_set(tmp_path, Insight=insight)
    body = "alarm: insight\nid: q\nkind: quiet\n{}\nvalues: 0x5 1 0x9"

    assert states(outcome_of(alarms, body.format("")), "insight")[0] == (8, "ALARM")
    assert states(outcome_of(alarms, body.format("delay: 3m")), "insight")[0] == (9, "ALARM")


@pytest.mark.parametrize(
    ("delay", "values", "problem"),
    [
        ("", "0x3", None),
        ("", "0x2", "the data end at 2m, before errors is first evaluated"),
        ("delay: worst", "0x3", "its periods last 1m and their data are there at 4m"),
        ("delay: 9m", "0x9", "its periods last 1m and their data are there at 10m"),
        ("delay: 0m", "0x1", None),
        ("options: {evaluation_delay: 4m}", "0x4", "its periods last 1m and their data are there"),
    ],
)
def test_data_that_end_before_an_alarm_has_them(
    tmp_path: Path, delay: str, values: str, problem: str | None
) -> None:
    """An alarm that is never evaluated proves nothing, however late its data are."""
    alarms = alarm_set(tmp_path, Errors=errors())
    text = f"drills:\n  d:\n    alarm: errors\n    values: {values}\n    kind: quiet\n    {delay}\n"

    found = problems_of(alarms, text)

    assert len(found) == (problem is not None), found
    assert all(problem in line for line in found if problem)


@pytest.mark.parametrize(
    ("delay", "problem"),
    [
        ("lag: 2m", "lag: the key 'lag' has another name now; write delay, which counts from"),
        ("delay: worse", "'worse' is not a duration; write typical or worst for a drill, or a"),
        ("delay: -1m", "'-1m' is not a duration; write typical"),
        ("delay: worst", "no alarm of this drill has a tag tocsin:delay that says how late its"),
    ],
)
def test_what_a_drill_says_wrongly(tmp_path: Path, delay: str, problem: str) -> None:
    """A word that chooses nothing is a problem, as is the key of older versions."""
    text = f"drills:\n  d:\n    alarm: no-orders\n    values: 9x9\n    kind: quiet\n    {delay}\n"

    (found,) = problems_of(alarm_set(tmp_path), text)

    assert problem in found


def test_the_word_of_a_drill_is_right_where_each_series_says_more(tmp_path: Path) -> None:
    """It chooses nothing then, and nothing is said of tags: that of this alarm is there."""
    alarms = alarm_set(tmp_path, Errors=errors(), Other=errors("other", MetricName="Other"))
    text = (
        "drills:\n  d:\n    delay: worst\n    kind: quiet\n"
        "    series: [{alarm: errors, values: 0x9, delay: 1m}]\n"
    )

    assert problems_of(alarms, text) == []
    assert problems_of(alarm_set(tmp_path, Errors=errors(delay=None)), text) == []


def test_what_a_series_says_wrongly(tmp_path: Path) -> None:
    """The words are about alarms, so a series says only how long it takes; a band, nothing."""
    alarms = alarm_set(tmp_path, Band=band_alarm())
    text = "drills:\n  d:\n    kind: quiet\n    series:\n      - {alarm: band, "

    (word,) = problems_of(alarms, f"{text}id: m, values: 9x9, delay: worst}}")
    (old,) = problems_of(alarms, f"{text}id: m, values: 9x9, lag: 1m}}")
    (band,) = problems_of(alarms, f"{text}id: b, lower: 1x9, upper: 9x9, delay: 1m}}")

    assert "'worst' is said of alarms, and so of a whole drill; write it in the drill" in word
    assert "the key 'lag' has another name now" in old
    assert "a band is there before the values that are compared with it; remove delay" in band


def test_an_incident_is_paged_within_the_time_of_each_alarm(tmp_path: Path) -> None:
    """The tag of an alarm says how soon it is answered, before the rules of its severity."""
    body = "kind: incident\nbegins: 5m\nalarm: errors\nvalues: 0x5 1x9\n"

    def outcome(respond_within: str | None) -> Outcome:
        folder = tmp_path / str(respond_within)
        folder.mkdir()
        alarm = errors(Tags=tags("105s to 3m", respond_within))
        return outcome_of(alarm_set(folder, Errors=alarm), body)

    (failure,) = outcome("2m").failures
    assert outcome(None).passes
    assert outcome("3m").passes
    assert failure.expected == "a critical alarm pages by 7m"
    assert failure.actual == "errors pages at 8m; without the delay of its data it would at 6m"


@pytest.fixture(scope="module", name="minutes")
def _minutes(tmp_path_factory: pytest.TempPathFactory) -> AlarmSet:
    """An alarm for each delay from nothing to four minutes, on two minutes without an order."""
    alarms: Json = {
        f"Late{late}": metric_alarm(
            f"late-{late}",
            EvaluationPeriods=2,
            DatapointsToAlarm=2,
            Tags=tags(f"{late}s to 5m"),
        )
        for late in range(0, 241, 15)
    }
    return alarm_set(tmp_path_factory.mktemp("delays"), **alarms)


@given(late=st.sampled_from(range(0, 241, 15)), offset=st.integers(0, 59), silent=st.booleans())
@settings(max_examples=60)
def test_drills_agree_with_the_time_to_page(
    minutes: AlarmSet, late: int, offset: int, *, silent: bool
) -> None:
    """An alarm fires in a drill with the first evaluation after the typical time of the plan."""
    delay = Delay(typical=late, worst=late, source="the tag")
    timing = AlarmTiming(
        period=60, evaluation_periods=2, datapoints_to_alarm=2, interval=60, delay=delay
    )
    time = time_by_silence(timing) if silent else time_by_value(timing)
    fires = sum(step.typical for step in time.steps[1:3])  # without the waits for a begin
    body = f"options: {{second_offset: {offset}s}}\nalarm: late-{late}\nkind: quiet\n"

    outcome = outcome_of(minutes, f"{body}values: 9x9 {'_' if silent else '0'}x20")

    ((at, state),) = states(outcome, f"late-{late}")
    assert state == "ALARM"
    assert fires <= at * 60 - 540 < fires + 60
