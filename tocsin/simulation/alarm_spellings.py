"""How people may call an alarm beside its name, which CloudFormation often makes.

An alarm without `AlarmName`, as the CDK has it by default, goes by its logical id, by the path of
its construct or by a pattern. None of them changes when the file of its template is renamed.
"""

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cached_property

from tocsin.assembly import Alarm

CONSTRUCT_PATH = "aws:cdk:path"
_CONSTRUCT_OF_THE_RESOURCE = "/Resource"
_STACK_NAME = "AWS::StackName"
_WILDCARDS = "*?"


def construct_path(alarm: Alarm) -> str:
    """Return the path of the construct that made an alarm, as `Shop/Checkout/Errors`, or nothing.

    https://docs.aws.amazon.com/cdk/v2/guide/identifiers.html
    """
    path = alarm.resource.metadata.get(CONSTRUCT_PATH)
    return path.removesuffix(_CONSTRUCT_OF_THE_RESOURCE) if isinstance(path, str) else ""


def is_named_by_file(alarm: Alarm) -> bool:
    """Say whether an alarm has its name only because the file of its template has one."""
    if not alarm.stack.is_named_by_file:
        return False
    written = alarm.resource.declared.properties.get("AlarmName")
    return written is None or _STACK_NAME in str(written)


def lasting_identity(alarm: Alarm) -> tuple[str, str, str]:
    """Return what an alarm keeps when the file of its template is renamed.

    It is its type, the nested stacks that it is in, and its construct or its logical id.
    """
    stack, nested = alarm.stack, []
    while stack.parent is not None:
        nested.append(stack.name.removeprefix(stack.parent.name))
        stack = stack.parent
    return (
        alarm.resource.type,
        "".join(reversed(nested)),
        construct_path(alarm) or alarm.logical_id,
    )


class AlarmSpellings:
    """Finds alarms by what people call them.

    Attributes:
        alarms: The alarms by name.
    """

    def __init__(self, alarms: Mapping[str, Alarm]) -> None:
        self.alarms = alarms

    def find(self, text: str) -> tuple[str, ...]:
        """Return the names of the alarms that a text may mean: none, one or several."""
        if text in self._spelled:
            return tuple(dict.fromkeys(self._spelled[text]))
        if not any(mark in text for mark in _WILDCARDS):
            return ()
        return tuple(
            name
            for name, alarm in self.alarms.items()
            if any(fnmatchcase(each, text) for each in (name, *_spellings(alarm)))
        )

    @cached_property
    def _spelled(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, alarm in self.alarms.items():
            for spelling in _spellings(alarm):
                found.setdefault(spelling, []).append(name)
        return found


def _spellings(alarm: Alarm) -> Iterator[str]:
    """Yield what an alarm may be called: the ends of its construct's path too."""
    yield alarm.name
    yield alarm.logical_id
    yield f"{alarm.stack.name}/{alarm.logical_id}"
    parts = construct_path(alarm).split("/")
    for first in range(len(parts)):
        if parts != [""]:
            yield "/".join(parts[first:])
