"""The drills that are written: they pass on the stacks of the viewpoint that they come with."""

import operator
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.support.command_line import ROOT, run
from tests.support.synthesis import run_app
from tests.support.viewpoints import of_every_type
from tocsin.plan import AlarmSpec, make_plan
from tocsin.starter.drill_text import first_drill
from tocsin.viewpoint import parse_viewpoint

TEMPLATE = ROOT / "tests" / "cli" / "transcripts" / "files" / "application.yaml"
BREACHES: dict[str, Callable[[float, float], bool]] = {
    "GreaterThanThreshold": operator.gt,
    "GreaterThanOrEqualToThreshold": operator.ge,
    "LessThanThreshold": operator.lt,
    "LessThanOrEqualToThreshold": operator.le,
}


def _alarms() -> list[AlarmSpec]:
    """Return an alarm of each kind that the catalogue has, on one metric."""
    viewpoint, _ = parse_viewpoint(of_every_type())
    alarms = make_plan(viewpoint, "prod").alarms
    return [each for each in alarms if first_drill([each], ["everything"]) is not None]


@pytest.mark.parametrize("alarm", _alarms(), ids=lambda alarm: alarm.id)
def test_values_are_well_and_ill(alarm: AlarmSpec) -> None:
    """Whatever the threshold is, one value breaches it and the other does not."""
    drill = yaml.safe_load(str(first_drill([alarm], [alarm.service])))
    (values,) = (each["values"] for each in drill["drills"].values())

    well, ill, again = (float(each.partition("x")[0]) for each in values.split())

    breaches = BREACHES[alarm.comparison]
    assert (breaches(well, alarm.threshold), breaches(ill, alarm.threshold)) == (False, True)
    assert well == again
    assert min(well, ill) >= 0


@pytest.mark.slow
def test_the_drill_of_every_alarm_passes(tmp_path: Path) -> None:
    """Whichever alarm of the catalogue somebody begins with, its drill passes on its stack."""
    viewpoint = tmp_path / "viewpoint.yaml"
    viewpoint.write_text(of_every_type())
    process = run_app(
        tmp_path / "cdk.out",
        viewpoint=viewpoint,
        changes={"stage": "prod", "tocsin:nag": "false"},
    )
    assert process.returncode == 0, process.stderr
    texts = {each.name: str(first_drill([each], [each.service])) for each in _alarms()}
    drills = {
        name: drill
        for name, text in texts.items()
        for drill in yaml.safe_load(text)["drills"].values()
    }
    (tmp_path / "drills.yaml").write_text(yaml.safe_dump({"drills": drills}))

    outcome = run("test", tmp_path / "drills.yaml", "--assembly", tmp_path / "cdk.out")

    assert outcome.exit_code == 0, outcome.output
    assert f"{len(drills)} passed" in outcome.output


@pytest.mark.slow
@pytest.mark.parametrize("source", [None, TEMPLATE], ids=["nothing", "template"])
def test_drill_passes_on_the_synthesized_stacks(tmp_path: Path, source: Path | None) -> None:
    """A new user follows the steps that are printed, and sees a drill pass."""
    folder = tmp_path / "shop"
    options = () if source is None else ("--from", source)
    assert run("init", folder, *options).exit_code == 0
    process = run_app(
        tmp_path / "cdk.out",
        viewpoint=folder / "viewpoint.yaml",
        changes={"stage": "prod", "tocsin:nag": "false"},
    )
    assert process.returncode == 0, process.stderr

    outcome = run("test", folder / "drills", "--assembly", tmp_path / "cdk.out")

    assert outcome.exit_code == 0, outcome.output
    assert "passed" in outcome.output
