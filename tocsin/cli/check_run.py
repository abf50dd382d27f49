"""Runs the checks of `tocsin check`: which, on which templates, and what of it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from tocsin.checks import CHECKS, Subject, run_checks
from tocsin.cli.assembly import Given, read_assembly, read_core_yaml, settings_file
from tocsin.cli.left_out import print_left_out
from tocsin.cli.terminal import about, errors, refuse
from tocsin.diagnostics import InvalidInputError, InvalidValueError, read_text_file
from tocsin.simulation import GUESSING_SEVERITY_RULES, Settings, read_settings
from tocsin.triage import (
    Baseline,
    CheckRules,
    Decisions,
    Triage,
    named,
    read_baseline,
    read_check_rules,
    selected,
    triage,
)

_MOST_BYTES_OF_A_BASELINE = 8 * 1024 * 1024


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
    """

    paths: tuple[Path, ...]
    given: Given
    settings: Path | None
    only: tuple[str, ...]
    skip: tuple[str, ...]
    baseline: Path | None
    today: date
    home: Path


def find(asked: Asked) -> Triage:
    """Run the checks, or print what is wrong with the input and exit."""
    settings, rules = _settings(asked.settings)
    decisions = Decisions(
        rules=rules,
        baseline=_baseline(asked.baseline),
        asked=_asked(asked, rules),
        today=asked.today,
    )
    assembly = read_assembly(asked.paths[0], asked.given, asked.paths[1:])
    print_left_out(errors(), assembly.left_out)
    report = run_checks(
        Subject.of(assembly, settings), (each for each in CHECKS if each.id in decisions.asked)
    )
    return triage(report, assembly, decisions, asked.home)


def _settings(path: Path | None) -> tuple[Settings, CheckRules]:
    """Read what the settings file says of severities and recipients, and of checks."""
    file = settings_file(path)
    if file is None:
        return Settings(severity_rules=GUESSING_SEVERITY_RULES), CheckRules()
    try:
        text = read_core_yaml(file)
        return read_settings(text, name=str(file)), read_check_rules(text, name=str(file))
    except InvalidInputError as error:
        raise refuse(error.problems) from error


def _asked(asked: Asked, rules: CheckRules) -> frozenset[str]:
    """Return the ids that are asked; what the command line says goes before the settings."""
    options = (("--only", asked.only), ("--skip", asked.skip))
    problems = [
        about(f"{option} {word}", "option/unknown-check", error.what, error.fix)
        for option, words in options
        for word in words
        if (error := _unknown(word)) is not None
    ]
    if problems:
        raise refuse(problems)
    return selected((asked.only, rules.only), (asked.skip, rules.skip))


def _unknown(word: str) -> InvalidValueError | None:
    try:
        named(word)
    except InvalidValueError as error:
        return error
    return None


def _baseline(path: Path | None) -> Baseline:
    if path is None:
        return Baseline(counts={})
    try:
        text = read_text_file(
            path,
            maximum_bytes=_MOST_BYTES_OF_A_BASELINE,
            too_large="write a baseline for each of several folders of templates",
        )
        return read_baseline(text, name=str(path))
    except InvalidInputError as error:
        raise refuse(error.problems) from error


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
