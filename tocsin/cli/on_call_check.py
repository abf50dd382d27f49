"""What is wrong with turns, and who has how many hours, as people and as programs read it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from rich.table import Table

from tocsin.cli.problem_data import problem_data
from tocsin.diagnostics import Location, Problem, ProblemSeverity, format_duration
from tocsin.on_call import (
    Absences,
    BusinessDays,
    Rotation,
    Share,
    Stretch,
    on_call,
    shares,
    short_rests,
    stretches,
    turns_in_a_row,
)
from tocsin.viewpoint import Viewpoint, absences_of, rotations_of

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedRotation:
    """How a rotation is over some weeks.

    Attributes:
        name: Its name.
        shares: How long each contact is on call.
        problems: What is wrong: an error for each gap that nobody declared.
    """

    name: str
    shares: tuple[Share, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RotationCheck:
    """Checks rotations of a viewpoint between two moments.

    Attributes:
        source: The file of the viewpoint.
        viewpoint: What holds in the stage.
        begin: From when on, in UTC.
        end: Until when.
        rest: How long somebody should be off call at least before the next time.
    """

    source: str
    viewpoint: Viewpoint
    begin: datetime
    end: datetime
    rest: timedelta

    def checked(self, names: Sequence[str]) -> tuple[CheckedRotation, ...]:
        """Return how the rotations of these names are."""
        rotations, absences = rotations_of(self.viewpoint), absences_of(self.viewpoint)
        return tuple(self._checked(name, rotations, absences) for name in names)

    def of_holidays(self) -> Iterator[Problem]:
        """Yield a warning if holidays of the time that is checked are not known."""
        written = self.viewpoint.business_days
        if written is None or written.years is None:
            return
        runs_out = written.as_planned.holidays_run_out
        if runs_out is not None and runs_out < self.end:
            yield Problem(
                kind="turns/holidays-run-out",
                where=Location(source=self.source, key_path=("business_days", "years")),
                what=f"holidays are known until the end of {written.years[1]}",
                fix=f"write years up to {self.end.year + 1}",
                severity="warning",
            )

    def _checked(
        self, name: str, rotations: dict[str, Rotation], absences: Absences
    ) -> CheckedRotation:
        found = tuple(stretches(name, rotations, self.begin, self.end, absences))
        problems = (
            *self._gaps(name, found, rotations),
            *self._overlaps(name, found),
            *self._repeats(name, rotations, absences),
            *self._short_rests(name, found),
        )
        days = business_days_of(self.viewpoint, name)
        return CheckedRotation(name=name, shares=shares(found, days), problems=problems)

    def _gaps(
        self, name: str, found: Sequence[Stretch], rotations: dict[str, Rotation]
    ) -> Iterator[Problem]:
        for stretch in found:
            # Whoever would be on call is away: what is declared as uncovered is another time.
            if not stretch.contacts and on_call(name, rotations, stretch.begins):
                what = f"nobody is on call {self._span(name, stretch.begins, stretch.ends)}: all "
                what += "members are away"
                fix = "add an override with somebody who is there, or a member"
                yield self._problem("gap", name, what, fix, "error")

    def _overlaps(self, name: str, found: Sequence[Stretch]) -> Iterator[Problem]:
        several = [each for each in found if len(each.contacts) > 1]
        if several:
            first, people = several[0], " and ".join(several[0].contacts)
            hours = sum((each.ends - each.begins for each in several), timedelta()) / _HOUR
            what = f"several are on call for {hours:.0f} h in all, first {people} "
            what += self._span(name, first.begins, first.ends)
            fix = "leave it if they are meant to overlap: all of them are paged"
            yield self._problem("overlap", name, what, fix, "note")

    def _repeats(
        self, name: str, rotations: dict[str, Rotation], absences: Absences
    ) -> Iterator[Problem]:
        for each in turns_in_a_row(name, rotations, self.begin, self.end, absences):
            what = f"{each.contact} has {each.turns} turns in a row, without a change of person at "
            what += f"the hand-off of {self._local(name, each.first)}"
            if each.last != each.first:
                what += f" and those up to {self._local(name, each.last)}"
            fix = "add an override with somebody else for one of them"
            yield self._problem("turns-in-a-row", name, what, fix, "warning")

    def _short_rests(self, name: str, found: Sequence[Stretch]) -> Iterator[Problem]:
        for each in short_rests(found, self.rest):
            rest = format_duration(each.ends - each.begins)
            what = f"{each.contact} has a rest of {rest} "
            what += (
                f"{self._span(name, each.begins, each.ends)}, not of {format_duration(self.rest)}"
            )
            fix = "let somebody else have the turn before or after, or say another --rest"
            yield self._problem("short-rest", name, what, fix, "warning")

    def _problem(
        self, kind: str, name: str, what: str, fix: str, severity: ProblemSeverity
    ) -> Problem:
        where = Location(source=self.source, key_path=("on_call", name))
        return Problem(kind=f"turns/{kind}", where=where, what=what, fix=fix, severity=severity)

    def _span(self, name: str, begins: datetime, ends: datetime) -> str:
        return f"from {self._local(name, begins)} to {self._local(name, ends)}"

    def _local(self, name: str, at: datetime) -> str:
        local = at.astimezone(ZoneInfo(self.viewpoint.on_call[name].own_time_zone))
        return f"{local:%a} {local.isoformat(sep=' ', timespec='minutes')}"


def business_days_of(viewpoint: Viewpoint, rotation: str) -> BusinessDays:
    """Return the days of the viewpoint, or else those of a working week where a rotation is."""
    found = viewpoint.business_days
    zone = viewpoint.on_call[rotation].own_time_zone
    return BusinessDays(time_zone=zone) if found is None else found.as_planned


def shares_between(viewpoint: Viewpoint, begin: datetime, end: datetime) -> dict[str, Share]:
    """Return how long each contact was on call between two moments in UTC, in all rotations.

    Who is on call in two rotations at once is so twice: both may page.
    """
    rotations, absences = rotations_of(viewpoint), absences_of(viewpoint)
    found: dict[str, Share] = {}
    for name in viewpoint.on_call:
        turns = stretches(name, rotations, begin, end, absences)
        for share in shares(turns, business_days_of(viewpoint, name)):
            known = found.get(share.contact)
            found[share.contact] = share if known is None else known.plus(share)
    return dict(sorted(found.items()))


def shares_table(found: Sequence[CheckedRotation], check: RotationCheck) -> Table:
    """Return who is on call for how long."""
    span = f"{check.begin:%Y-%m-%d} to {check.end:%Y-%m-%d}"
    table = Table(title=f"Hours on call from {span}", title_justify="left", title_style="bold")
    for column in ("rotation", "contact"):
        table.add_column(column, overflow="fold")
    for column in ("hours", "nights", "weekends", "holidays"):
        table.add_column(column, justify="right")
    for rotation in found:
        for share in rotation.shares:
            lengths = (share.total, share.nights, share.weekends, share.holidays)
            hours = (f"{length / _HOUR:.0f}" for length in lengths)
            table.add_row(rotation.name, share.contact, *hours)
    return table


def check_data(found: Sequence[CheckedRotation], check: RotationCheck) -> dict[str, Any]:
    """Return the same for programs, by rotation; lengths of time are hours."""
    return {
        "from": check.begin.isoformat(),
        "until": check.end.isoformat(),
        "problems": [problem_data(each) for each in check.of_holidays()],
        "rotations": {
            each.name: {
                "shares": {share.contact: share_data(share) for share in each.shares},
                "problems": [problem_data(problem) for problem in each.problems],
            }
            for each in found
        },
    }


def share_data(share: Share) -> dict[str, float]:
    """Return how long somebody is on call, in hours."""
    return {
        "hours": share.total / _HOUR,
        "nights": share.nights / _HOUR,
        "weekends": share.weekends / _HOUR,
        "holidays": share.holidays / _HOUR,
    }
