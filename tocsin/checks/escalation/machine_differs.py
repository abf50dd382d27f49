"""A machine whose states do not do what its policy says."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem
from tocsin.escalation import unreadable_policies

_ID = "escalation/machine-differs"
_STATES = "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html"


def _find(subject: Subject) -> Iterator[Verdict]:
    for each in subject.alarm_set.routes.ways.machines:
        machine = each.machine
        if not each.faults:
            continue
        first, *others = each.faults
        name = f" its state {first.state!r}" if first.state else " it"
        more = [f"{fault.state} {fault.what}".strip() for fault in others]
        yield Problem(
            kind=_ID,
            where=machine.resource.locate("Properties", machine.definition_key),
            what=f"the machine {machine.name} does not do what its policy says:{name} {first.what}",
            why="people are paged by its states, and everybody reads the policy"
            + (f"; also, {'; '.join(more)}" if more else ""),
            fix=first.fix,
        )
    for machine, why in unreadable_policies(subject.assembly):
        yield Problem(
            kind=_ID,
            where=machine.resource.locate("Properties", machine.definition_key),
            what=f"the machine {machine.name} has a policy that cannot be read: {why}",
            why="the function that pages reads it when an alarm fires, and fails then",
            fix="write it as this version of Tocsin does: deploy its stack anew",
        )


CHECK = Check(
    id=_ID,
    title="A machine that pages people does what its policy says, and at that time.",
    severity="error",
    run=_find,
    sources=(_STATES,),
)
