"""A rule, or a suppressor, that names an alarm which is not there."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

from tocsin.assembly import LeftOut, Stack
from tocsin.checks.check import Check, Undecided, Verdict
from tocsin.checks.composite.rules import ReadComposite, alarms_by_place, composites
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, nearest_word, quoted

_ID: Final = "composite/missing-child"
_NESTED: Final = "AWS::CloudFormation::Stack"
_OWN_NAME: Final = "AWS::StackName"
_WHY: Final = (
    "CloudWatch refuses a rule that names an alarm which does not exist, so that the deployment "
    "fails and is rolled back"
)


def _find(subject: Subject) -> Iterator[Verdict]:
    known = subject.memo(alarms_by_place)
    for each in subject.memo(composites).values():
        for key, name in _named(each):
            if (each.environment, name) not in known and "${" not in name:
                yield _verdict(each, key, name, subject)


def _named(each: ReadComposite) -> Iterator[tuple[str, str]]:
    for name in each.definition.rule.alarm_names:
        yield "AlarmRule", name
    if each.definition.suppressor is not None:
        yield "ActionsSuppressor", each.definition.suppressor.alarm


def _verdict(each: ReadComposite, key: str, name: str, subject: Subject) -> Verdict:
    where = each.alarm.locate(key)
    reasons = (
        _left_out(each, name, subject),
        _meant_by_key(each, name),
        _misspelt(each, name, subject),
        _of_this_stack(each, key, name),
    )
    for what, fix in filter(None, reasons):
        return Problem(kind=_ID, where=where, what=what, fix=fix, why=_WHY)
    return Undecided(
        check=_ID,
        where=where,
        why=f"no template has an alarm {quoted(name)} there; it may exist all the same",
        fix="add the template that has it to the input",
    )


def _left_out(each: ReadComposite, name: str, subject: Subject) -> tuple[str, str] | None:
    found = subject.memo(_names_left_out).get((each.alarm.resource.stack, name))
    if found is None:
        return None
    what = f"it names {quoted(name)}, and the condition {found.condition} leaves {found.logical_id}"
    return f"{what} out", "give this composite alarm the same condition, or the alarm none"


def _names_left_out(subject: Subject) -> dict[tuple[Stack, str], LeftOut]:
    """Return the alarms that conditions leave out, by stack and name."""
    return {(each.stack, each.name): each for each in subject.assembly.left_out_alarms}


def _meant_by_key(each: ReadComposite, name: str) -> tuple[str, str] | None:
    resources = each.alarm.resource.stack.resolver.resources
    if name in resources and resources[name].type.endswith("Alarm"):
        what = f"{name} is the key of an alarm in the template, and not its name"
        return what, f"write !Sub before the rule and ${{{name}}} in it"
    return None


def _misspelt(each: ReadComposite, name: str, subject: Subject) -> tuple[str, str] | None:
    names = subject.memo(_names_by_letters)
    alike = names.get(_letters(name))
    if alike is None:
        beside = subject.memo(_names_by_stack).get(each.alarm.resource.stack, ())
        near = nearest_word(name, beside)
        alike = near if near is not None and _is_one_slip(near, name) else None
    if alike is None:
        return None
    return f"no alarm has the name {quoted(name)}, and one has {quoted(alike)}", f"write {alike}"


def _of_this_stack(each: ReadComposite, key: str, name: str) -> tuple[str, str] | None:
    """Say that a name is made of that of the stack, which has no such alarm."""
    stack, written = each.alarm.resource.stack, each.alarm.resource.declared.properties.get(key)
    resolver = stack.resolver
    is_open = any(
        resource.type == _NESTED and logical_id not in resolver.nested
        for logical_id, resource in resolver.resources.items()
    )
    if is_open or resolver.stack_name not in name or _OWN_NAME not in str(written):
        return None
    what = f"{quoted(name)} is made of the name of this stack, in which no alarm has that name"
    return what, "write the name of one that it has, or take it by a reference"


def _names_by_stack(subject: Subject) -> dict[Stack, list[str]]:
    found: dict[Stack, list[str]] = {}
    for alarm in subject.alarms:
        found.setdefault(alarm.resource.stack, []).append(alarm.template_alarm.name)
    return found


def _names_by_letters(subject: Subject) -> dict[str, str]:
    names = (alarm.template_alarm.name for alarm in subject.alarms)
    return {_letters(name): name for name in names if "${" not in name}


def _letters(name: str) -> str:
    """Return what remains of a name that is written with other cases and other separators."""
    return "".join(character for character in name.casefold() if character.isalnum())


def _is_one_slip(known: str, written: str) -> bool:
    """Say whether one letter is another, too many or missing; numbers tell alarms apart."""
    changes = [
        known[begin:end] + written[other_begin:other_end]
        for kind, begin, end, other_begin, other_end in SequenceMatcher(
            None, known, written, autojunk=False
        ).get_opcodes()
        if kind != "equal"
    ]
    slip = "".join(changes)
    return slip.isalpha() and (len(slip) == 1 or (len(changes) <= len("ab") == len(slip)))


CHECK: Final = Check(
    id=_ID,
    title="The alarms that a rule names are there.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html",
    ),
)
