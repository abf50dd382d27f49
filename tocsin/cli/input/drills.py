"""Reads the drills that `tocsin test` runs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tocsin.cli.input.assembly import read_text
from tocsin.cli.terminal import errors, refuse
from tocsin.diagnostics import MAXIMUM_BYTES, DrillError, DrillProblem
from tocsin.drills import (
    NO_SUCH_ALARM,
    AcceptedSurvivor,
    Drill,
    SelectionError,
    parse_selection,
    read_drills,
)
from tocsin.on_call import Escalation
from tocsin.simulation import AlarmSet

_SUFFIXES = (".yaml", ".yml")
_OTHER_ASSEMBLY = (
    "The assembly has none of these alarms: synthesize the stage that the drills are about, "
    "or name its assembly with --assembly."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillInput:
    """The drills that were chosen.

    Attributes:
        drills: The drills, in order of files.
        accepted_survivors: Mutants that need not be noticed.
        left_out: How many drills were not chosen.
    """

    drills: tuple[Drill, ...]
    accepted_survivors: tuple[AcceptedSurvivor, ...]
    left_out: int


def drill_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the drill files that paths name, or print what is wrong and exit."""
    problems: list[str] = []
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = [each for each in sorted(path.rglob("*")) if each.suffix in _SUFFIXES]
            if not inside:
                problems.append(f"{path}: the folder holds no drills; write one into a .yaml file")
            found.update(dict.fromkeys(inside))
        elif path.exists():
            found[path] = None
        else:
            problems.append(f"{path}: there is no such file or folder; check the path")
    if problems:
        raise refuse(problems)
    return tuple(found)


def read_input(
    files: Sequence[Path], alarms: AlarmSet, escalation: Escalation | None, selection: str | None
) -> DrillInput:
    """Read drill files, or print everything that is wrong with them and exit."""
    problems: list[DrillProblem] = []
    drills: list[Drill] = []
    accepted: list[AcceptedSurvivor] = []
    for file in files:
        try:
            read = read_drills(_text(file), name=str(file), alarms=alarms, escalation=escalation)
        except DrillError as error:
            problems += error.problems
        else:
            drills += read.drills
            accepted += read.accepted_survivors
    if problems:
        refused = refuse(problems)
        if all(NO_SUCH_ALARM in problem.what for problem in problems):
            errors().print(_OTHER_ASSEMBLY)
        raise refused
    chosen = tuple(_chosen(drills, selection))
    if not chosen:
        raise refuse([f"-k {selection}: no drill has such a name; drills are named file::name"])
    return DrillInput(
        drills=chosen, accepted_survivors=tuple(accepted), left_out=len(drills) - len(chosen)
    )


def _text(file: Path) -> str:
    try:
        size = file.stat().st_size
    except OSError:
        size = 0
    if size > MAXIMUM_BYTES:
        what = f"{file}: the file has {size} bytes, more than {MAXIMUM_BYTES}; split it"
        raise refuse([what])
    return read_text(file)


def _chosen(drills: Iterable[Drill], selection: str | None) -> Iterator[Drill]:
    if selection is None:
        yield from drills
        return
    try:
        matches = parse_selection(selection)
    except SelectionError as error:
        raise refuse([f"-k {selection}: {error}; write words with and, or, not and ()"]) from error
    yield from (drill for drill in drills if matches(drill.id))
