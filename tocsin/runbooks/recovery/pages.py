"""Which pages a stage needs for its data, and what stands in each."""

from collections.abc import Iterable, Iterator, Sequence

from tocsin.plan import Plan
from tocsin.recovery import assess
from tocsin.runbooks.recovery.backup_again import backed_up_again
from tocsin.runbooks.recovery.failover import failover
from tocsin.runbooks.recovery.from_vault import restored_from, role_step
from tocsin.runbooks.recovery.page import (
    Part,
    RecoveryPage,
    claims_table,
    heading_of,
    make_page,
)
from tocsin.runbooks.recovery.point_in_time import back_in_time
from tocsin.runbooks.recovery.protected_data import ProtectedData, in_region, protected_data
from tocsin.runbooks.recovery.restored_again import Tested, restored_again, tested_data
from tocsin.runbooks.recovery.step import Step
from tocsin.viewpoint import Viewpoint

_NO_WAY = "Nothing of it is left: no mechanism, and no recovery point. Begin with empty data."


def recovery_pages(plans: Iterable[Plan], viewpoint: Viewpoint) -> tuple[RecoveryPage, ...]:
    """Return the pages of the stages that are kept, or of the first where none is, by path.

    Args:
        plans: The plans of the stages.
        viewpoint: Whose they are, for who is called in each of them.
    """
    by_retention = sorted(plans, key=lambda plan: not plan.retain)
    kept = [plan for plan in by_retention if plan.retain] or by_retention[:1]
    found = (page for plan in kept for page in _pages(plan, viewpoint.of_stage(plan.stage)))
    return tuple(sorted(found, key=lambda page: page.path))


def _pages(plan: Plan, viewpoint: Viewpoint) -> Iterator[RecoveryPage]:
    found = protected_data(plan)
    if not found:
        return
    yield _region_lost(plan, viewpoint, found)
    yield _data_spoiled(plan, viewpoint, found)
    if backed_up := [each for each in found if each.rules]:
        yield _backup_failed(plan, viewpoint, backed_up)
    if tested := list(tested_data(plan, found)):
        yield _test_failed(plan, viewpoint, tested)


def _region_lost(plan: Plan, viewpoint: Viewpoint, found: Sequence[ProtectedData]) -> RecoveryPage:
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
    yield Step("Say in the chat that you fail over, and who decided it, with the time.")


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
        yield Part(heading=heading, note=_NO_WAY, steps=())


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


def _data_spoiled(plan: Plan, viewpoint: Viewpoint, found: Sequence[ProtectedData]) -> RecoveryPage:
    return make_page(
        plan,
        viewpoint,
        name="point-in-time-restore",
        title="Data are spoiled",
        opening=(
            (
                "What to do when data were deleted or written over, by mistake or on purpose. "
                "Replicas have the same damage. Stop what writes first; then restore beside what "
                "is there, compare, and only then let the application use it."
            ),
            "",
            *claims_table(found, "corruption"),
        ),
        parts=(
            Part(
                heading="Before anything",
                steps=(
                    Step("Stop what spoils the data: the deployment, the job, the credentials."),
                    Step("When did it begin? The last second that was good is TIME below."),
                    role_step(plan.region),
                ),
            ),
            *(_back(each) for each in found),
        ),
        afterwards=(
            (
                "Compare what was restored with what is known: how many items, the newest of "
                "them, what the damage was."
            ),
            (
                "Let the application use it: by its new name, or by copying what was lost into "
                "what is there."
            ),
            (
                "Give it what the original had and a restore leaves out: alarms, backups, tags, "
                "scaling, replicas."
            ),
            "Keep what was spoiled until the cause is known, then delete it.",
        ),
    )


def _back(data: ProtectedData) -> Part:
    steps = list(back_in_time(data))
    vaults = dict.fromkeys(rule.vault for rule in data.rules)
    whole = [
        step
        for vault in vaults
        for step in restored_from(data, vault, data.region, "the newest that is older than TIME")
    ]
    note = ""
    if steps and whole:
        note = "To the second by its own means; if these fail, from a recovery point of a vault."
    elif not steps and not whole:
        note = _NO_WAY
    return Part(heading=heading_of(data), note=note, steps=[*data.lookups(), *steps, *whole])


def _backup_failed(
    plan: Plan, viewpoint: Viewpoint, found: Sequence[ProtectedData]
) -> RecoveryPage:
    return make_page(
        plan,
        viewpoint,
        name="failed-backup",
        title="A backup or a copy failed",
        opening=(
            (
                "What to do when a job failed, expired or never came. Users notice nothing, and "
                "the newest recovery point gets older than is claimed. Take the cause away first, "
                "then do by hand what is missing; do not wait for the next run."
            ),
        ),
        parts=(
            Part(heading="Before anything", steps=(role_step(plan.region),)),
            *(
                Part(heading=heading_of(each), steps=[*each.lookups(), *backed_up_again(each)])
                for each in found
            ),
        ),
        afterwards=(
            "The job is `COMPLETED`, and so is the next one of the schedule.",
            "The alarm on the age of backups is back to OK.",
        ),
    )


def _test_failed(plan: Plan, viewpoint: Viewpoint, found: Sequence[Tested]) -> RecoveryPage:
    return make_page(
        plan,
        viewpoint,
        name="failed-restore-test",
        title="A restore test failed",
        opening=(
            (
                "What to do when a test could not restore, took too long, or restored something "
                "that is not good. Until it is known why, count on it that a real restore fails "
                "as well."
            ),
        ),
        parts=(
            Part(heading="Before anything", steps=(role_step(plan.region),)),
            *(
                Part(
                    heading=f"{heading_of(each.data)}, tested in {each.place.region}",
                    note=each.said,
                    steps=[*each.data.lookups(), *restored_again(each)],
                )
                for each in found
            ),
        ),
        afterwards=(
            "What you restored by hand is deleted: it costs money, and holds real data.",
            (
                "The next test is good. If the backup was bad, the one before it is the newest "
                "that counts: say so, and back up anew."
            ),
        ),
    )
