"""The page for spoiled data: how each data store goes back."""

from collections.abc import Sequence

from tocsin.plan import Plan
from tocsin.runbooks.recovery.from_vault import restored_from, role_step
from tocsin.runbooks.recovery.page import (
    NO_WAY,
    Part,
    RecoveryPage,
    claims_table,
    heading_of,
    make_page,
)
from tocsin.runbooks.recovery.point_in_time import back_in_time
from tocsin.runbooks.recovery.protected_data import ProtectedData
from tocsin.runbooks.recovery.step import Step
from tocsin.viewpoint import Viewpoint


def data_spoiled(plan: Plan, viewpoint: Viewpoint, found: Sequence[ProtectedData]) -> RecoveryPage:
    """Return the page for data that were deleted or written over."""
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
        note = NO_WAY
    return Part(heading=heading_of(data), note=note, steps=[*data.lookups(), *steps, *whole])
