"""Who stands in for whom in the rotations of a stage, as the table has it."""

from datetime import datetime

from tocsin.cli.account.on_call_stage import OnCallStage, asking, paged_persons, rotation_pages
from tocsin.cli.terminal import about, refuse
from tocsin.diagnostics import did_you_mean, quoted
from tocsin.incidents import StoredOverride


def stored_overrides(place: OnCallStage) -> tuple[StoredOverride, ...]:
    """Return who stands in for whom, also what is over, by rotation and time.

    Raises:
        typer.Exit: AWS failed.
    """
    with asking():
        found = [
            override
            for rotation in place.viewpoint.on_call
            for override in reversed(place.incidents.overrides(rotation))
        ]
    return tuple(found)


def checked_rotation(place: OnCallStage, written: str) -> str:
    """Return the name of a rotation of the stage.

    Raises:
        typer.Exit: There is none of that name.
    """
    known = place.viewpoint.on_call
    if written in known:
        return written
    what, fix = f"there is no rotation {quoted(written)}", did_you_mean(written, known)
    raise refuse([about("ROTATION", "option/unknown-rotation", what, fix)])


def checked_person(place: OnCallStage, written: str, rotation: str) -> str:
    """Return the name of somebody whom the machine can page wherever a rotation is paged.

    Raises:
        typer.Exit: It cannot: their page would go to whoever has the turn.
    """
    persons = paged_persons(place.viewpoint, place.name)
    severities = list(rotation_pages(place.viewpoint, place.name, rotation)) or list(persons)
    lacking = [each for each in severities if written not in persons[each]]
    if not lacking:
        return written
    everywhere = [
        name
        for name in dict.fromkeys(name for each in severities for name in persons[each])
        if all(name in persons[each] for each in severities)
    ]
    what = f"{quoted(written)} is nobody whom the {' and '.join(lacking)} policy of "
    what += f"{place.name} pages"
    fix = did_you_mean(written, everywhere) if everywhere else "name persons in the policy"
    fix += "; whoever is new has to be deployed first"
    raise refuse([about("NAME", "option/not-paged", what, fix)])


def stand_in(place: OnCallStage, override: StoredOverride) -> None:
    """Keep who stands in for a time, in each Region that pages.

    Raises:
        typer.Exit: Somebody else does at that time, or AWS failed.
    """
    with asking():
        known = place.incidents.overrides(override.rotation)
    for each in known:
        if each.overlaps(override):
            what = f"{each.name} has {each.rotation} from {_utc(each.begins)} to {_utc(each.ends)}"
            fix = f"end it first: tocsin oncall end-override {each.rotation} "
            fix += f"--begins {each.begins:%Y-%m-%dT%H:%MZ}"
            raise refuse([about("--from", "option/overlaps", what, fix)])
    with asking():
        for one in place.everywhere():
            one.incidents.put_override(override)


def _utc(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
