"""How alarms are divided among stacks before CloudFormation's limits are reached."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from constructs.alarm_properties import alarm_properties

from tocsin.plan import AlarmSpec


class Load(NamedTuple):
    """What alarms take up of a template."""

    resources: int
    characters: int
    dynamic_references: int


LIMIT = Load(resources=400, characters=600_000, dynamic_references=60)
"""CloudFormation allows 500 resources, 1 MB and 60 dynamic references in a template.

The first two leave room: the characters are those of compact JSON, which the indentation of a
template lengthens by up to a half.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    alarm: AlarmSpec
    digest: int
    characters: int
    dynamic_references: int


def shards(alarms: Sequence[AlarmSpec], limit: Load = LIMIT) -> dict[int, list[AlarmSpec]]:
    """Return *alarms* by the number, from 1, of the stack that they belong to.

    The number of shards is the smallest power of two with which each fits. An alarm's shard
    follows from its id alone, so that an alarm that comes or goes moves no other, unless the
    number of shards changes; then half of the alarms of each shard stay.
    """
    weighed = [_weigh(alarm) for alarm in alarms]
    count = 1
    while count < len(weighed) and not _fits(weighed, count, limit):
        count *= 2
    divided: dict[int, list[AlarmSpec]] = {}
    for item in weighed:
        divided.setdefault(item.digest % count + 1, []).append(item.alarm)
    return dict(sorted(divided.items()))


def _fits(weighed: list[_Weighed], count: int, limit: Load) -> bool:
    loads = [[0, 0, 0] for _ in range(count)]
    for item in weighed:
        load = loads[item.digest % count]
        load[0] += 1
        load[1] += item.characters
        load[2] += item.dynamic_references
    return all(used <= allowed for load in loads for used, allowed in zip(load, limit, strict=True))


def _weigh(alarm: AlarmSpec) -> _Weighed:
    text = json.dumps(alarm_properties(alarm))
    return _Weighed(
        alarm=alarm,
        digest=int.from_bytes(sha256(alarm.id.encode()).digest()),
        characters=len(text),
        dynamic_references=text.count("{{resolve:"),
    )
