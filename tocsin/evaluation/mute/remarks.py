"""What is doubtful or without use about a mute rule that CloudWatch takes."""

from collections.abc import Iterator
from typing import Final

from tocsin.diagnostics import Location, Problem
from tocsin.evaluation.mute.rule import MuteRule

_MAXIMUM_OF_API: Final = 100
_NAMES: Final = ("MuteTargets", "AlarmNames")


def remarks(rule: MuteRule) -> Iterator[Problem]:
    """Yield what the rule may not do, or never does."""
    where = Location(source=f"mute rule {rule.name!r}", key_path=_NAMES)
    count = len(rule.alarm_names)
    if not count:
        yield Problem(
            kind="mute/no-targets",
            where=where,
            what="the rule names no alarm, and mutes none",
            fix="add the names of alarms, or remove the rule",
            severity="note",
        )
    if count > _MAXIMUM_OF_API:
        yield Problem(
            kind="mute/too-many-for-api",
            where=where,
            what=f"there are {count} names: CloudFormation's schema takes 500, the API's reference "
            f"{_MAXIMUM_OF_API}",
            fix=f"split the rule into rules of at most {_MAXIMUM_OF_API} to be sure",
            severity="warning",
        )
