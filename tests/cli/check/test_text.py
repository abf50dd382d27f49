"""What people read in a terminal: what is folded, what is counted, and how lines are broken."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.check_reports import result_of
from tests.support.drills import Json
from tests.support.triage import SILENT, open_question, silent_alarm, triaged, written
from tocsin.checks import Check, Subject, Verdict
from tocsin.cli.check_report import CheckResult, hints, result_lines, text_of
from tocsin.diagnostics import Problem, ProblemSeverity


def saying(why: str, *, severity: ProblemSeverity = "error") -> Check:
    """Return a check that finds each alarm wrong, for a reason with its name and its key."""

    def find(subject: Subject) -> Iterator[Verdict]:
        for number, alarm in enumerate(subject.alarms):
            key = alarm.resource.logical_id
            yield Problem(
                kind=SILENT,
                where=alarm.locate(),
                what=f"{key} is not well",
                why=why.format(name=alarm.name, key=key, number=number),
                fix="mend it",
                severity=severity,
            )

    return Check(id=SILENT, title="All is well.", severity=severity, run=find)


def named(*names: str) -> Json:
    """Return alarms with these names."""
    return {
        f"Key{number}": {**silent_alarm(), "Properties": {"AlarmName": name}}
        for number, name in enumerate(names)
    }


def shown(
    *paths: Path,
    check: Check,
    everything: bool = False,
    with_notes: bool = False,
    width: int = 100,
) -> str:
    """Return what is shown of what a check finds."""
    result = CheckResult(
        triage=triaged(*paths, check=check),
        fail_on="error",
        home=paths[0].parent,
        with_notes=with_notes,
    )
    return text_of(result_lines(width, result, everything=everything, with_undecided=True))


@pytest.mark.parametrize(
    "why",
    [
        "it is silent",
        "the alarm {name} is silent",
        "the alarm '{name}' is silent",
        "{key} is silent",
        "{key}: its threshold is {number}00.5",
        "'${{Fn::If:{number}}}-a-name-that-is-long-and-therefore-c... is silent",
    ],
)
def test_what_is_mended_alike_is_shown_once(tmp_path: Path, why: str) -> None:
    """Whatever names and values stand in it; the others are named."""
    path = written(tmp_path, **named("orders-errors", "orders-throttles", "jobs"))
    text = shown(path, check=saying(why))
    assert text.count(f"[{SILENT}]") == 1
    assert "and 2 more: orders-throttles (line " in text
    assert shown(path, check=saying(why), everything=True).count(f"[{SILENT}]") == 3


def test_what_has_another_reason_is_not_folded(tmp_path: Path) -> None:
    """A short name is a word too: it is not taken out of the others."""
    path = written(tmp_path, **named("a", "the"))
    assert shown(path, check=saying("it is {name} one")).count(f"[{SILENT}]") == 2


def test_of_very_many_some_are_named(tmp_path: Path) -> None:
    """And it is said how to see the others."""
    path = written(tmp_path, **named(*(f"alarm-{number}" for number in range(37))))
    text = shown(path, check=saying("the alarm {name} is silent"))
    assert "and 36 more: alarm-1 (line " in text
    assert "and 32 others (--all" in " ".join(text.split())


def test_the_last_one_is_named_and_not_counted(tmp_path: Path) -> None:
    """It takes no more room."""
    path = written(tmp_path, **named(*(f"alarm-{number}" for number in range(6))))
    text = shown(path, check=saying("the alarm {name} is silent"))
    assert "alarm-5 (line " in " ".join(text.split())
    assert "others" not in text


def test_files_of_others_are_named(tmp_path: Path) -> None:
    """By as much of the path as tells them apart from the first."""
    paths = [
        written(tmp_path, name=f"{name}.json", **named(name))
        for name in ("a/one", "a/two", "b/six")
    ]
    text = shown(*paths, check=saying("the alarm {name} is silent"))
    assert "(two.json:" in text
    assert "(…/b/six.json:" in text


def test_notes_are_counted_unless_they_are_asked_for(tmp_path: Path) -> None:
    """Forty pieces of advice hide the one error."""
    path = written(tmp_path, **named("one", "two"))
    advice = saying("it is silent", severity="note")
    assert shown(path, check=advice).startswith(
        "no errors, no warnings; 2 notes (--notes) (2 alarms"
    )
    text = " ".join(shown(path, check=advice, with_notes=True).split())
    assert "note: Key0 is not well" in text


def test_open_questions_are_folded_too(tmp_path: Path) -> None:
    """One answer may be enough for all."""
    text = shown(written(tmp_path, **named("one", "two")), check=open_question())
    assert " ".join(text.split()).count("undecided: who knows") == 1
    assert "and 1 more: two" in text


@pytest.mark.parametrize("width", [60, 80, 100])
def test_lines_are_as_wide_as_the_terminal(tmp_path: Path, width: int) -> None:
    """What does not fit goes on below, not below the caret."""
    path = written(tmp_path, **named("one"))
    text = shown(path, check=saying("so it is " * 40), width=width)
    lines = [line for line in text.splitlines() if "shop.json" not in line]
    assert max(map(len, lines)) <= width


def test_the_most_severe_stands_first(tmp_path: Path) -> None:
    """Within a severity the order of the templates holds."""
    result = result_of(tmp_path)
    first, *others = result.triage.findings
    later = [replace(each, waiver=None, is_in_baseline=False) for each in others]
    softer = replace(first, problem=replace(first.problem, severity="warning"))
    mixed = replace(result, triage=replace(result.triage, findings=(softer, *later)))
    assert [each.problem.severity for each in mixed.shown] == ["error", "error", "warning"]


def test_whoever_begins_is_told_what_to_do_next(tmp_path: Path) -> None:
    """Where the page of a check is, and how to begin with many problems."""
    path = written(tmp_path, **named(*(f"alarm-{number}" for number in range(31))))
    many = CheckResult(
        triage=triaged(path, check=saying("so it is")),
        fail_on="error",
        home=tmp_path,
        with_notes=False,
    )
    few, none = result_of(tmp_path), replace(many, triage=replace(many.triage, findings=()))
    assert [len(list(hints(each))) for each in (many, few, none)] == [2, 1, 0]
    assert f"--explain {SILENT}" in next(hints(few))
