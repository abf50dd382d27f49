"""Where the states of a machine do something else than its policy says."""

from collections.abc import Iterator
from datetime import timedelta

from tocsin.assembly import StateMachine
from tocsin.diagnostics import format_duration
from tocsin.escalation.course import Course, Step
from tocsin.escalation.fault import Fault
from tocsin.on_call import Policy, leads_to

_JSONATA = "JSONata"


def differences(machine: StateMachine, policy: Policy, course: Course) -> Iterator[Fault]:
    """Yield where a machine differs from its policy.

    Args:
        machine: The machine.
        policy: What it has as its policy.
        course: What its states do.
    """
    yield from _of_machine(machine, course)
    first: dict[int, Step] = {}
    for step in course.steps:
        if step.tier >= len(policy.tiers) or step.tier in first:
            has = f"the policy has {len(policy.tiers)} tiers"
            again = f"tier {step.tier} is paged already" if step.tier in first else has
            yield Fault(state=step.state, what=f"pages tier {step.tier}: {again}", fix="remove it")
        else:
            first[step.tier] = step
            yield from _of_time(step, policy.tiers[step.tier].after)
    for tier in tiers_to_page(policy):
        if tier not in first:
            after = format_duration(policy.tiers[tier].after)
            what = f"never pages tier {tier} of its policy, which is due after {after}"
            yield Fault(state="", what=what, fix="add a state that does, at its time")
    yield from _of_end(policy, course)


def tiers_to_page(policy: Policy) -> tuple[int, ...]:
    """Return the numbers of the tiers that only a machine reaches.

    A digest is read later, and whom a policy notifies at once the topic of the severity tells.
    """
    return tuple(
        number
        for number, tier in enumerate(policy.tiers)
        if tier.kind == "page" or (tier.kind == "notify" and tier.after)
        if any(
            name in policy.contacts
            for recipient in tier.recipients
            for name in leads_to(recipient, policy.rotations)
        )
    )


def _of_machine(machine: StateMachine, course: Course) -> Iterator[Fault]:
    if machine.is_express:
        what = "is an express machine, which cannot wait for an answer"
        yield Fault(state="", what=what, fix="make it a standard one")
    language = machine.definition.get("QueryLanguage")
    if language != _JSONATA:
        what = "does not use JSONata, so that its expressions are handed on as texts"
        yield Fault(state="", what=what, fix="write QueryLanguage: JSONata")
    limit = machine.definition.get("TimeoutSeconds")
    lasts = max((step.at + step.waits for step in course.steps), default=timedelta(0))
    if isinstance(limit, (int, float)) and timedelta(seconds=limit) < lasts:
        what = f"ends after {format_duration(timedelta(seconds=limit))}, while its tiers wait for "
        fix = "remove TimeoutSeconds of the machine"
        yield Fault(state="", what=f"{what}{format_duration(lasts)}", fix=fix)


def _of_time(step: Step, due: timedelta) -> Iterator[Fault]:
    if step.at != due:
        comes, says = format_duration(step.at), format_duration(due)
        what = f"pages tier {step.tier} after {comes}, and the policy says after {says}"
        fix = "change TimeoutSeconds of the tier before, or the policy"
        yield Fault(state=step.state, what=what, fix=fix)


def _of_end(policy: Policy, course: Course) -> Iterator[Fault]:
    if not course.steps or course.tells_everybody is None:
        return
    last = course.steps[-1]
    if last.waits != policy.last_wait:
        waits, says = format_duration(last.waits), format_duration(policy.last_wait)
        what = f"waits {waits} before everybody is told, and the policy says {says}"
        yield Fault(state=last.state, what=what, fix="change its TimeoutSeconds, or last_wait")
