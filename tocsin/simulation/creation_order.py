"""What keeps alarms from being created although each of them is sound.

CloudWatch refuses a composite alarm whose rule names an alarm that does not exist yet, and
CloudFormation creates resources side by side, but for those that it knows to need each other. A
name that is written as text is not known to it.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
"""

from collections.abc import Iterator, Sequence
from typing import Final

from tocsin.assembly import Alarm, Assembly, Environment, Resource, Stack, created_before
from tocsin.diagnostics import Problem, quoted
from tocsin.evaluation import CompositeAlarm
from tocsin.simulation.alarm_set import AlarmSet, DeployedAlarm
from tocsin.simulation.same_names import same_names

_Key = tuple[Environment, str]
_MOST_PARENTS: Final = 150
_WHY: Final = "a first deployment then fails, perhaps not each time"


def creation_problems(assembly: Assembly, alarms: AlarmSet) -> Iterator[Problem]:
    """Yield what is wrong with the order of creation, with names, and with numbers of parents."""
    by_name: dict[_Key, list[Alarm]] = {}
    for alarm in (*assembly.alarms, *assembly.log_alarms, *assembly.composite_alarms):
        by_name.setdefault((alarm.stack.environment, alarm.name), []).append(alarm)
    yield from _names_twice(assembly)
    needs = _StackOrder(assembly.stacks)
    parents: dict[_Key, list[DeployedAlarm]] = {}
    for composite in alarms.composite_alarms.values():
        for key, child in _named(composite):
            place = (composite.environment, child)
            if key == "AlarmRule":
                parents.setdefault(place, []).append(composite)
            for found in by_name.get(place, ())[:1]:
                yield from needs.problems(composite.template_alarm, found, key)
    for (_, name), above in parents.items():
        if len(above) > _MOST_PARENTS:
            what = f"{quoted(name)} stands in the rules of {len(above)} composite alarms"
            fix = f"use at most {_MOST_PARENTS}"
            last = above[_MOST_PARENTS].template_alarm
            yield _problem(last, "AlarmRule", "composite/too-many-parents", what, fix)


def _named(composite: DeployedAlarm) -> Iterator[tuple[str, str]]:
    """Yield each property that names an alarm, and the name."""
    definition = composite.definition
    assert isinstance(definition, CompositeAlarm)
    for name in definition.rule.alarm_names:
        yield "AlarmRule", name
    if definition.suppressor is not None:
        yield "ActionsSuppressor", definition.suppressor.alarm


def _names_twice(assembly: Assembly) -> Iterator[Problem]:
    for each in same_names(assembly):
        if each.is_certain:
            what = f"{each.first.logical_id} has the name {quoted(each.other.name)} too"
            fix = "give each alarm of an account and Region a name of its own"
            yield _problem(each.other, "AlarmName", "alarm/name-collision", what, fix)


class _StackOrder:
    """Which stacks, by their manifest, are deployed before which."""

    def __init__(self, stacks: Sequence[Stack]) -> None:
        self._direct = {stack.id: stack.depends_on for stack in stacks}
        self._created_before: dict[Resource, frozenset[str]] = {}
        self._may_be_first: dict[tuple[str, str], bool] = {}

    def problems(self, composite: Alarm, child: Alarm, key: str) -> Iterator[Problem]:
        """Yield that a child may be missing when a composite alarm is created."""
        name, logical_id = quoted(child.name), child.logical_id
        if composite.stack is child.stack:
            if logical_id == composite.logical_id or logical_id in self._before(composite.resource):
                return
            what = (
                f"{name} is named by text, and nothing makes CloudFormation create {logical_id} "
                "before this composite alarm"
            )
            fix = f"add DependsOn: {logical_id}, or take the name by a reference to {logical_id}"
        elif self._may_come_first(composite.stack, child.stack):
            what = (
                f"{name} is in the stack {child.stack.name}, on which {composite.stack.name} does "
                "not depend: it may not exist yet when this composite alarm is created"
            )
            fix = f"make the stack {composite.stack.name} depend on {child.stack.name}"
        else:
            return
        yield _problem(composite, key, "composite/missing-depends-on", what, fix)

    def _before(self, resource: Resource) -> frozenset[str]:
        if resource not in self._created_before:
            self._created_before[resource] = created_before(resource)
        return self._created_before[resource]

    def _may_come_first(self, stack: Stack, other: Stack) -> bool:
        """Say whether a manifest lets a stack be deployed before another."""
        pair = (stack.id, other.id)
        if pair not in self._may_be_first:
            self._may_be_first[pair] = self._find_whether_first(stack, other)
        return self._may_be_first[pair]

    def _find_whether_first(self, stack: Stack, other: Stack) -> bool:
        if stack.parent or other.parent or self._direct[stack.id] is None:
            return False
        found: set[str] = set()
        waiting = [stack.id]
        while waiting:
            needed = set(self._direct.get(waiting.pop()) or ())
            waiting += needed - found
            found |= needed
        return other.id not in found


def _problem(alarm: Alarm, key: str, kind: str, what: str, fix: str) -> Problem:
    where = alarm.resource.locate("Properties", key)
    return Problem(kind=kind, where=where, what=what, fix=fix, why=_WHY, severity="warning")
