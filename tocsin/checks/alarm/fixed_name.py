"""A name that stands fixed in a template of which other names have the stage in them."""

import re
from collections.abc import Iterator
from typing import Final

from tocsin.assembly import Stack, references
from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, quoted

_ID: Final = "alarm/fixed-name"
_STAGE: Final = re.compile(r"stage|env|environment|tier", re.IGNORECASE)
_SEVERAL: Final = 2


def _find(subject: Subject) -> Iterator[Verdict]:
    stages = {stack: _stage_of_names(stack) for stack in subject.assembly.stacks}
    for alarm in subject.alarms:
        stage = stages[alarm.resource.stack]
        name = alarm.resource.declared.properties.get("AlarmName")
        if stage is None or not isinstance(name, str):
            continue
        if not _has_stage(name, alarm.resource.stack, stage):
            yield Problem(
                kind=_ID,
                where=alarm.locate("AlarmName"),
                what=f"{quoted(name)} is the same for each {stage}, while names of other resources "
                f"have {stage} in them",
                why="a second stage in the same account and Region cannot be created: an alarm of "
                "that name is there already",
                fix=f"put {stage} into the name: !Sub, or leave AlarmName out",
                severity="note",
            )


def _has_stage(name: str, stack: Stack, stage: str) -> bool:
    """Say whether a template that is made for one stage has it written out in a name."""
    allowed = stack.parameters[stage].get("AllowedValues")
    values = allowed if isinstance(allowed, list) else []
    return any(str(value).casefold() in name.casefold() for value in values)


def _stage_of_names(stack: Stack) -> str | None:
    """Return the parameter for the stage that names of a template have in them, if there is one."""
    stages = {
        name
        for name, declared in stack.parameters.items()
        if _STAGE.search(name)
        and isinstance(allowed := declared.get("AllowedValues"), list)
        and len(allowed) >= _SEVERAL
    }
    return next((name for name in _named_by(stack) if name in stages), None) if stages else None


def _named_by(stack: Stack) -> Iterator[str]:
    for resource in stack.resolver.resources.values():
        for key, value in resource.properties.items():
            if key.endswith("Name") and isinstance(value, dict):
                yield from (mention.logical_id for mention in references(value))


CHECK: Final = Check(
    id=_ID,
    title="Where names have the stage in them, those of alarms have it too.",
    severity="note",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html",
    ),
)
