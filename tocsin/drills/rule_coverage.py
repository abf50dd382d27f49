"""Which rules of EventBridge have a drill that they match, and one that they leave alone."""

from collections.abc import Iterable
from dataclasses import dataclass

from tocsin.assembly import EventRule
from tocsin.drills.coverage import DrillsOfBothKinds, Reach
from tocsin.drills.runner import Outcome
from tocsin.simulation import AlarmSet, Routes


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCoverage(DrillsOfBothKinds):
    """The drills about one rule; it fires in those whose event it matches.

    It is quiet in those with an event of its source and kind that it does not match. Whom it
    reaches does not depend on its message.

    Attributes:
        rule: The rule's name.
    """

    rule: str


def rule_coverage(alarms: AlarmSet, outcomes: Iterable[Outcome]) -> tuple[RuleCoverage, ...]:
    """Return the coverage of each rule for events, in the order of the templates."""
    firing: dict[str, list[str]] = {}
    quiet: dict[str, list[str]] = {}
    for outcome in outcomes:
        event = outcome.simulation.event
        for match in event.matches if event is not None else ():
            if match.matches:
                firing.setdefault(match.name, []).append(outcome.drill.id)
            elif match.matches is False and match.is_about:
                quiet.setdefault(match.name, []).append(outcome.drill.id)
    return tuple(
        RuleCoverage(
            rule=name,
            firing=tuple(firing.get(name, ())),
            quiet=tuple(quiet.get(name, ())),
            reaches=_reach(rule, alarms.routes),
        )
        for name, rule in alarms.event_rules.by_name.items()
    )


def _reach(rule: EventRule, routes: Routes) -> Reach:
    recipients = [
        way.recipient for target in rule.targets for way in routes.ways.of_target(rule, target)
    ]
    if rule.state == "DISABLED":
        return "nobody"
    if any(each.pages for each in recipients):
        return "people"
    return "perhaps" if any(each.may_page for each in recipients) else "nobody"
