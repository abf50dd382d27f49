"""A recovery time objective that nothing is shown to meet."""

from collections.abc import Iterator

from tocsin.checks.backup.claims import missed, undecided
from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem
from tocsin.recovery import MEANING, length_text

_ID = "backup/rto-not-met"


def _find(subject: Subject) -> Iterator[Verdict]:
    for claim in missed(subject, "rto"):
        name, happens = claim.found.store.name, MEANING[claim.assessment.scenario]
        what = f"{name} is back within {length_text(claim.length)} when {happens}"
        if claim.found.unknown:
            yield undecided(_ID, claim.found, what)
            continue
        yield Problem(
            kind=_ID,
            where=claim.found.where,
            what=f"it is claimed that {what}: {claim.how}",
            why="whoever relies on it waits longer than anybody agreed to",
            fix="declare or measure how long it takes, protect it by what is used "
            "sooner, or claim what holds",
        )


CHECK = Check(
    id=_ID,
    title="Each recovery time objective that is claimed is shown to be met.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html",
        "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_for_recovery_objective_defined_recovery.html",
    ),
)
