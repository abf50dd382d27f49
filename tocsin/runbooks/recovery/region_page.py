"""The page for the loss of a Region: how each data store goes on in another one."""

from collections.abc import Iterator, Sequence

from tocsin.plan import Plan
from tocsin.recovery import assess
from tocsin.runbooks.recovery.failover import failover
from tocsin.runbooks.recovery.from_vault import restored_from, role_step
from tocsin.runbooks.recovery.page import (
    NO_WAY,
    Part,
    RecoveryPage,
    claims_table,
    heading_of,
    make_page,
)
from tocsin.runbooks.recovery.protected_data import ProtectedData, in_region
from tocsin.runbooks.recovery.step import Step
from tocsin.viewpoint import Viewpoint


def region_lost(plan: Plan, viewpoint: Viewpoint, found: Sequence[ProtectedData]) -> RecoveryPage:
    """Return the page for the loss of a Region."""
    regions = " or ".join(dict.fromkeys(each.region for each in found))
    others = [part for each in found for part in _gone_on(each)]
    return make_page(
        plan,
        viewpoint,
        name="region-failover",
        title="The Region is lost",
        opening=(
            (
                f"What to do when {regions} does not answer, and the system is to go on in "
                "another Region. A failover loses what has not arrived there: wait for a fault "
                "that is over soon, and do it in a rehearsal before you need it."
            ),
            "",
            *claims_table(found, "region"),
        ),
        parts=(Part(heading="Before anything", steps=_first(plan, found, others)), *others),
        afterwards=(
            (
                "Point the application at what is there now: endpoints, names of tables and "
                "buckets, DNS; then look whether users are served."
            ),
            (
                "Nothing that was in the lost Region may write again before you say so: stop what "
                "is left of the application there."
            ),
            (
                "Where it runs now, nothing protects it until you have set that up: backups, a "
                "replica, alarms. Deploy the stage there, or go back soon."
            ),
            (
                "Going back is a move of its own, while both Regions are well: replicate the "
                "other way round, wait until it is in step, switch over in a quiet hour."
            ),
        ),
    )


def _first(plan: Plan, found: Sequence[ProtectedData], others: Sequence[Part]) -> list[Step]:
    restores = any(
        "ROLE_ARN" in each for part in others for step in part.steps for each in step.commands
    )
    return [
        *_is_it_lost(found),
        *([role_step(plan.recovery_region or plan.region)] if restores else []),
    ]


def _is_it_lost(found: Sequence[ProtectedData]) -> Iterator[Step]:
    yield Step(
        "Is the Region lost, or is it the application? What AWS says, and what its services "
        "answer: <https://health.aws.amazon.com/health/status>",
        tuple(
            in_region("aws backup list-backup-vaults --max-results 1", region)
            for region in dict.fromkeys(each.region for each in found)
        ),
    )
    yield Step(
        "Say in the chat that you fail over, and who decided it, with the time. Then stop what "
        "still writes in the lost Region, as far as it can be reached: that will be lost."
    )


def _gone_on(data: ProtectedData) -> Iterator[Part]:
    """Yield each way on of a data store, the one that the claims rest on first."""
    heading = heading_of(data)
    (assessment,) = (each for each in assess(data.store) if each.scenario == "region")
    best = assessment.way.by if assessment.way is not None else ""
    ordered = sorted(data.store.mechanisms, key=lambda each: each.kind != best)
    ways = [(each.kind, steps) for each in ordered if (steps := failover(data, each))]
    if copies := tuple(_from_copies(data)):
        ways.append(("copies of its recovery points", copies))
    for number, (by, steps) in enumerate(ways):
        note = f"Another way, by {by}, if the one before is not there." if number else ""
        said = f"{heading}, by {by}" if len(ways) > 1 else heading
        yield Part(heading=said, note=note, steps=[*_looked_up(data), *steps])
    if not ways:
        yield Part(heading=heading, note=NO_WAY, steps=())


def _looked_up(data: ProtectedData) -> Iterator[Step]:
    """Yield where names are stored: in the Region that is lost, so that somebody notes them."""
    for step in data.lookups():
        say = f"{step.say} the Region that is lost knows it, so note it down beforehand."
        yield Step(say, step.commands)


def _from_copies(data: ProtectedData) -> Iterator[Step]:
    for rule in data.rules:
        for copy in rule.copies:
            if copy.region == data.region:
                continue
            if copy.account not in (None, data.account):
                yield Step(f"What follows asks the account {copy.account}, with its credentials.")
            yield from restored_from(data, copy.vault, copy.region, "the newest that is whole")
