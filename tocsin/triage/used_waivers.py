"""Waivers, which problems they are for, and which of them are of no use."""

from collections.abc import Iterator

from tocsin.assembly import Assembly
from tocsin.diagnostics import KeyPath, Location, Position, Problem
from tocsin.triage.decisions import Decisions
from tocsin.triage.place import Place, Places
from tocsin.triage.rule import EXPIRED, UNUSED
from tocsin.triage.template_waivers import template_waivers
from tocsin.triage.waiver import Waiver

_Written = tuple[str, Position | KeyPath, str]


def _written(waiver: Waiver) -> _Written:
    """Return what a waiver is as it is written: a loop or a nested stack makes several of one."""
    where = waiver.where
    return where.source, where.position or where.key_path, waiver.check


class UsedWaivers:
    """The waivers of templates and of settings, and which of them were of use."""

    def __init__(self, assembly: Assembly, decisions: Decisions, places: Places) -> None:
        in_templates = template_waivers(assembly)
        self._malformed = in_templates.problems
        self._in_templates = in_templates.by_resource
        self._decisions = decisions
        self._places = places
        self._used: set[_Written] = set()
        self._every = (
            *(each for listed in self._in_templates.values() for each in listed),
            *decisions.rules.waivers,
        )
        self._in_settings: dict[str, list[Waiver]] = {}
        for waiver in decisions.rules.waivers:
            self._in_settings.setdefault(waiver.check, []).append(waiver)

    def of(self, check: str, where: Location, place: Place) -> Waiver | None:
        """Return what waives something, and remember that it was of use."""
        resource = self._places.resource(where)
        at_resource = self._in_templates.get(resource, ()) if resource else ()
        fitting = [
            *(each for each in at_resource if each.check == check),
            *(each for each in self._in_settings.get(check, ()) if each.concerns(place)),
        ]
        self._used.update(map(_written, fitting))
        return next((each for each in fitting if not each.is_over(self._decisions.today)), None)

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong with waivers, as far as that is asked."""
        once = {_written(waiver): waiver for waiver in reversed(self._every)}
        wrong = (problem for waiver in reversed(once.values()) for problem in self._wrong(waiver))
        found = [*self._malformed, *wrong]
        yield from (each for each in found if each.kind in self._decisions.asked)

    def _wrong(self, waiver: Waiver) -> Iterator[Problem]:
        if waiver.check not in self._decisions.asked:
            return
        if waiver.is_over(self._decisions.today):
            yield Problem(
                kind=EXPIRED,
                where=waiver.where,
                what=f"the waiver of {waiver.check} held until {waiver.until}",
                why=f"what it was for is reported again; the reason was: {waiver.because}",
                fix="put right what is reported, or decide anew and write another date",
                severity="warning",
            )
        elif _written(waiver) not in self._used and self._is_about_what_was_read(waiver):
            yield Problem(
                kind=UNUSED,
                where=waiver.where,
                what=f"nothing is reported that the waiver of {waiver.check} would waive",
                why="a waiver that stays behind hides the next problem of its kind",
                fix="remove it",
                severity="warning",
            )

    def _is_about_what_was_read(self, waiver: Waiver) -> bool:
        """Tell whether its stack is there: settings may be for the stacks of other stages too."""
        return waiver.stack == "*" or any(map(waiver.concerns_stack, self._places.of_stacks))
