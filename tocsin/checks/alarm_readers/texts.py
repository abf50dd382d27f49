"""The alarms that a text may name: by a name, or by an ARN."""

import re
from collections.abc import Iterator
from typing import Final

from tocsin.evaluation import composite

# A partition, region or account may be left open, and then stands as "${AWS::Region}".
_PART: Final = r"(?:\$\{[^}]*\}|[^:\s\"'])*"
_ARN: Final = re.compile(rf"arn:{_PART}:cloudwatch:{_PART}:{_PART}:alarm:([^\s\"',()]+)")
_QUOTED: Final = re.compile(r'"((?:\\.|[^"\\])*)"')
_WORD: Final = re.compile(r"[^\s(),\"]+")
_IN_BRACKETS: Final = re.compile(r"\(([^()\"]+)\)")


def names_in_arns(text: str) -> Iterator[str]:
    """Yield the names of the alarms whose ARNs stand in a text."""
    if ":alarm:" in text:
        yield composite.alarm_name(text)
        yield from _ARN.findall(text)


def names_in_rule(text: str) -> Iterator[str]:
    """Yield whatever may be the name of an alarm in the rule of a composite alarm.

    A rule of which a value is open cannot be parsed, nor can one whose names lack quotes, and both
    still name the alarms that they name.
    """
    yield from (name.strip() for name in _IN_BRACKETS.findall(text))
    yield from (name.replace('\\"', '"') for name in _QUOTED.findall(text))
    for word in _WORD.findall(_QUOTED.sub(" ", text)):
        yield composite.alarm_name(word)
