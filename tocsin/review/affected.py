"""Which alarms have to be looked at again: those that change, and those that this may concern.

A project has thousands of alarms, and a pull request changes a few of them. Checks, deliveries and
rules are asked only of the alarms that change and of those that share something with these: what
they read, their name, a composite alarm, whom one of them no longer tells. All others are left
aside on both sides, so that whatever would be said of them would be said of both. What is no alarm
is always looked at; where it changes, so is every alarm of its stack, and of stacks that name
something of that.
"""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING

from tocsin.assembly import ALARM_TYPES
from tocsin.review.alarm_tokens import AlarmTokens, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tocsin.assembly import Alarm, Assembly, Resource, Stack
    from tocsin.review.pairs import Pair, Pairs

_ALARMS = frozenset(ALARM_TYPES)
_OF_NO_ALARM = frozenset(
    {"AWS::CDK::Metadata", "AWS::CloudWatch::Dashboard", "AWS::XRay::Group",
     "AWS::XRay::SamplingRule"}
)  # fmt: skip
_SHORTEST_NAME = 3


def unaffected(pairs: Pairs) -> frozenset[Resource]:
    """Return the alarms of BASE and of HEAD that nothing of the changes concerns."""
    found = _Affected(pairs)
    return frozenset(found.tokens.keys() - found.alarms)


class _Affected:
    """Finds the alarms of both sides that changes concern."""

    def __init__(self, pairs: Pairs) -> None:
        self._pairs = pairs
        self.tokens: Mapping[Resource, AlarmTokens] = dict(_tokens(pairs))

    @cached_property
    def alarms(self) -> set[Resource]:
        """The alarms that are looked at."""
        changed = [pair for pair in self._pairs.changed if pair.type in _ALARMS]
        kept = {each for pair in changed for each in (pair.before, pair.after) if each}
        stacks = self._stacks()
        wanted = self._wanted(changed)
        for resource, tokens in self.tokens.items():
            if resource.stack in stacks or tokens.share(wanted):
                kept.add(resource)
        return self._with_composites(self._on_both_sides(kept))

    def _wanted(self, changed: Iterable[Pair]) -> frozenset[str]:
        """Return what alarms that change read, and whom not both sides of them tell."""
        wanted: set[str] = set()
        for pair in changed:
            sides = [self.tokens[each] for each in (pair.before, pair.after) if each is not None]
            wanted.update(*(each.read for each in sides))
            told = [each.told for each in sides]
            wanted |= told[0] ^ told[1] if len(told) > 1 else told[0]
        return frozenset(wanted)

    def _on_both_sides(self, kept: set[Resource]) -> set[Resource]:
        before, after = self._pairs.before, self._pairs.after
        others = (before.get(each) or after.get(each) for each in kept)
        return kept | {each for each in others if each is not None}

    def _with_composites(self, kept: set[Resource]) -> set[Resource]:
        """Add the composite alarms above, whose outcome may be another, and all that these read."""
        while True:
            names = {self.tokens[each].name for each in kept}
            above = {
                resource
                for resource, tokens in self.tokens.items()
                if not tokens.about.isdisjoint(names)
            }
            below = {name for each in kept | above for name in self.tokens[each].about}
            more = above | {
                resource for resource, tokens in self.tokens.items() if tokens.name in below
            }
            grown = self._on_both_sides(kept | more)
            if grown == kept:
                return kept
            kept = grown

    def _stacks(self) -> set[Stack]:
        """Return the stacks in which something else than an alarm changes, and those around."""
        influential = [
            pair for pair in self._pairs.changed if pair.type not in _ALARMS | _OF_NO_ALARM
        ]
        stacks = {each.stack for pair in influential for each in (pair.before, pair.after) if each}
        if not stacks:
            return stacks
        around = [_Around(each, side) for side in self._assemblies for each in side.stacks]
        while True:
            names = frozenset().union(*(each.names for each in around if each.stack in stacks))
            texts = [each.text for each in around if each.stack in stacks]
            found = {
                each.stack
                for each in around
                if each.stack in stacks or each.mentions(names) or each.is_mentioned_in(texts)
            }
            if found == stacks:
                return stacks
            stacks = found

    @property
    def _assemblies(self) -> tuple[Assembly, Assembly]:
        return self._pairs.base, self._pairs.head


class _Around:
    """What a stack has to do with others: the names that it has, and those that it mentions."""

    def __init__(self, stack: Stack, assembly: Assembly) -> None:
        self.stack = stack
        self._assembly = assembly

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of what it has, alarms aside, and of what it exports."""
        resources = self._assembly.index.of_stack(self.stack).values()
        named = (each.name for each in resources if each.type not in _ALARMS and each.is_named)
        found = (*named, *self.stack.exports.values(), self.stack.name)
        return frozenset(each for each in found if len(each) >= _SHORTEST_NAME)

    @cached_property
    def text(self) -> str:
        """All that its template says."""
        return json.dumps(self.stack.template, default=str)

    def mentions(self, names: Iterable[str]) -> bool:
        """Say whether it mentions any of some names."""
        return any(name in self.text for name in names)

    def is_mentioned_in(self, texts: Iterable[str]) -> bool:
        """Say whether any of some texts mentions something of it."""
        return any(name in text for text in texts for name in self.names)


def _tokens(pairs: Pairs) -> Iterator[tuple[Resource, AlarmTokens]]:
    """Yield what the alarms of both sides share with others; of equal ones it is the same."""
    changed = {pair.before for pair in pairs.changed}
    for alarm in _alarms(pairs.head):
        tokens = tokens_of(alarm)
        yield alarm.resource, tokens
        before = pairs.before.get(alarm.resource)
        if before is not None and before not in changed:
            yield before, tokens
    for alarm in _alarms(pairs.base):
        if alarm.resource in changed:
            yield alarm.resource, tokens_of(alarm)


def _alarms(assembly: Assembly) -> tuple[Alarm, ...]:
    return (*assembly.alarms, *assembly.composite_alarms, *assembly.log_alarms)
