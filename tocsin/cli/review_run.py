"""Runs `tocsin diff`: reads both sides, and compares them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tocsin.cli.assembly import Given, read_assembly, settings_file
from tocsin.cli.terminal import refuse
from tocsin.diagnostics import InvalidInputError
from tocsin.review import Known, Review, review
from tocsin.triage import CheckSettings, read_check_settings

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from tocsin.assembly import Assembly


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What is compared, and what is known beside it.

    Attributes:
        base: A `cdk.out`, a template or a folder of templates: what is deployed now.
        head: The same for what would be deployed.
        given: What is said about the deployment of both.
        settings: The settings file; None for `tocsin.yaml`, if there is one.
        today: From when on times to come are looked at.
        home: The working folder, an absolute path.
    """

    base: Path
    head: Path
    given: Given
    settings: Path | None
    today: date
    home: Path


def compare(asked: Compared) -> Review:
    """Compare both sides, or print what is wrong with the input and exit."""
    settings = _settings(asked)
    head = read_assembly(asked.head, asked.given)
    base = read_assembly(asked.base, _given_base(asked, head))
    return review(base, head, Known(settings=settings, today=asked.today, home=asked.home))


def _settings(asked: Compared) -> CheckSettings:
    try:
        return read_check_settings(settings_file(asked.settings))
    except InvalidInputError as error:
        raise refuse(error.problems) from error


def _given_base(asked: Compared, head: Assembly) -> Given:
    """Return what is said about BASE: two files are one stack, whatever the files are called."""
    roots = [stack for stack in head.stacks if stack.parent is None]
    is_one = len(roots) == 1 and roots[0].is_named_by_file and asked.base.is_file()
    return replace(asked.given, stack_name=roots[0].name) if is_one else asked.given
