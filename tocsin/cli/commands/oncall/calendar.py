"""`tocsin oncall calendar`: who is on call over some weeks, also for calendars of people."""

import json
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from tocsin.cli.i_calendar import duties_of, i_calendar
from tocsin.cli.on_call import NO_ROTATIONS, OnCall, on_call_data, turns_table, who_is_on_call
from tocsin.cli.options import AsJson
from tocsin.cli.rotation_options import (
    WEEKS,
    From,
    OfStage,
    Only,
    Weeks,
    asked_rotations,
    asked_span,
    now,
)
from tocsin.cli.terminal import about, output, refuse, remark
from tocsin.cli.viewpoint_file import DEFAULT_VIEWPOINT, ViewpointFile
from tocsin.diagnostics import did_you_mean, quoted
from tocsin.viewpoint import Viewpoint

AsICalendar = Annotated[
    bool,
    typer.Option("--ical", help="Print iCalendar (RFC 5545), which calendars import: > duty.ics"),
]
OfContact = Annotated[
    str | None,
    typer.Option("--contact", metavar="NAME", help="With --ical: only when this contact is."),
]


def run(
    viewpoint: ViewpointFile = DEFAULT_VIEWPOINT,
    *,
    stage: OfStage = None,
    begins: From = None,
    weeks: Weeks = WEEKS,
    only: Only = None,
    contact: OfContact = None,
    as_i_calendar: AsICalendar = False,
    as_json: AsJson = False,
) -> None:
    """Show who is on call over some weeks, or export it to calendars of people."""
    begin, end = asked_span(begins, weeks)
    view, names = asked_rotations(viewpoint, stage, only)
    _check_options(view, contact, as_i_calendar=as_i_calendar, as_json=as_json)
    if not names and not as_json:
        # Beside the output: an iCalendar object without an event is none.
        remark(NO_ROTATIONS)
    elif as_i_calendar:
        duties = duties_of(view, names, begin, end)
        mine = (duty for duty in duties if contact in {None, duty.contact})
        # Its lines end as RFC 5545 says, and it has names of the viewpoint alone.
        sys.stdout.write(i_calendar(view.system, mine, now()))
    else:
        found = tuple(who_is_on_call(view, names, begin, end))
        if as_json:
            output().print_json(json.dumps(on_call_data(found, begin)))
        else:
            _print_tables(found)


def _check_options(
    view: Viewpoint, contact: str | None, *, as_i_calendar: bool, as_json: bool
) -> None:
    if as_i_calendar and as_json:
        what, fix = "a calendar has one format", "give --ical or --json"
        raise refuse([about("--ical", "option/contradiction", what, fix)])
    if contact is not None and contact not in view.contacts:
        what, fix = f"there is no contact {quoted(contact)}", did_you_mean(contact, view.contacts)
        raise refuse([about("--contact", "option/unknown-contact", what, fix)])
    if contact is not None and not as_i_calendar:
        what, fix = "only iCalendar is of one contact", "add --ical"
        raise refuse([about("--contact", "option/without-effect", what, fix)])


def _print_tables(found: Sequence[OnCall]) -> None:
    console = output()
    for number, each in enumerate(found):
        if number:
            console.print()
        console.print(turns_table(each))
