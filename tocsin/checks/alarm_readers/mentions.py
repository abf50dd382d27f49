"""The alarms that other resources mention: by a reference, by an ARN, or by name."""

from collections.abc import Iterator, Mapping

from tocsin.assembly import ALARM_TYPES, Assembly, Reference, Resource, Stack, references
from tocsin.checks.alarm_readers.reader import AlarmReader
from tocsin.checks.alarm_readers.reading_types import (
    ALARMS_THEMSELVES,
    BY_NAME,
    CALLED,
    NOT_READING,
    PERHAPS,
)
from tocsin.checks.alarm_readers.rules import is_live
from tocsin.checks.alarm_readers.texts import names_in_arns, names_in_rule
from tocsin.checks.values import texts_in

_DASHBOARD = "AWS::CloudWatch::Dashboard"
_COMPOSITE = "AWS::CloudWatch::CompositeAlarm"
_WHAT_IT_IS = frozenset({"AlarmDescription", "AlarmName", "Description", "Name", "Tags"})


def mentions(assembly: Assembly) -> Mapping[Resource, AlarmReader]:
    """Return a reader of each alarm that any resource mentions; one that is certain wins."""
    alarms = tuple(assembly.resources(*ALARM_TYPES))
    finder = _Finder(assembly, alarms)
    found: dict[Resource, AlarmReader] = {}
    for alarm, reader in finder.found():
        if reader.is_certain or alarm not in found:
            found[alarm] = reader
    return found


def shown_alarms(assembly: Assembly) -> Mapping[Resource, str]:
    """Return each alarm that a dashboard shows, with the dashboard as a sentence calls it."""
    finder = _Finder(assembly, tuple(assembly.resources(*ALARM_TYPES)))
    return {
        alarm: f"the dashboard {dashboard.logical_id}"
        for dashboard in assembly.resources(_DASHBOARD)
        for alarm in finder.named_in(dashboard)
    }


class _Finder:
    """Looks through the resources of an assembly for alarms."""

    def __init__(self, assembly: Assembly, alarms: tuple[Resource, ...]) -> None:
        self._assembly = assembly
        self._alarms = frozenset(alarms)
        self._by_name: dict[str, list[Resource]] = {}
        self._by_id: dict[Stack, dict[str, Resource]] = {}
        for alarm in alarms:
            self._by_name.setdefault(alarm.name, []).append(alarm)
            self._by_id.setdefault(alarm.stack, {})[alarm.logical_id] = alarm

    def found(self) -> Iterator[tuple[Resource, AlarmReader]]:
        """Yield each alarm that is mentioned, with what mentions it."""
        idle = {rule.resource for rule in self._assembly.event_rules if not is_live(rule)}
        for resource in self._assembly.resources():
            if resource.type not in ALARMS_THEMSELVES | NOT_READING and resource not in idle:
                reader = _reader(resource)
                yield from (
                    (alarm, reader) for alarm in self.named_in(resource) if alarm != resource
                )
        for stack in self._assembly.stacks:
            yield from self._in_globals(stack)
            yield from self._exported(stack)
            yield from self._left_out(stack)

    def named_in(self, resource: Resource) -> Iterator[Resource]:
        """Yield the alarms that the properties of a resource name."""
        if resource.logical_id in resource.stack.resolver.nested:
            return  # What it hands on is read where it is used.
        local = self._by_id.get(resource.stack, {})
        for mention in references(_without_descriptions(resource.declared.properties)):
            if mention.logical_id in local:
                yield local[mention.logical_id]
        for text in texts_in(_without_descriptions(resource.properties)):
            yield from self._named(text, resource)

    def _named(self, text: str, resource: Resource) -> Iterator[Resource]:
        if isinstance(text, Reference):
            target = self._assembly.index.find(text)
            if target in self._alarms:
                yield target
            return
        names = set(names_in_arns(text))
        if resource.type == _COMPOSITE:
            names |= {*names_in_rule(text), text}
        elif resource.type in BY_NAME:
            names.add(text)
        for name in names:
            yield from self._by_name.get(name, ())

    def _in_globals(self, stack: Stack) -> Iterator[tuple[Resource, AlarmReader]]:
        """Yield what the deployments of all functions of a template of AWS SAM read."""
        local = self._by_id.get(stack, {})
        for mention in references(stack.template.get("Globals")):
            if mention.logical_id in local:
                yield local[mention.logical_id], AlarmReader("the deployments of all functions")

    def _exported(self, stack: Stack) -> Iterator[tuple[Resource, AlarmReader]]:
        """Yield what other stacks may import: stacks that are not here too."""
        local = self._by_id.get(stack, {})
        outputs = stack.template.get("Outputs")
        if not isinstance(outputs, dict):
            return
        for logical_id, name in stack.exports.items():
            why = f"it is exported as {name}, which a stack that is not here may import"
            fix = "add the template of that stack to the input"
            reader = AlarmReader(f"an import of {name}", is_certain=False, why=why, fix=fix)
            for mention in references(outputs.get(logical_id)):
                if mention.logical_id in local:
                    yield local[mention.logical_id], reader

    def _left_out(self, stack: Stack) -> Iterator[tuple[Resource, AlarmReader]]:
        """Yield what would read alarms if a condition held that is false."""
        local = self._by_id.get(stack, {})
        for declared in stack.resolver.left_out.values() if local else ():
            if declared.type in ALARMS_THEMSELVES | NOT_READING:
                continue
            what = _called(declared.type, declared.logical_id)
            why = f"{what} reads it, which the condition {declared.condition} leaves out"
            found = stack.what_makes_true(declared.condition or "")
            fix = f"give {' or '.join(found)}" if found else "give the values that it rests on"
            reader = AlarmReader(what, is_certain=False, why=why, fix=fix)
            for mention in references(_without_descriptions(declared.properties)):
                if mention.logical_id in local:
                    yield local[mention.logical_id], reader


def _called(type_name: str, logical_id: str) -> str:
    return f"{CALLED.get(type_name, f'the resource of type {type_name}')} {logical_id}"


def _reader(resource: Resource) -> AlarmReader:
    why = PERHAPS.get(resource.type, "")
    what = _called(resource.type, resource.logical_id)
    if not why:
        return AlarmReader(what)
    fix = "add what reads it to the input, or give the alarm AlarmActions"
    return AlarmReader(what, is_certain=False, why=f"{what} mentions it: {why}", fix=fix)


def _without_descriptions(properties: Mapping[str, object]) -> Mapping[str, object]:
    return {key: value for key, value in properties.items() if key not in _WHAT_IT_IS}
