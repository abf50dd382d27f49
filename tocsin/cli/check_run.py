"""Runs the checks of `tocsin check`: which, on which templates, and what of it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from tocsin.checks import Coverage, Subject
from tocsin.cli.assembly import Given, read_assembly, settings_file
from tocsin.cli.guesses import print_guesses
from tocsin.cli.left_out import print_left_out
from tocsin.cli.terminal import about, errors, refuse
from tocsin.diagnostics import InvalidInputError, InvalidValueError
from tocsin.inventory import Watchable
from tocsin.triage import (
    COVERAGE,
    CheckRules,
    Decisions,
    Triage,
    examine,
    examined_coverage,
    named,
    read_baseline_file,
    read_check_settings,
    selected,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of which templates.

    Attributes:
        paths: Templates, folders of them, or a `cdk.out`; all are deployed beside each other.
        given: What is said about their deployment.
        settings: The settings file; None for `tocsin.yaml`, if there is one.
        only: Ids and families of checks that are asked alone; empty for all.
        skip: Ids and families that are not asked.
        baseline: The file of what is known already; None without one.
        today: The day on which waivers hold or not.
        home: The working folder, an absolute path.
        coverage: Whether it is asked which recommended alarms there are.
        viewpoint: The viewpoint whose resources are expected to have them too; None without one.
        stage: The stage of it; None for the only one.
    """

    paths: tuple[Path, ...]
    given: Given
    settings: Path | None
    only: tuple[str, ...]
    skip: tuple[str, ...]
    baseline: Path | None
    today: date
    home: Path
    coverage: bool = False
    viewpoint: Path | None = None
    stage: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found out.

    Attributes:
        triage: The problems, and which of them count.
        coverage: How resources are watched; None if nobody asked.
    """

    triage: Triage
    coverage: Coverage | None


def find(asked: Asked) -> Found:
    """Run the checks, or print what is wrong with the input and exit."""
    try:
        known = read_check_settings(settings_file(asked.settings))
        baseline = read_baseline_file(asked.baseline)
    except InvalidInputError as error:
        raise refuse(error.problems) from error
    decisions = Decisions(
        rules=known.rules,
        baseline=baseline,
        asked=_asked(asked, known.rules),
        today=asked.today,
    )
    assembly = read_assembly(asked.paths[0], asked.given, asked.paths[1:])
    subject = Subject.of(
        assembly, known.settings, _named_resources(asked), known.rules.unwanted, asked.today
    )
    print_guesses(errors(), subject.alarm_set)
    print_left_out(errors(), assembly.left_out)
    found = examine(subject, decisions, asked.home)
    covered = examined_coverage(subject, found) if asked.coverage else None
    return Found(triage=found, coverage=covered)


def _named_resources(asked: Asked) -> tuple[Watchable, ...]:
    if asked.viewpoint is None:
        if asked.stage is not None:
            what, fix = "there is no viewpoint", "add --viewpoint FILE"
            raise refuse([about(f"--stage {asked.stage}", "option/no-viewpoint", what, fix)])
        return ()
    from tocsin.cli.check_resources import read_resources  # noqa: PLC0415 - few need the model

    return read_resources(asked.viewpoint, asked.stage)


def _asked(asked: Asked, decided: CheckRules) -> frozenset[str]:
    """Return the ids that are asked; what the command line says goes before the settings."""
    options = (("--only", asked.only), ("--skip", asked.skip))
    problems = [
        about(f"{option} {word}", "option/unknown-check", error.what, error.fix)
        for option, words in options
        for word in words
        if (error := unknown_name(word)) is not None
    ]
    if problems:
        raise refuse(problems)
    also = (COVERAGE,) if asked.coverage else ()
    chosen = selected((asked.only, decided.only), (asked.skip, decided.skip), also)
    if not chosen:
        what = "no check is left: all that are asked are left out, too"
        raise refuse(
            [
                about(
                    "--only and --skip",
                    "option/conflict",
                    what,
                    "leave out fewer, here or in the settings",
                )
            ]
        )
    return chosen


def unknown_name(word: str) -> InvalidValueError | None:
    """Return why a word names no check and no family; None if it does."""
    try:
        named(word)
    except InvalidValueError as error:
        return error
    return None


def day(written: str | None) -> date:
    """Return the day of an option, today without one, or print what is wrong and exit."""
    if written is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(written)
    except ValueError:
        problem = about(
            f"--today {written}", "option/invalid-value", "it is not a day", "write 2027-01-31"
        )
        raise refuse([problem]) from None


def words(given: Sequence[str] | None) -> tuple[str, ...]:
    """Return the words of an option that may be repeated, and have several between commas."""
    return tuple(word.strip() for each in given or () for word in each.split(",") if word.strip())
