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
_MOST_NAMED: Final = 3
_MISSING: Final = "composite/missing-depends-on"
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
        children: dict[str, list[Alarm]] = {}
        for key, child in _named(composite):
            place = (composite.environment, child)
            if key == "AlarmRule":
                parents.setdefault(place, []).append(composite)
            if place in by_name:
                nearest = _in_the_stack_of(composite, by_name[place])
                children.setdefault(key, []).append(nearest)
        for key, found in children.items():
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


def _in_the_stack_of(composite: DeployedAlarm, alike: Sequence[Alarm]) -> Alarm:
    stack = composite.template_alarm.stack
    return next((each for each in alike if each.stack is stack), alike[0])


def _names_twice(assembly: Assembly) -> Iterator[Problem]:
    for each in same_names(assembly):
        if each.is_certain:
            what = f"{each.first.logical_id} has the name {quoted(each.other.name)} too"
            fix = "give each alarm of an account and Region a name of its own"
            yield _problem(each.other, "AlarmName", "alarm/name-collision", what, fix)


def _beside(children: Sequence[Alarm]) -> tuple[str, str]:
    """Say what is wrong with children that are named by text, and what to do."""
    ids = [child.logical_id for child in children]
    first = ids[0] if len(ids) == 1 else "them"
    what = (
        f"{_listed([quoted(child.name) for child in children])} named by text, and nothing makes "
        f"CloudFormation create {first} before this composite alarm"
    )
    written = ids[0] if len(ids) == 1 else f"[{', '.join(ids)}]"
    named = ids[0] if len(ids) == 1 else "each of them"
    return what, f"add DependsOn: {written}, or take the name by a reference to {named}"


def _elsewhere(composite: Alarm, children: Sequence[Alarm], stack: str) -> tuple[str, str]:
    """Say what is wrong with children of another stack, and what to do."""
    it = "it" if len(children) == 1 else "they"
    what = (
        f"{_listed([quoted(child.name) for child in children])} in the stack {stack}, on which "
        f"{composite.stack.name} does not depend: {it} may not exist yet when this composite "
        "alarm is created"
    )
    return what, f"make the stack {composite.stack.name} depend on {stack}"


def _listed(names: Sequence[str]) -> str:
    """Return names as the subject of a sentence, with its verb; of many the first ones."""
    if len(names) == 1:
        return f"{names[0]} is"
    if len(names) <= _MOST_NAMED:
        return f"{', '.join(names[:-1])} and {names[-1]} are"
    return f"{', '.join(names[:_MOST_NAMED])} and {len(names) - _MOST_NAMED} others are"


class _StackOrder:
    """Which stacks, by their manifest, are deployed before which."""

    def __init__(self, stacks: Sequence[Stack]) -> None:
        self._direct = {stack.id: stack.depends_on for stack in stacks}
        self._created_before: dict[Resource, frozenset[str]] = {}
        self._may_be_first: dict[tuple[str, str], bool] = {}

    def problems(self, composite: Alarm, children: Sequence[Alarm], key: str) -> Iterator[Problem]:
        """Yield that children may be missing when a composite alarm is created."""
        before = {composite.logical_id, *self._before(composite.resource)}
        beside: list[Alarm] = []
        elsewhere: dict[str, list[Alarm]] = {}
        for child in children:
            if child.stack is composite.stack:
                beside += [child] if child.logical_id not in before else []
            elif self._may_come_first(composite.stack, child.stack):
                elsewhere.setdefault(child.stack.name, []).append(child)
        if beside:
            yield _problem(composite, key, _MISSING, *_beside(beside))
        for stack, missing in elsewhere.items():
            yield _problem(composite, key, _MISSING, *_elsewhere(composite, missing, stack))

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
