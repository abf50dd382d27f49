"""Machines that page people tier after tier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.escalation import machines_of
from tocsin.review.comparison import About
from tocsin.review.words import length, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tocsin.assembly import Assembly
    from tocsin.escalation import EscalationMachine
    from tocsin.on_call import Policy, Severity, Tier
    from tocsin.review.change import Change
    from tocsin.review.comparison import Comparison

_TYPE = "AWS::StepFunctions::StateMachine"


def escalation_changes(comparison: Comparison) -> Iterator[Change]:
    """Yield who is paged by turns otherwise, and when."""
    if not comparison.of(_TYPE):
        return
    old, new = _machines(comparison.pairs.base), _machines(comparison.pairs.head)
    for key, machine in old.items():
        if key not in new:
            about = _about(machine, is_gone=True)
            what = f"is gone: it paged {_tier(machine.policy.tiers[0])} first"
            yield about.change("escalation/removed", what)
    for key, machine in new.items():
        if key not in old:
            what = f"is new: it pages {_tier(machine.policy.tiers[0])} first"
            yield _about(machine).change("escalation/added", what)
        else:
            yield from _changed(_about(machine), old[key], machine)


def _machines(assembly: Assembly) -> Mapping[tuple[Severity, str], EscalationMachine]:
    return {(each.severity, each.machine.stack.name): each for each in machines_of(assembly)}


def _about(machine: EscalationMachine, *, is_gone: bool = False) -> About:
    return About(
        subject=f"escalation of {machine.severity} incidents",
        name=machine.machine.name,
        resource=machine.machine.resource,
        is_gone=is_gone,
        alarm_severity=machine.severity,
        weight=machine.severity,
    )


def _changed(about: About, old: EscalationMachine, new: EscalationMachine) -> Iterator[Change]:
    yield from _tiers(about, old.policy, new.policy)
    yield from _times(about, old.policy, new.policy)
    yield from _rotations(about, old.policy, new.policy)


def _tiers(about: About, old: Policy, new: Policy) -> Iterator[Change]:
    was, now = ([_tier(each) for each in policy.tiers] for policy in (old, new))
    if was == now:
        return
    one, other = "; then ".join(was), "; then ".join(now)
    lost = set().union(*(each.recipients for each in old.tiers)) - set().union(
        *(each.recipients for each in new.tiers)
    )
    gone = f": {listed(lost)} {'is' if len(lost) == 1 else 'are'} never paged" if lost else ""
    yield about.change(
        "escalation/tiers",
        f"pages {other}, instead of {one}{gone}",
        before=one,
        after=other,
        effect="worse" if lost else None,
    )


def _tier(tier: Tier) -> str:
    return listed(tier.recipients)


def _times(about: About, old: Policy, new: Policy) -> Iterator[Change]:
    """Yield when a tier is paged that was paged at another time."""
    before = {_tier(each): each.after.total_seconds() for each in old.tiers}
    for each in new.tiers:
        was, now = before.get(_tier(each)), each.after.total_seconds()
        if was is None or was == now:
            continue
        kind = "escalation/later" if now > was else "escalation/sooner"
        what = f"pages {_tier(each)} {_after(now)} instead of {_after(was)} if nobody answers"
        yield about.change(kind, what, before=_after(was), after=_after(now))


def _after(seconds: float) -> str:
    return f"after {length(seconds)}" if seconds else "at once"


def _rotations(about: About, old: Policy, new: Policy) -> Iterator[Change]:
    for name in old.rotations.keys() & new.rotations.keys():
        before, after = old.rotations[name], new.rotations[name]
        if before == after:
            continue
        was, now = (set(each.names) for each in (before, after))
        parts = [f"without {listed(was - now)}"] if was - now else []
        parts += [f"with {listed(now - was)}"] if now - was else []
        how = " and ".join(parts) or "with other turns"
        yield about.change(
            "escalation/rotation",
            f"goes by the rotation {name} {how}",
            before=listed(was),
            after=listed(now),
        )
