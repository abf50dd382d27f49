"""Rules of EventBridge in an assembly: which of them an event meets, on whichever bus."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from tocsin.assembly import DEFAULT_BUS, Assembly, Environment, EventRule, Resource
from tocsin.events import EventPattern, EventPatternError, read_event_pattern

_DISABLED = "DISABLED"
_ALL_CALLS = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"
_RECORDED = "AWS API Call via CloudTrail"

Event = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleMatch:
    """What a rule makes of an event that reaches its bus.

    Attributes:
        rule: The rule.
        name: What it is called, as no other rule of the assembly is.
        matches: Whether it matches; None if the template leaves it open.
        why: Why it does not, or why that is not known; empty if it does.
        is_about: Whether its pattern asks for events of that source and kind at all.
    """

    rule: EventRule
    name: str
    matches: bool | None
    why: str = ""
    is_about: bool = True


@dataclass(frozen=True)
class EventRules:
    """The rules of an assembly that events can meet.

    Attributes:
        assembly: The assembly.
    """

    assembly: Assembly
    _patterns: dict[Resource, EventPattern | EventPatternError] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @cached_property
    def by_name(self) -> Mapping[str, EventRule]:
        """The rules with patterns; where several have a name, with that of their stack."""
        rules = [rule for rule in self.assembly.event_rules if rule.pattern is not None]
        uses = Counter(rule.called for rule in rules)
        return {
            rule.called if uses[rule.called] == 1 else f"{rule.stack.name}/{rule.called}": rule
            for rule in rules
        }

    def pattern(self, name: str) -> EventPattern | None:
        """Return the pattern of a rule of `by_name`; None if EventBridge refuses it."""
        pattern = self.pattern_of(self.by_name[name])
        return pattern if isinstance(pattern, EventPattern) else None

    def on_bus(
        self, event: Event, *, bus: str = DEFAULT_BUS, place: Environment
    ) -> Iterator[RuleMatch]:
        """Yield what each rule of a bus makes of an event.

        Args:
            event: The event.
            bus: The name of the bus.
            place: Where the bus is; what a stack leaves open of that may be the same.
        """
        for name, rule in self.by_name.items():
            if rule.bus == bus and _may_be(rule.stack.environment, place):
                yield self._match(name, rule, event)

    def _match(self, name: str, rule: EventRule, event: Event) -> RuleMatch:
        pattern = self.pattern_of(rule)
        if isinstance(pattern, EventPatternError):
            why = f"EventBridge refuses its pattern: {pattern.faults[0]}"
            return RuleMatch(rule=rule, name=name, matches=False, why=why, is_about=False)
        is_about = pattern.could_be_of(event)
        if rule.state == _DISABLED:
            why = "the rule is disabled"
            return RuleMatch(rule=rule, name=name, matches=False, why=why, is_about=is_about)
        if _only_reads(event) and rule.state != _ALL_CALLS:
            why = f"calls that only read come to rules in the state {_ALL_CALLS} alone"
            return RuleMatch(rule=rule, name=name, matches=False, why=why, is_about=is_about)
        matches = pattern.matches(event)
        why = ""
        if matches is False:
            why = f"its pattern {pattern.why_not(event)}"
        elif matches is None:
            why = "the template leaves a value of its pattern open"
        return RuleMatch(rule=rule, name=name, matches=matches, why=why, is_about=is_about)

    def pattern_of(self, rule: EventRule) -> EventPattern | EventPatternError:
        """Return the pattern of a rule that has one, or everything for which AWS refuses it."""
        key = rule.resource
        if key not in self._patterns:
            try:
                self._patterns[key] = read_event_pattern(_plain(rule.pattern), is_open=_is_open)
            except EventPatternError as error:
                self._patterns[key] = error
        return self._patterns[key]


def _only_reads(event: Event) -> bool:
    detail = event.get("detail")
    is_call = event.get("detail-type") == _RECORDED and isinstance(detail, Mapping)
    return is_call and isinstance(detail, Mapping) and detail.get("readOnly") is True


def _may_be(first: Environment, second: Environment) -> bool:
    pairs: Sequence[tuple[str | None, str | None]] = (
        (first.account, second.account),
        (first.region, second.region),
    )
    return all(None in pair or pair[0] == pair[1] for pair in pairs)


def _plain(pattern: object) -> object:
    """Return a pattern without what marks references in resolved templates."""
    if isinstance(pattern, str):
        return str(pattern)
    return json.loads(json.dumps(pattern, default=str))


def _is_open(value: object) -> bool:
    return isinstance(value, str) and ("${" in value or "{{resolve:" in value)
