"""A plan that protects nothing."""

from collections.abc import Iterator

from tocsin.assembly import Part, Resource, references
from tocsin.checks.check import Check, Undecided, Verdict
from tocsin.checks.subject import Subject

_ID = "backup/no-selection"


def _find(subject: Subject) -> Iterator[Verdict]:
    selections = subject.backups.selections
    selected = {each.plan for each in selections}
    # A selection of a plan that is not known may be one of any plan.
    is_open = any(
        each.plan is None and Part.of(each.resource, "BackupPlanId").text is None
        for each in selections
    )
    for plan in subject.assembly.resources("AWS::Backup::BackupPlan"):
        if plan in selected or is_open:
            continue
        if _is_given_away(plan):
            yield Undecided(
                check=_ID,
                where=plan.locate(),
                why="no selection here is of this plan, and its stack gives its id to others",
                fix="check it together with the templates that select what the plan protects",
            )
            continue
        yield Part.of(plan).problem(
            _ID,
            "the plan protects nothing: no selection is of it",
            "add AWS::Backup::BackupSelection with its BackupPlanId, or remove the plan",
            why="a plan says when and how, and a selection what; without one no backup is made",
            severity="warning",
        )


def _is_given_away(plan: Resource) -> bool:
    """Return whether outputs or other resources of its stack hold the plan."""
    template = plan.stack.template
    outputs, resources = template.get("Outputs"), template.get("Resources")
    others = dict(resources) if isinstance(resources, dict) else {}
    others.pop(plan.logical_id, None)
    return any(
        each.logical_id == plan.logical_id
        for each in references({"": outputs, "Resources": others})
    )


CHECK = Check(
    id=_ID,
    title="Each plan protects something.",
    severity="warning",
    run=_find,
    sources=("https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html",),
)
