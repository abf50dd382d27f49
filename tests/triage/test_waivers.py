"""Waivers: one check of one resource, for a reason, perhaps until a day."""

from datetime import date
from pathlib import Path

import pytest

from tests.support.triage import (
    SILENT,
    kinds,
    open_question,
    silent,
    silent_alarm,
    triaged,
    waived,
    written,
)
from tocsin.diagnostics import InvalidInputError
from tocsin.triage import CheckRules, read_check_rules


def settings(*lines: str) -> CheckRules:
    """Read what these lines say below `checks:`."""
    return read_check_rules("\n  ".join(["checks:", *lines]), name="tocsin.yaml")


def waiver(**changes: str) -> CheckRules:
    """Read a waiver of silent alarms in settings."""
    given = {"check": SILENT, "because": "they are read", **changes}
    written = ", ".join(f'{key}: "{value}"' for key, value in given.items())
    return settings("waive:", f"  - {{{written}}}")


def test_it_is_about_the_resource_that_it_stands_at(tmp_path: Path) -> None:
    """Another alarm of the same template is still reported."""
    found = triaged(written(tmp_path, A=waived(), B=silent_alarm()))
    assert {each.place.subject: each.state for each in found.findings} == {
        "A": "waived",
        "B": "new",
    }
    (waiver_of_a,) = (each.waiver for each in found.findings if each.waiver)
    assert waiver_of_a.because == "it is read"


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 12, 31), [(SILENT, "waived")]),
        (date(2027, 1, 1), [(SILENT, "new"), ("waiver/expired", "new")]),
    ],
    ids=["the last day", "the day after"],
)
def test_it_holds_until_the_end_of_its_day(
    tmp_path: Path, today: date, expected: list[tuple[str, str]]
) -> None:
    """After that day it is named, and what it was for is reported again."""
    path = written(tmp_path, A=waived(until="2026-12-31"))
    assert kinds(triaged(path, today=today)) == expected


def test_one_of_no_use_is_named(tmp_path: Path) -> None:
    """A waiver that stays behind would hide the next problem."""
    path = written(tmp_path, A=waived(check="waiver/unused"))
    assert ("waiver/unused", "new") in kinds(triaged(path))


def test_one_whose_check_was_not_asked_is_not_judged(tmp_path: Path) -> None:
    """Nobody knows whether it is of use."""
    path = written(tmp_path, A=waived(until="2020-01-01", check="waiver/unused"))
    found = triaged(path, asked=[SILENT, "waiver/expired"])
    assert kinds(found) == [(SILENT, "new")]


def test_an_open_question_is_waived_too(tmp_path: Path) -> None:
    """Whoever waives a check of a resource wants to hear nothing of it."""
    path = written(tmp_path, A=waived(), B=silent_alarm())
    found = triaged(path, check=open_question())
    assert [each.place.subject for each in found.questions] == ["B"]
    assert found.findings == ()


def test_one_that_a_loop_repeats_is_of_use_if_one_resource_needs_it(tmp_path: Path) -> None:
    """It is written once; what it says of each resource nobody can write apart."""
    path = tmp_path / "shop.yaml"
    path.write_text("""
Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Alarms:
    - Name
    - [One, Two]
    - Alarm${Name}:
        Type: AWS::CloudWatch::Alarm
        Metadata: {tocsin: {waive: [{check: alarm/no-action, because: it is read}]}}
        Properties: {AlarmName: !Ref Name}
""")
    of_one = triaged(path, check=silent(only="AlarmOne"))
    of_none = triaged(path, check=silent(only="Other"))
    assert kinds(of_one) == [(SILENT, "waived")]
    assert kinds(of_none) == [("waiver/unused", "new")]


@pytest.mark.parametrize(
    ("metadata", "key", "what"),
    [
        ("none", (), "are 'none', and not a mapping"),
        ({"wave": []}, ("wave",), "unknown key 'wave'"),
        ({"waive": {"check": SILENT}}, ("waive",), "is not a list"),
        ({"waive": ["x"]}, ("waive", 0), "is not a mapping"),
        ({"waive": [{"check": SILENT}]}, ("waive", 0), "it has no because"),
        ({"waive": [{"check": SILENT, "because": " "}]}, ("waive", 0, "because"), "because is ' '"),
        ({"waive": [{"because": "x"}]}, ("waive", 0), "it has no check"),
        (
            {"waive": [{"check": "alarm/no-acton", "because": "x"}]},
            ("waive", 0, "check"),
            "no check has the id 'alarm/no-acton'",
        ),
        (
            {"waive": [{"check": SILENT, "because": "x", "until": "2026-02-30"}]},
            ("waive", 0, "until"),
            "'2026-02-30' is not a day",
        ),
        (
            {"waive": [{"check": SILENT, "because": "x", "until": "20260228"}]},
            ("waive", 0, "until"),
            "'20260228' is not a day",
        ),
        (
            {"waive": [{"check": SILENT, "because": "x", "resource": "A"}]},
            ("waive", 0, "resource"),
            "the key 'resource' is unknown",
        ),
    ],
)
def test_one_that_is_malformed_does_not_hold(
    tmp_path: Path, metadata: object, key: tuple[str | int, ...], what: str
) -> None:
    """It is a problem of its own, where it stands."""
    path = written(tmp_path, A=silent_alarm(tocsin=metadata))
    found = triaged(path)
    assert kinds(found) == [(SILENT, "new"), ("waiver/malformed", "new")]
    (problem,) = (e.problem for e in found.findings if e.problem.kind == "waiver/malformed")
    assert problem.where.key_path == ("Resources", "A", "Metadata", "tocsin", *key)
    assert problem.where.position is not None
    assert what in problem.what


@pytest.mark.parametrize(
    ("changes", "waived_ones"),
    [
        ({"resource": "Reader*"}, ["Reader"]),
        ({"resource": "Shop/Orders/*"}, ["Made"]),
        ({"resource": "Shop/Orders/Errors"}, ["Made"]),
        ({"stack": "shop"}, ["Made", "Other", "Reader"]),
        ({"stack": "shop.json", "resource": "O?her"}, ["Other"]),
        ({"stack": "desk", "resource": "Other"}, []),
    ],
)
def test_settings_say_which_resources_it_is_about(
    tmp_path: Path, changes: dict[str, str], waived_ones: list[str]
) -> None:
    """By keys and paths of constructs, and by stacks."""
    made = silent_alarm(**{"aws:cdk:path": "Shop/Orders/Errors/Resource"})
    path = written(tmp_path, Reader=silent_alarm(), Other=silent_alarm(), Made=made)
    found = triaged(path, decided=waiver(**changes))
    waived_there = [each.place.subject for each in found.findings if each.state == "waived"]
    assert sorted(waived_there) == waived_ones


def test_one_for_a_stack_that_is_not_there_is_not_blamed(tmp_path: Path) -> None:
    """One settings file serves several stages; a misspelt resource is blamed."""
    path = written(tmp_path, A=silent_alarm())
    for_another = triaged(path, decided=waiver(stack="shop-dev", resource="A"))
    misspelt = triaged(path, decided=waiver(resource="Aa"))
    assert kinds(for_another) == [(SILENT, "new")]
    (unused,) = (e for e in misspelt.findings if e.problem.kind == "waiver/unused")
    assert str(unused.problem.where).startswith("tocsin.yaml:3:")


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (("waive:", f"  - {{check: {SILENT}, because: x}}"), "waiver/malformed"),
        (("waive:", f"  - {{check: {SILENT}, resource: A}}"), "waiver/malformed"),
        (("skip: [alarms]",), "settings/unknown-check"),
        (("only: [alarm/no]",), "settings/unknown-check"),
        (("severity: {alarm/no-action: fatal}",), "settings/not-allowed"),
        (("severity: {alarm/none: error}",), "settings/unknown-check"),
        (("silence: []",), "settings/unknown-key"),
    ],
)
def test_settings_that_are_wrong_are_refused(lines: tuple[str, ...], kind: str) -> None:
    """They are an input like others: nothing is checked by half of them."""
    with pytest.raises(InvalidInputError) as refused:
        settings(*lines)
    assert [each.kind for each in refused.value.problems] == [kind]


def test_settings_change_how_much_a_check_matters(tmp_path: Path) -> None:
    """The severity of the settings is that of the problem."""
    decided = settings(f"severity: {{{SILENT}: note}}")
    (found,) = triaged(written(tmp_path, A=silent_alarm()), decided=decided).findings
    assert found.problem.severity == "note"
