"""A recovery time objective that nothing is shown to meet."""

from tocsin.checks.backup.claims import ObjectiveCheck
from tocsin.checks.check import Check

_OBJECTIVE = ObjectiveCheck(
    id="backup/rto-not-met",
    which="rto",
    what="{name} is back within {length} when {happens}",
    why="whoever relies on it waits longer than anybody agreed to",
    fix="declare or measure how long it takes, protect it by what is used sooner, "
    "or claim what holds",
)

CHECK = Check(
    id=_OBJECTIVE.id,
    title="Each recovery time objective that is claimed is shown to be met.",
    severity="error",
    run=_OBJECTIVE.run,
    sources=(
        "https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html",
        "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_for_recovery_objective_defined_recovery.html",
    ),
)
