"""Drills about alarms that AWS refuses: they fail, with the reason, and others are run."""

from pathlib import Path

import pytest

from tests.support.assembly import load_template
from tests.support.drills import (
    Json,
    composite_alarm,
    metric_alarm,
    problems_of,
    template,
)
from tocsin.drills import run_drills
from tocsin.drills.reading.drill_reader import read_drills
from tocsin.drills.runner import Outcome
from tocsin.simulation import AlarmSet

SNS = [f"arn:aws:sns:eu-west-1:111122223333:{number}" for number in range(6)]
SOUND = """\
  sound:
    alarm: no-orders
    values: 9x3 0x5
    expect: [{state: ALARM, at: 6m}]
"""


def alarms_beside(folder: Path, **resources: Json) -> AlarmSet:
    """The alarms of a template: a sound one, one that AWS refuses, and others."""
    refused = metric_alarm("refused", MetricName="Refused", AlarmActions=SNS)
    resources = {"NoOrders": metric_alarm("no-orders"), "Refused": refused, **resources}
    return AlarmSet.of(load_template(folder, template(**resources)))


def outcomes(alarms: AlarmSet, drill: str) -> list[Outcome]:
    """How a drill goes, and a sound one beside it."""
    text = f"drills:\n  in vain:\n{drill}\n{SOUND}"
    return list(run_drills(read_drills(text, name="d.yaml", alarms=alarms).drills, alarms))


@pytest.mark.parametrize(
    "drill",
    [
        "    {alarm: refused, values: 9x9, kind: quiet}",
        "    {alarm: refused, series: [{values: 9x9}], kind: quiet}",
        "    {series: [{alarm: refused, values: 9x9}], kind: quiet}",
        "    {series: [{metric: Refused, values: 9x9}], kind: quiet}",
        "    {alarm: no-orders, values: 9x9, expect: [{alarm: refused, never: ALARM}]}",
        "    {alarm: refused, values: 9x9, series: [{metric: Orders, values: 9x9}], kind: quiet}",
    ],
)
def test_a_drill_about_a_refused_alarm_fails_and_others_are_run(tmp_path: Path, drill: str) -> None:
    """However the drill comes to the alarm, the reason is what is wrong with the alarm."""
    in_vain, sound = outcomes(alarms_beside(tmp_path), drill)

    assert not in_vain.passes
    assert [each.alarm for each in in_vain.not_evaluated] == ["refused"]
    assert "AWS refuses it: AlarmActions: there are 6 actions" in in_vain.not_evaluated[0].why
    assert sound.passes


def test_a_composite_above_a_refused_alarm_is_not_evaluated(tmp_path: Path) -> None:
    """It could not be created either; that the alarm stays OK is not assumed."""
    above = composite_alarm("any", "ALARM(refused) OR ALARM(no-orders)")
    drill = "    {alarm: no-orders, values: 9x3 0x5, expect: [{alarm: any, state: ALARM, at: 6m}]}"

    in_vain, sound = outcomes(alarms_beside(tmp_path, Any=above), drill)

    assert [each.alarm for each in in_vain.not_evaluated] == ["any"]
    assert "no alarm refused can be evaluated" in in_vain.not_evaluated[0].why
    assert sound.passes


def test_what_is_wrong_with_the_drill_itself_is_still_wrong_input(tmp_path: Path) -> None:
    """A misspelt alarm beside the refused one is told, and no drill is run."""
    text = "drills:\n  d: {alarm: refused, series: [{alarm: no-order, values: 9}], kind: quiet}\n"

    found = problems_of(alarms_beside(tmp_path), text)

    assert any("there is no alarm 'no-order'" in line for line in found)


def test_what_is_explained_about_a_refused_alarm_is_left(tmp_path: Path) -> None:
    """It may be right once the alarm is mended."""
    explained = "explained: [{alarm: refused, mutant: 2 of 3, because: of it}]\n"

    assert problems_of(alarms_beside(tmp_path), f"drills:\n{SOUND}{explained}") == []
