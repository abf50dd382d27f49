"""Hops that the templates close, on the ways of some alarms: what nobody will ever hear."""

from collections.abc import Iterable
from dataclasses import dataclass

from tocsin.delivery import Obstacle
from tocsin.simulation.alarm_set import AlarmSet


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedHop:
    """A hop that nothing passes.

    Attributes:
        obstacle: What closes it, and why.
        alarms: The alarms whose notifications are lost there.
        recipients: Who does not get them, as `email ana@example.com`.
    """

    obstacle: Obstacle
    alarms: tuple[str, ...]
    recipients: tuple[str, ...]

    def __str__(self) -> str:
        """Render as one line."""
        return (
            f"{self.obstacle.where}: notifications of {_listed(self.alarms)} do not reach "
            f"{_listed(self.recipients)}; {self.obstacle.hop}: {self.obstacle.why} "
            f"({self.obstacle.source})"
        )


def closed_hops(alarms: AlarmSet, names: Iterable[str]) -> tuple[ClosedHop, ...]:
    """Return the hops that are closed for some alarms, whatever the message, each once.

    Args:
        alarms: All alarms.
        names: The names of those to look at.
    """
    lost: dict[Obstacle, tuple[dict[str, None], dict[str, None]]] = {}
    for name in names:
        template = alarms[name].template_alarm
        actions = (
            *template.alarm_actions,
            *template.ok_actions,
            *template.insufficient_data_actions,
        )
        for action in dict.fromkeys(actions):
            for way in alarms.routes.ways.of(template, action):
                recipient = way.recipient
                for obstacle in recipient.obstacles:
                    if obstacle.is_closed:
                        by, to = lost.setdefault(obstacle, ({}, {}))
                        by[name] = to[f"{recipient.protocol} {recipient.endpoint}"] = None
    return tuple(
        ClosedHop(obstacle=obstacle, alarms=tuple(by), recipients=tuple(to))
        for obstacle, (by, to) in lost.items()
    )


def _listed(names: tuple[str, ...]) -> str:
    first, *others = names
    return f"{first} and {len(others)} more" if others else first
