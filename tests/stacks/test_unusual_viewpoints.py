"""What is valid can be deployed, as far as that can be known without an account."""

import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.changes import Change, changed_viewpoint, listed_changes
from tests.support.stage_assemblies import synthesize
from tests.support.viewpoints import planned, problems_of
from tocsin.evaluation import validate
from tocsin.plan import alarm_properties

RIGHT = listed_changes("right.yaml")
SEED = 1
STAGES = ("local", "staging", "prod")
NOT_OF_AWS = ("E3615",)
"""cfn-lint 1.58 refuses a period of 20 seconds, which CloudWatch has."""

OF_ALARMS = [each for each in RIGHT if each["set"].startswith("services.")]


def _is_valid(*changes: Change) -> bool:
    return not any(each.is_error for each in problems_of(changed_viewpoint(*changes)))


def _together() -> list[Change]:
    """Return unusual values for as many places as can have one at the same time."""
    chosen: list[Change] = []
    order = random.Random(SEED)  # noqa: S311 - nothing is secret here
    for place in dict.fromkeys(each["set"] for each in RIGHT):
        change = order.choice([each for each in RIGHT if each["set"] == place])
        if _is_valid(*chosen, change):
            chosen.append(change)
    return chosen


@pytest.mark.slow
def test_unusual_viewpoints_synthesize(tmp_path: Path) -> None:
    """With an unusual value at nearly every place there are templates, and cfn-lint takes them."""
    chosen = _together()
    synthesize(changed_viewpoint(*chosen), "prod", tmp_path)
    templates = [str(path) for path in tmp_path.glob("*.template.json")]
    process = subprocess.run(
        [
            str(Path(sys.executable).with_name("cfn-lint")),
            *("--format", "parseable", "--regions", "eu-west-1", "us-east-1"),
            *("--ignore-checks", *NOT_OF_AWS),
            *("--", *templates),
        ],
        capture_output=True,
        text=True,
        check=False,
    )

    assert len(chosen) > len({each["set"] for each in RIGHT}) * 0.8
    assert (process.stdout, process.returncode) == ("", 0)


def _texts_mutated(value: object) -> st.SearchStrategy[object]:
    """Return values that nearly are *value*: a character more, less or another, a number beside."""
    if isinstance(value, bool) or value is None:
        return st.just(value)
    if isinstance(value, int | float):
        return st.sampled_from([value, value + 1, value * 10, -value, value / 3])
    if isinstance(value, list):
        return st.tuples(*map(_texts_mutated, value)).map(list)
    if isinstance(value, dict):
        return st.fixed_dictionaries({key: _texts_mutated(each) for key, each in value.items()})
    return st.builds(
        lambda at, cut, new: f"{value}"[:at] + new + f"{value}"[at + cut :],
        st.integers(0, len(str(value))),
        st.integers(0, 1),
        st.sampled_from(["", "", "0", "9", "a", "Z", "-", "*", " ", ":", "/", "é", "{", "("]),
    )


@settings(max_examples=25)
@given(
    st.sampled_from(OF_ALARMS).flatmap(
        lambda change: _texts_mutated(change["to"]).map(lambda to: {**change, "to": to})
    )
)
def test_cloudwatch_takes_every_alarm_of_what_is_valid(change: Change) -> None:
    """Whatever a value nearly is: if it is valid, CloudWatch refuses no alarm that is built."""
    text = changed_viewpoint(change)
    if any(each.is_error for each in problems_of(text)):
        return
    for stage in STAGES:
        for alarm in planned(text, stage).alarms:
            found = validate(alarm_properties(alarm))
            assert [str(each) for each in found if each.is_error] == []
