"""A name or a description with a gap that nobody filled."""

import re
from collections.abc import Iterator
from typing import Final

from tocsin.checks.check import Check, Verdict
from tocsin.checks.checked_alarm import CheckedAlarm
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, quoted

_ID: Final = "alarm/unfilled-text"
_GAP: Final = re.compile(
    r"\$\{[^{}!]+\}"
    r"|\{\{(?!resolve:)[^{}]*\}\}"
    r"|\bTODO\b|\bFIXME\b|\bTBD\b|\bXXX\b"
    r"|\b[Ll]orem ipsum\b|\[object Object\]|(?<=[-_/:])undefined\b|\bundefined(?=[-_/:])"
    r"|<(?:your|insert|replace|todo)\b[^<>]*>",
)
_NAMES: Final = ("AlarmName", "AlarmDescription")


def _find(subject: Subject) -> Iterator[Verdict]:
    for alarm in subject.alarms:
        for name in _NAMES:
            yield from _gap(alarm, name)


def _gap(alarm: CheckedAlarm, name: str) -> Iterator[Verdict]:
    """Yield the first gap of a text that stands in the template as people will read it."""
    written = alarm.resource.declared.properties.get(name)
    match = _GAP.search(written) if isinstance(written, str) else None
    if match is not None:
        why, fix = _advice(match[0])
        yield Problem(
            kind=_ID,
            where=alarm.locate(name),
            what=f"{quoted(match[0])} stands in it as it is, and is what people read",
            why=why,
            fix=fix,
            severity="warning",
        )


def _advice(gap: str) -> tuple[str, str]:
    if "Token[" in gap:
        why = "a token of the CDK was taken for a text: what it stands for was not known yet"
        return why, "hand the value on as it is, or join texts by Fn.join or Fn.sub"
    if gap.startswith("${"):
        why = "nothing replaces it: CloudFormation fills ${…} within Fn::Sub alone"
        return why, "write !Sub before the text"
    return (
        "whoever is called reads a note that its author left for later",
        "write what belongs there",
    )


CHECK: Final = Check(
    id=_ID,
    title="Names and descriptions of alarms have no gaps.",
    severity="warning",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html",
    ),
)
