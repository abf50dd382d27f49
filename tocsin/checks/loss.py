"""A hop at which notifications are lost: whose they are, and who does not get them."""

from dataclasses import dataclass, field

from tocsin.assembly import EventRule, Resource
from tocsin.checks.checked_alarm import CheckedAlarm
from tocsin.checks.listed_names import listed_names, listed_texts
from tocsin.delivery import Obstacle
from tocsin.diagnostics import Location, ProblemSeverity


@dataclass(kw_only=True, eq=False)
class Loss:
    """A hop that notifications do not pass, or of which that is not known.

    Attributes:
        obstacle: The hop, and what is in the way.
        topic: The topic of the assembly that the way leads over, if it leads over one.
        alarms: The alarms whose notifications come there, each once.
        rules: The rules whose events come there.
        budgets: The budgets whose warnings come there.
        recipients: Who does not get them, as `email ana@example.com`.
        unheard: The alarms among them that reach no other person when they fire.
        leaves_nobody: Whether there is such an alarm, or a rule or a budget that reaches nothing
            else.
        passes_others: Whether it is a filter policy that lets the notifications of others pass.
        is_at_target: Whether it is a hop of a rule's target itself, not of a topic behind it.
        is_by_alarm: Whether an alarm itself acts on what stands there, without a topic.
        is_in_other_region: Whether it is a topic that stands in another Region than the alarm.
    """

    obstacle: Obstacle
    topic: Resource | None
    is_at_target: bool = False
    is_by_alarm: bool = False
    is_in_other_region: bool = False
    alarms: dict[CheckedAlarm, None] = field(default_factory=dict)
    rules: dict[EventRule, None] = field(default_factory=dict)
    budgets: dict[Resource, None] = field(default_factory=dict)
    unheard: dict[CheckedAlarm, None] = field(default_factory=dict)
    recipients: dict[str, None] = field(default_factory=dict)
    leaves_nobody: bool = False
    passes_others: bool = False

    @property
    def where(self) -> Location:
        """Where the hop stands in the templates."""
        resource, path = self.obstacle.resource, self.obstacle.key_path
        assert resource is not None, "a hop stands in a template"
        return resource.locate("Properties", *path) if path else resource.locate()

    @property
    def severity(self) -> ProblemSeverity:
        """How grave it is that the hop is closed: whether anybody is left to hear."""
        return "error" if self.leaves_nobody else "warning"

    @property
    def notifiers(self) -> str:
        """Whose notifications are lost, in words."""
        told = (
            ("alarm", [each.name for each in self.alarms]),
            ("rule", [each.called for each in self.rules]),
            ("budget", [each.logical_id for each in self.budgets]),
        )
        return " and of ".join(
            f"the {noun}{'' if len(names) == 1 else 's'} {listed_names(names)}"
            for noun, names in told
            if names
        )

    @property
    def services(self) -> str:
        """The services that are to be let through."""
        publishers = (
            ("cloudwatch.amazonaws.com", self.alarms),
            ("events.amazonaws.com", self.rules),
            ("budgets.amazonaws.com", self.budgets),
        )
        return " and ".join(service for service, found in publishers if found)

    @property
    def outcome(self) -> str:
        """Who does not hear what, and whether somebody else does."""
        if not self.recipients:
            return f"notifications of {self.notifiers} are lost"
        whom = listed_texts(self.recipients)
        lost = f"notifications of {self.notifiers} do not reach {whom}"
        return f"{lost}, and nobody else is told" if self.leaves_nobody else lost
