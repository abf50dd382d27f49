"""What is deployed before a transition, and after it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tocsin.transition.deployed_stack import DeployedStack, StackKey, stacks_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tocsin.assembly import Assembly, Resource


@dataclass(frozen=True, kw_only=True, eq=False)
class Deployed:
    """What is deployed: the stacks of one or more assemblies, and what they have left behind.

    Attributes:
        stacks: The stacks.
        retained: Named resources that no longer belong to a stack.
        subscribed: The topics that have subscriptions.
    """

    stacks: Mapping[StackKey, DeployedStack] = field(default_factory=dict)
    retained: tuple[Resource, ...] = ()
    subscribed: frozenset[Resource] = frozenset()

    @classmethod
    def of(cls, assembly: Assembly) -> Deployed:
        """Take an assembly as deployed, and nothing else."""
        return cls(
            stacks={each.key: each for each in stacks_of(assembly)},
            subscribed=subscribed_topics(assembly),
        )


def subscribed_topics(assembly: Assembly) -> frozenset[Resource]:
    """Give the topics that have subscriptions in an assembly."""
    topics = (each.topic.resource for each in assembly.subscriptions)
    return frozenset(topic for topic in topics if topic is not None)
