from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.diagnostics import InvalidInputError, Problem
from tocsin.evaluation import mute
from tocsin.evaluation.mute import MuteRule, Window, read_mute_rule

_YEAR = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def _properties(
    expression: str = "cron(0 2 * * SUN)",
    duration: str = "PT4H",
    zone: str = "UTC",
    **changes: object,
) -> dict[str, Any]:
    schedule = {"Expression": expression, "Duration": duration, "Timezone": zone}
    return {
        "Name": "maintenance",
        "Rule": {"Schedule": schedule},
        "MuteTargets": {"AlarmNames": ["a", "b"]},
        **changes,
    }


def _rule(
    expression: str = "cron(0 2 * * SUN)", duration: str = "PT4H", **changes: object
) -> MuteRule:
    return read_mute_rule(_properties(expression, duration) | changes)


def _texts(windows: list[Window[datetime]]) -> list[str]:
    return [f"{window.start:%m-%dT%H:%M}/{window.end:%m-%dT%H:%M}" for window in windows]


def test_a_weekend_is_one_window_across_days() -> None:
    """A window from Friday evening lasts its whole duration, past midnight."""
    rule = _rule("cron(0 18 * * FRI)", "P2DT12H")
    windows = rule.windows(_utc("2026-05-01T00:00"), _utc("2026-05-08T00:00"))
    assert _texts(windows) == ["05-01T18:00/05-04T06:00"]


def test_a_window_that_began_before_counts() -> None:
    """A window that is under way when the interval begins is returned whole."""
    rule = _rule("at(2026-12-23T00:00)", "P7D")
    windows = rule.windows(_utc("2026-12-25T00:00"), _utc("2026-12-26T00:00"))
    assert _texts(windows) == ["12-23T00:00/12-30T00:00"]


def test_a_window_that_ends_where_the_interval_begins_does_not_count() -> None:
    """A window holds its start and not its end."""
    rule = _rule("at(2026-12-23T00:00)", "PT1H")
    assert rule.windows(_utc("2026-12-23T01:00"), _utc("2026-12-24T00:00")) == []
    assert rule.windows(_utc("2026-12-22T00:00"), _utc("2026-12-23T00:00")) == []


def test_windows_that_overlap_are_one() -> None:
    """Occurrences longer than the time between them mute without a break."""
    rule = _rule("cron(0 * * * *)", "PT90M")
    windows = rule.windows(_utc("2026-05-01T00:00"), _utc("2026-05-01T06:00"))
    assert len(windows) == 1


def test_a_window_lasts_elapsed_time_across_a_change_of_clocks() -> None:
    """Four hours are four hours on the night when clocks change."""
    rule = read_mute_rule(_properties("cron(0 1 * * *)", "PT4H", "Europe/Berlin"))
    windows = rule.windows(_utc("2026-03-29T00:00"), _utc("2026-03-29T01:00"))
    assert _texts(windows) == ["03-29T00:00/03-29T04:00"]


def test_start_and_expiry_bound_the_windows() -> None:
    """A rule mutes neither before its start nor after its expiry, even within a window."""
    rule = _rule(
        "cron(0 2 * * *)", StartDate="2026-05-02T03:00:00Z", ExpireDate="2026-05-04T04:00:00Z"
    )
    assert _texts(rule.windows(*_YEAR)) == [
        "05-02T03:00/05-02T06:00",
        "05-03T02:00/05-03T06:00",
        "05-04T02:00/05-04T04:00",
    ]


def test_dates_without_offset_are_local() -> None:
    """A start date without an offset is in the time zone of the schedule."""
    rule = read_mute_rule(
        _properties("cron(0 2 * * *)", zone="Asia/Tokyo", StartDate="2026-05-02T00:00:00")
    )
    assert rule.start_date is not None
    assert rule.start_date.astimezone(UTC) == _utc("2026-05-01T15:00")


@given(st.integers(0, 8000), st.integers(1, 500))
def test_an_interval_sees_what_overlaps_it(start_hour: int, hours: int) -> None:
    """The windows of an interval are those of the year that overlap it."""
    rule = _rule("cron(0 2,14 * * MON-WED)", "PT7H")
    start = _YEAR[0] + timedelta(hours=start_hour)
    end = start + timedelta(hours=hours)
    year = rule.windows(_YEAR[0] - timedelta(days=1), _YEAR[1] + timedelta(days=30))
    expected = [window for window in year if window.start < end and window.end > start]
    assert rule.windows(start, end) == expected


def test_a_naive_interval_is_an_error() -> None:
    """An interval without a time zone is refused rather than guessed."""
    with pytest.raises(ValueError, match="no time zone"):
        _rule().windows(datetime(2026, 1, 1), _YEAR[1])  # noqa: DTZ001 - what is refused


@pytest.mark.parametrize(
    ("properties", "name", "words"),
    [
        (_properties(Name=None), "Name", "1 to 255"),
        (_properties(Name="x" * 256), "Name", "1 to 255"),
        (_properties(Rule=None), "Rule", "a mapping with Schedule"),
        (_properties(Rule={}), "Rule.Schedule", "Expression and Duration"),
        (
            _properties("cron(0 2 ? * SUN *)"),
            "Rule.Schedule.Expression",
            "reads 5; write cron(0 2 * * SUN)",
        ),
        (_properties(duration="P16D"), "Rule.Schedule.Duration", "P15D (15 days)"),
        (_properties(zone="Mars/Olympus"), "Rule.Schedule.Timezone", "IANA"),
        (
            _properties(MuteTargets={"AlarmNames": [f"a{n}" for n in range(501)]}),
            "MuteTargets.AlarmNames",
            "at most 500",
        ),
        (_properties(MuteTarget={"AlarmNames": []}), "MuteTarget", "did you mean 'MuteTargets'?"),
        (_properties(MuteTargets={"AlarmName": []}), "MuteTargets.AlarmName", "'AlarmNames'?"),
        (
            _properties(MuteTargets={"AlarmNames": ["a", "b", "a"]}),
            "MuteTargets.AlarmNames",
            "'a' stands more than once",
        ),
        (_properties(MuteTargets={"AlarmNames": [""]}), "MuteTargets.AlarmNames", "1 to 255"),
        (_properties(StartDate="soon"), "StartDate", "ISO 8601"),
        (
            _properties(StartDate="2026-05-02T00:00:00Z", ExpireDate="2026-05-01T00:00:00Z"),
            "ExpireDate",
            "after StartDate",
        ),
    ],
)
def test_properties_that_cloudwatch_rejects(
    properties: dict[str, Any], name: str, words: str
) -> None:
    """One wrong property gives one problem that names it."""
    with pytest.raises(InvalidInputError) as caught:
        read_mute_rule(properties)
    (problem,) = caught.value.problems
    assert problem.where.subject == name
    assert words in str(problem)


@pytest.mark.parametrize(
    ("count", "kinds"),
    [
        (0, ["mute/no-targets"]),
        (1, []),
        (100, []),
        (101, ["mute/too-many-for-api"]),
        (500, ["mute/too-many-for-api"]),
    ],
)
def test_names_on_which_the_limits_do_not_agree_are_read(count: int, kinds: list[str]) -> None:
    """CloudFormation's schema takes 500 names, the API's reference 100: the rest is a warning."""
    names = [f"a{n}" for n in range(count)]
    rule = _rule(MuteTargets={"AlarmNames": names})

    assert rule.alarm_names == tuple(names)
    assert [each.kind for each in mute.remarks(rule)] == kinds


def _rule_or_problems(properties: dict[str, Any]) -> MuteRule | tuple[Problem, ...]:
    try:
        return read_mute_rule(properties)
    except InvalidInputError as error:
        return error.problems


_ODD: list[object] = [None, 5, "x", "", [], {}, True, [None], {"Ref": "x"}, float("nan")]


@pytest.mark.parametrize("value", _ODD)
@pytest.mark.parametrize(
    "path",
    [
        ("Name",),
        ("Rule",),
        ("Rule", "Schedule"),
        ("Rule", "Schedule", "Expression"),
        ("Rule", "Schedule", "Duration"),
        ("Rule", "Schedule", "Timezone"),
        ("MuteTargets",),
        ("MuteTargets", "AlarmNames"),
        ("StartDate",),
        ("ExpireDate",),
    ],
)
def test_no_value_of_a_property_breaks_the_reader(path: tuple[str, ...], value: object) -> None:
    """Whatever a property holds, the reader returns a rule or reports problems."""
    properties = _properties()
    place = properties
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    assert _rule_or_problems(properties)
