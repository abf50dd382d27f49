"""A recovery point objective that nothing meets which protects the data."""

from tocsin.checks.backup.claims import ObjectiveCheck
from tocsin.checks.check import Check

_OBJECTIVE = ObjectiveCheck(
    id="backup/rpo-not-met",
    which="rpo",
    what="{name} loses {length} at most when {happens}",
    why="when everything works as planned, more is lost than anybody agreed to",
    fix="protect it by what is left then and is new enough, or claim what holds",
)

CHECK = Check(
    id=_OBJECTIVE.id,
    title="Each recovery point objective that is claimed is met.",
    severity="error",
    run=_OBJECTIVE.run,
    sources=(
        "https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html",
        "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_for_recovery_objective_defined_recovery.html",
    ),
)
