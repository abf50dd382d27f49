"""Alarms of one name: which of them stand in each other's way."""

import json
from pathlib import Path

import pytest

from tests.support.cloud_assembly import StackDraft, cloud_assembly
from tests.support.drills import Json, composite_alarm, metric_alarm, template
from tocsin.assembly import load
from tocsin.simulation import same_names

ALARM = metric_alarm("errors")
OPEN = metric_alarm("errors", AlarmName={"Fn::Sub": "${Stage}-errors"})
STAGE = {"Stage": {"Type": "String"}}


def write(folder: Path, **templates: Json) -> Path:
    """Write templates into a folder."""
    for name, text in templates.items():
        (folder / f"{name}.json").write_text(json.dumps(text))
    return folder


def test_kinds_of_alarms_share_their_names() -> None:
    """A composite alarm cannot have the name of a metric alarm."""
    assembly = cloud_assembly(shop={"A": ALARM, "B": composite_alarm("errors", "ALARM(other)")})

    (found,) = same_names(assembly)
    assert (found.first.logical_id, found.other.logical_id) == ("A", "B")
    assert found.is_certain


def test_case_tells_names_apart() -> None:
    """Errors is not errors."""
    assert list(same_names(cloud_assembly(shop={"A": ALARM, "B": metric_alarm("Errors")}))) == []


@pytest.mark.parametrize(("region", "count"), [("eu-west-1", 1), ("us-east-1", 0)])
def test_stacks_of_one_place_share_names(region: str, count: int) -> None:
    """Each account and Region has names of its own."""
    assembly = cloud_assembly(
        one={"A": ALARM}, two=StackDraft(resources={"B": ALARM}, region=region)
    )

    found = list(same_names(assembly))
    assert len(found) == count
    assert all(each.is_certain for each in found)


def test_a_name_that_is_open_is_one_within_its_stack() -> None:
    """In another stack the parameter may have another value."""
    one = StackDraft(resources={"A": OPEN, "B": OPEN}, parameters=STAGE)
    two = StackDraft(resources={"C": OPEN}, parameters=STAGE)

    (found,) = same_names(cloud_assembly(one=one, two=two))
    assert (found.first.logical_id, found.other.logical_id) == ("A", "B")


@pytest.mark.parametrize("account", [None, "111122223333"])
def test_templates_of_a_folder_may_be_for_several_places(
    tmp_path: Path, account: str | None
) -> None:
    """Only who says where they are deployed makes it certain."""
    folder = write(tmp_path, one=template(A=ALARM), two=template(B=ALARM), three=template(C=ALARM))
    region = None if account is None else "eu-west-1"

    found = list(same_names(load(folder, account=account, region=region)))
    assert [each.is_certain for each in found] == [account is not None] * 2
