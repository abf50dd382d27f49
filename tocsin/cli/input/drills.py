"""Reads the drills that `tocsin test` runs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import typer

from tocsin.cli.assembly import read_core_yaml
from tocsin.cli.terminal import about, counted, refuse, remark
from tocsin.diagnostics import InvalidInputError, InvalidValueError, Problem
from tocsin.drills import (
    AcceptedSurvivor,
    AlarmIndex,
    Drill,
    parse_selection,
    read_drills,
)
from tocsin.on_call import Escalation
from tocsin.simulation import AlarmSet

_SUFFIXES = (".yaml", ".yml")
_MOST_LINES = 5
_CAUSED_ELSEWHERE = frozenset(
    {"drill/alarm-left-out", "drill/alarm-not-evaluated", "drill/unknown-alarm"}
)
"""What is wrong with an alarm, and not with the drills that name it."""

_OTHER_ASSEMBLY = (
    "The assembly has none of these alarms: synthesize the stage that the drills are about, "
    "or name its assembly with --assembly."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillChoice:
    """The drills that were chosen.

    Attributes:
        drills: The drills, in order of files.
        accepted_survivors: Mutants that need not be noticed.
        left_out: How many drills were not chosen.
    """

    drills: tuple[Drill, ...]
    accepted_survivors: tuple[AcceptedSurvivor, ...]
    left_out: int


def read_drill_choice(
    paths: Iterable[Path], alarms: AlarmSet, escalation: Escalation | None, selection: str | None
) -> DrillChoice:
    """Read drills, or print everything that is wrong with them and exit.

    Args:
        paths: Files of drills, and folders of such files.
        alarms: The alarms that the drills are about.
        escalation: Who is paged when; None if no viewpoint tells.
        selection: An expression that the names of the chosen drills match; None for all.
    """
    index = AlarmIndex(alarms)
    drills: list[Drill] = []
    accepted: list[AcceptedSurvivor] = []
    problems: list[Problem] = []
    for file in drill_files(paths):
        try:
            text = read_core_yaml(file)
            read = read_drills(text, name=str(file), alarms=index, escalation=escalation)
        except InvalidInputError as error:
            problems += error.problems
        else:
            drills += read.drills
            accepted += read.accepted_survivors
    if problems:
        raise _refused(_once_for_each_cause(problems))
    chosen = _chosen(drills, selection)
    return DrillChoice(
        drills=chosen, accepted_survivors=tuple(accepted), left_out=len(drills) - len(chosen)
    )


def _once_for_each_cause(problems: Sequence[Problem]) -> list[Problem]:
    """Return problems, those of an alarm that many drills name once, with where they are."""
    alike: dict[tuple[str, str], list[Problem]] = {}
    for index, problem in enumerate(problems):
        is_of_alarm = problem.kind in _CAUSED_ELSEWHERE
        key = (problem.kind, problem.what) if is_of_alarm else ("", str(index))
        alike.setdefault(key, []).append(problem)
    return [_with_places(first, others) for first, *others in alike.values()]


def _with_places(problem: Problem, others: Sequence[Problem]) -> Problem:
    if not others:
        return problem
    lines = [
        each.where.position.line
        for each in others
        if each.where.position is not None and each.where.source == problem.where.source
    ]
    places = f"in {counted(len(others), 'more place')}"
    if len(lines) == len(others) <= _MOST_LINES:
        places = f"in line {', '.join(map(str, lines))}"
    return replace(problem, what=f"{problem.what} (also {places})")


def drill_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the files of drills of some paths, or print which there are none of and exit."""
    problems: list[Problem] = []
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = [each for each in sorted(path.rglob("*")) if each.suffix in _SUFFIXES]
            if not inside:
                what = "the folder holds no drills"
                problems.append(about(path, "file/no-drills", what, "write one into a .yaml file"))
            found.update(dict.fromkeys(inside))
        elif path.exists():
            found[path] = None
        else:
            what = "there is no such file or folder"
            problems.append(about(path, "file/not-found", what, "check the path"))
    if problems:
        raise refuse(problems)
    return tuple(found)


def _refused(problems: Sequence[Problem]) -> typer.Exit:
    refused = refuse(problems)
    if all(problem.kind == "drill/unknown-alarm" for problem in problems):
        remark(_OTHER_ASSEMBLY)
    return refused


def _chosen(drills: Sequence[Drill], selection: str | None) -> tuple[Drill, ...]:
    if selection is None:
        return tuple(drills)
    source = f"-k {selection}"
    try:
        matches = parse_selection(selection)
    except InvalidValueError as error:
        problem = about(source, "option/not-an-expression", error.what, error.fix)
        raise refuse([problem]) from error
    chosen = tuple(drill for drill in drills if matches(drill.id))
    if not chosen:
        what = "no drill has such a name"
        raise refuse([about(source, "option/no-drill", what, "drills are named file::name")])
    return chosen
