"""A recovery point objective that nothing meets which protects the data."""

from collections.abc import Iterator

from tocsin.checks.backup.claims import missed, undecided
from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem
from tocsin.recovery import MEANING, length_text

_ID = "backup/rpo-not-met"


def _find(subject: Subject) -> Iterator[Verdict]:
    for claim in missed(subject, "rpo"):
        name, happens = claim.found.store.name, MEANING[claim.assessment.scenario]
        what = f"{name} loses {length_text(claim.length)} at most when {happens}"
        if claim.found.unknown:
            yield undecided(_ID, claim.found, what)
            continue
        yield Problem(
            kind=_ID,
            where=claim.found.where,
            what=f"it is claimed that {what}: {claim.how}",
            why="when everything works as planned, more is lost than anybody agreed to",
            fix="protect it by what is left then and is new enough, or claim what holds",
        )


CHECK = Check(
    id=_ID,
    title="Each recovery point objective that is claimed is met.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html",
        "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_for_recovery_objective_defined_recovery.html",
    ),
)
