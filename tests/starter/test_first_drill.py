"""The drills that are written: they pass on the stacks of the viewpoint that they come with."""

import json
import operator
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.assemblies import shared_assemblies
from tests.support.command_line import ROOT, run
from tests.support.viewpoints import of_every_type, planned
from tocsin.plan import AlarmSpec, construct_id
from tocsin.plan.alarm_properties import alarm_properties
from tocsin.starter.drill_text import first_drill

TEMPLATE = ROOT / "tests" / "cli" / "transcripts" / "files" / "application.yaml"
BREACHES: dict[str, Callable[[float, float], bool]] = {
    "GreaterThanThreshold": operator.gt,
    "GreaterThanOrEqualToThreshold": operator.ge,
    "LessThanThreshold": operator.lt,
    "LessThanOrEqualToThreshold": operator.le,
}


@cache
def _alarms() -> tuple[AlarmSpec, ...]:
    """Return an alarm of each kind that the catalogue has, on one metric."""
    alarms = planned(of_every_type()).alarms
    return tuple(each for each in alarms if first_drill([each], ["everything"]) is not None)


def _one_of_each_shape() -> Iterable[AlarmSpec]:
    """Return alarms that differ in more than in names and in how large their thresholds are."""
    shapes = {
        (
            alarm.comparison,
            (alarm.threshold > 0) - (alarm.threshold < 0),
            alarm.threshold >= 1,
            alarm.series.unit[:1] == "%",
            alarm.series.period,
            alarm.evaluation_periods,
            alarm.datapoints_to_alarm,
            alarm.treat_missing_data,
            alarm.delay,
        ): alarm
        for alarm in _alarms()
    }
    return shapes.values()


def test_values_are_well_and_ill() -> None:
    """Whatever the threshold is, one value breaches it and the other does not."""
    assert [alarm.id for alarm in _alarms() if not _is_well_and_ill(alarm)] == []


def _is_well_and_ill(alarm: AlarmSpec) -> bool:
    drill = _drill(alarm)
    well, ill, again = (float(each.partition("x")[0]) for each in drill["values"].split())
    breaches = [BREACHES[alarm.comparison](value, alarm.threshold) for value in (well, ill)]
    return breaches == [False, True] and well == again and min(well, ill) >= 0


def _drill(alarm: AlarmSpec) -> dict[str, Any]:
    text = str(first_drill([alarm], [alarm.service]))
    (drill,) = yaml.load(text, Loader=yaml.CSafeLoader)["drills"].values()
    return {key: value for key, value in drill.items() if key not in {"kind", "begins"}}


def test_the_drill_of_an_alarm_passes(tmp_path: Path) -> None:
    """Whichever alarm of the catalogue somebody begins with, its drill passes.

    Templates of the constructs have these properties, which the tests of stacks show; that an
    incident pages needs their topics, as the tests below have them.
    """
    resources = {
        construct_id(alarm.id): {
            "Type": "AWS::CloudWatch::Alarm",
            "Properties": alarm_properties(alarm),
        }
        for alarm in _one_of_each_shape()
    }
    (tmp_path / "template.json").write_text(json.dumps({"Resources": resources}))
    drills = {alarm.id: _drill(alarm) for alarm in _one_of_each_shape()}
    (tmp_path / "drills.yaml").write_text(json.dumps({"drills": drills}))

    outcome = run("test", tmp_path / "drills.yaml", "--assembly", tmp_path / "template.json")

    assert outcome.exit_code == 0, outcome.output
    assert f"{len(drills)} passed" in outcome.output


@pytest.mark.slow
@pytest.mark.parametrize("source", [None, TEMPLATE], ids=["nothing", "template"])
def test_drill_passes_on_the_synthesized_stacks(tmp_path: Path, source: Path | None) -> None:
    """A new user follows the steps that are printed, and sees a drill pass."""
    folder = tmp_path / "shop"
    options = () if source is None else ("--from", source)
    assert run("init", folder, *options).exit_code == 0
    assembly = shared_assemblies(tmp_path, folder / "viewpoint.yaml", ["prod"])["prod"]

    outcome = run("test", folder / "drills", "--assembly", assembly)

    assert outcome.exit_code == 0, outcome.output
    assert "passed" in outcome.output
