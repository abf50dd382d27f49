"""What of alarms in templates has no use, or cannot be created in every order."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.assembly import load_template
from tests.support.drills import Json, composite_alarm, metric_alarm, template
from tocsin.simulation import AlarmSet, template_remarks

MISSING = "composite/missing-depends-on"
CHILD = metric_alarm("no-orders")
SUPPRESSED = {"ActionsSuppressorWaitPeriod": 60, "ActionsSuppressorExtensionPeriod": 60}


def remarks_on(folder: Path, **resources: Json) -> list[tuple[str, str]]:
    """Return the kind and the place of each remark on a template."""
    assembly = load_template(folder, template(**resources))
    found = template_remarks(assembly, AlarmSet.of(assembly))
    assert all(each.severity in {"warning", "note"} for each in found)
    assert all(each.where.position for each in found)
    return [(each.kind, each.where.subject) for each in found]


def depending(alarm: Json, on: object) -> Json:
    """Return an alarm that is created after others."""
    return {**alarm, "DependsOn": on}


@pytest.mark.parametrize(
    ("above", "is_ordered"),
    [
        (composite_alarm("down", "ALARM(no-orders)"), False),
        (composite_alarm("down", "ALARM(arn:aws:cloudwatch:eu-west-1:1:alarm:no-orders)"), False),
        (depending(composite_alarm("down", "ALARM(no-orders)"), "Child"), True),
        (depending(composite_alarm("down", "ALARM(no-orders)"), ["Ana", "Child"]), True),
        (depending(composite_alarm("down", "ALARM(no-orders)"), "Ana"), False),
        (composite_alarm("down", {"Fn::Sub": "ALARM(${Child})"}), True),
        (composite_alarm("down", {"Fn::Sub": "ALARM(${Child.Arn})"}), True),
        (composite_alarm("down", {"Fn::Join": ["", ["ALARM(", {"Ref": "Child"}, ")"]]}), True),
    ],
)
def test_a_child_named_by_text_may_be_created_later(
    tmp_path: Path, above: Json, *, is_ordered: bool
) -> None:
    """CloudFormation knows of a need by DependsOn and by references, and not by names."""
    found = remarks_on(tmp_path, Down=above, Child=CHILD)

    assert found == ([] if is_ordered else [(MISSING, "Resources.Down.Properties.AlarmRule")])


def test_a_need_may_lead_over_other_resources(tmp_path: Path) -> None:
    """What is needed by something that is needed is there as well."""
    between = depending(metric_alarm("between"), "Child")
    above = depending(composite_alarm("down", "ALARM(no-orders)"), "Between")

    assert remarks_on(tmp_path, Down=above, Between=between, Child=CHILD) == []


def test_a_suppressor_is_needed_too(tmp_path: Path) -> None:
    """It has to exist as the children have to."""
    above = composite_alarm(
        "down", {"Fn::Sub": "ALARM(${Child})"}, ActionsSuppressor="quiet", **SUPPRESSED
    )

    assert remarks_on(tmp_path, Down=above, Child=CHILD, Quiet=metric_alarm("quiet")) == [
        (MISSING, "Resources.Down.Properties.ActionsSuppressor")
    ]


def test_one_name_is_of_one_alarm(tmp_path: Path) -> None:
    """The second one cannot be created."""
    assert remarks_on(tmp_path, First=CHILD, Second=CHILD) == [
        ("alarm/name-collision", "Resources.Second.Properties.AlarmName")
    ]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        (
            {"DatapointsToAlarm": 2},
            [("missing-data/unclearable", "Resources.A.Properties.TreatMissingData")],
        ),
        ({}, []),
    ],
)
def test_remarks_stand_where_the_template_decides(
    tmp_path: Path, changes: dict[str, Any], found: list[tuple[str, str]]
) -> None:
    """Silence breaches in this alarm; below M of N a single order never ends it."""
    assert remarks_on(tmp_path, A=metric_alarm("a", **changes)) == found


def test_a_mute_rule_of_many_names_is_remarked_on(tmp_path: Path) -> None:
    """It is read, although the API's reference has fewer names."""
    names = [f"a{number}" for number in range(101)]
    rule: Json = {
        "Type": "AWS::CloudWatch::AlarmMuteRule",
        "Properties": {
            "Name": "night",
            "Rule": {"Schedule": {"Expression": "cron(0 2 * * *)", "Duration": "PT1H"}},
            "MuteTargets": {"AlarmNames": names},
        },
    }

    assert remarks_on(tmp_path, Night=rule) == [
        ("mute/too-many-for-api", "Resources.Night.Properties.MuteTargets.AlarmNames")
    ]


def test_all_children_of_a_rule_are_said_together(tmp_path: Path) -> None:
    """A rule of a hundred names is one thing to mend."""
    children = {f"Child{number}": metric_alarm(f"child-{number}") for number in range(5)}
    rule = " OR ".join(f"ALARM(child-{number})" for number in range(5))
    assembly = load_template(tmp_path, template(Down=composite_alarm("down", rule), **children))

    (found,) = template_remarks(assembly, AlarmSet.of(assembly))
    assert found.what.startswith("'child-0', 'child-1', 'child-2' and 2 others are named by text")
    assert found.fix.startswith("add DependsOn: [Child0, Child1, Child2, Child3, Child4]")
