import json
from pathlib import Path

from tests.support.recorded import alarm_resource, assembly, query, recorded
from tocsin.assembly import load
from tocsin.backtest.backtest import BackTest, back_test
from tocsin.backtest.comparison import AlarmChange, compared
from tocsin.simulation import AlarmSet

VALUES = ([0] * 20 + [7] * 3 + [9] * 7) * 8


def _test(folder: Path, *alarms: dict[str, object]) -> BackTest:
    made = AlarmSet.of(assembly(folder, *alarms))
    return back_test(made, recorded(folder, (query(), VALUES)))


def _changes(
    folder: Path, before: dict[str, object], after: dict[str, object]
) -> list[AlarmChange]:
    return list(compared(_test(folder, before), _test(folder, after)))


def test_nothing_changes_between_equals(tmp_path: Path) -> None:
    """The same alarms behave the same."""
    assert _changes(tmp_path, alarm_resource("errors"), alarm_resource("errors")) == []


def test_higher_threshold_fires_later(tmp_path: Path) -> None:
    """A change of a threshold shows in when the alarm fires first and how long it stays."""
    (change,) = _changes(tmp_path, alarm_resource("errors"), alarm_resource("errors", Threshold=8))

    assert change.presence == "kept"
    assert change.delay == 180
    assert change.before is not None
    assert change.after is not None
    assert (change.before.minutes_in_alarm, change.after.minutes_in_alarm) == (79, 55)


def test_alarm_that_no_longer_fires_has_no_delay(tmp_path: Path) -> None:
    """Where an alarm fires on one side only, there is nothing to compare times with."""
    (change,) = _changes(tmp_path, alarm_resource("errors"), alarm_resource("errors", Threshold=99))

    assert change.delay is None
    assert change.after is not None
    assert change.after.alerts == ()


def test_renamed_alarm_is_removed_and_added(tmp_path: Path) -> None:
    """An alarm is known by its name."""
    changes = _changes(tmp_path, alarm_resource("old"), alarm_resource("new"))

    assert {(each.alarm, each.presence) for each in changes} == {
        ("new", "added"),
        ("old", "removed"),
    }


def test_severity_is_a_change(tmp_path: Path) -> None:
    """The same alerts at another severity are a change."""
    lower = alarm_resource("errors", Tags=[{"Key": "tocsin:severity", "Value": "info"}])

    (change,) = _changes(tmp_path, alarm_resource("errors"), lower)

    assert change.delay == 0


def test_alarm_that_lost_its_data_is_a_change(tmp_path: Path) -> None:
    """An alarm that reads something else now, which was not recorded, is not passed over."""
    (change,) = _changes(tmp_path, alarm_resource("errors"), alarm_resource("errors", Period=10))

    assert change.presence == "kept"
    assert change.before is not None
    assert change.after is None


def _of_file(folder: Path, name: str, alarms: dict[str, dict[str, object]]) -> BackTest:
    """Back-test alarms of a template whose file has a name."""
    (folder / name).write_text(json.dumps({"Resources": alarms}))
    made = AlarmSet.of(load(folder / name))
    return back_test(made, recorded(folder, (query(), VALUES)))


def test_an_alarm_without_name_survives_that_its_file_is_renamed(tmp_path: Path) -> None:
    """Its logical id tells which it is, or its construct where the logical id has changed too."""
    (unnamed, stricter), (made, remade) = (
        [{**alarm_resource(None, **changes), **metadata} for changes in ({}, {"Threshold": 8})]
        for metadata in ({}, {"Metadata": {"aws:cdk:path": "Shop/Errors/Resource"}})
    )
    before = _of_file(tmp_path, "old.json", {"Errors": unnamed, "MadeA1B2": made})
    after = _of_file(tmp_path, "new.json", {"Errors": stricter, "MadeC3D4": remade})

    changes = compared(before, after)

    assert {(each.alarm, each.presence) for each in changes} == {
        ("new-Errors", "kept"),
        ("new-MadeC3D4", "kept"),
    }
    assert [change.delay for change in changes] == [180, 180]


def test_alarms_that_nothing_tells_apart_are_not_matched(tmp_path: Path) -> None:
    """A named alarm is another one under another name, whatever its logical id is."""
    before = _of_file(tmp_path, "old.json", {"Errors": alarm_resource("one")})
    after = _of_file(tmp_path, "new.json", {"Errors": alarm_resource("two")})

    assert {each.presence for each in compared(before, after)} == {"removed", "added"}
