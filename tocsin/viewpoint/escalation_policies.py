"""Rotations and escalation policies of a viewpoint, as on-call arithmetic takes them."""

from tocsin.on_call import Escalation, Tier
from tocsin.viewpoint import escalation
from tocsin.viewpoint.turns import rotations_of
from tocsin.viewpoint.viewpoint import Viewpoint


def escalation_of(viewpoint: Viewpoint, stage: str) -> Escalation:
    """Return the escalation policies of a stage, its own before those of the viewpoint."""
    viewpoint = viewpoint.of_stage(stage)
    return Escalation(
        policies={
            severity: tuple(map(_tier, tiers)) for severity, tiers in viewpoint.escalation.items()
        },
        rotations=rotations_of(viewpoint),
        contacts=frozenset(viewpoint.contacts),
    )


def _tier(tier: escalation.Tier) -> Tier:
    return Tier(recipients=tier.recipients, kind=tier.kind, after=tier.after)
