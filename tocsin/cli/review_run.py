"""Runs `tocsin diff`: reads both sides, and compares them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tocsin.cli.assembly import (
    Given,
    read_core_yaml,
    read_one_of_several,
    refuse_unknown_parameters,
    settings_file,
)
from tocsin.cli.cost_input import price_lists, read_usage_file
from tocsin.cli.guesses import print_guesses
from tocsin.cli.input import drill_files, read_data
from tocsin.cli.left_out import print_left_out
from tocsin.cli.terminal import errors, refuse
from tocsin.diagnostics import InvalidInputError
from tocsin.review import Known, Review, review
from tocsin.triage import CheckSettings, read_check_settings

if TYPE_CHECKING:
    from collections.abc import Mapping
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
        drills: Files and folders of drills that both sides run; empty for none.
        data: Recorded data that the alarms of both sides read; None without any.
        resolved: What texts in dimensions stand for in recorded data.
        prices: Files of prices; empty for those that Tocsin brings.
        usage: The file that says how much there is of what templates do not say; None without one.
    """

    base: Path
    head: Path
    given: Given
    settings: Path | None
    today: date
    home: Path
    drills: tuple[Path, ...] = ()
    data: Path | None = None
    resolved: Mapping[str, str] = field(default_factory=dict)
    prices: tuple[Path, ...] = ()
    usage: Path | None = None


def compare(asked: Compared) -> Review:
    """Compare both sides, or print what is wrong with the input and exit."""
    settings = _settings(asked)
    head = read_one_of_several(asked.head, asked.given)
    base = read_one_of_several(asked.base, _given_base(asked, head))
    # A parameter that one side alone has is one that the change adds or takes away.
    refuse_unknown_parameters(asked.given, base, head)
    found = review(base, head, _known(asked, settings))
    print_guesses(errors(), found.guessed)
    print_left_out(errors(), head.left_out)
    # What neither side deploys is no change, and is said once.
    passed_over = {(each.stack.name, each.logical_id) for each in head.left_out}
    print_left_out(
        errors(),
        [each for each in base.left_out if (each.stack.name, each.logical_id) not in passed_over],
        of="BASE",
    )
    return found


def _known(asked: Compared, settings: CheckSettings) -> Known:
    drills = {str(file): read_core_yaml(file) for file in drill_files(asked.drills)}
    return Known(
        settings=settings,
        today=asked.today,
        home=asked.home,
        drills=drills if asked.drills else None,
        recording=read_data(asked.data, None, ignore_bad=False) if asked.data else None,
        resolved=asked.resolved,
        prices=price_lists(asked.prices),
        usage=read_usage_file(asked.usage),
    )


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
