from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stacks.monitoring_stack import LIMIT, Load, shards
from tests.support.plans import ALARM, METRIC, SERIES, alarms
from tocsin.plan import AlarmSpec

COUNTS = st.integers(min_value=1, max_value=300)
SMALL = Load(resources=40, characters=600_000)


def _places(specs: list[AlarmSpec], limit: Load = SMALL) -> dict[str, int]:
    return {alarm.id: number for number, each in shards(specs, limit).items() for alarm in each}


def test_one_stack_is_enough_up_to_the_limit() -> None:
    """Alarms stay in the one stack that has the plain name as long as they fit."""
    assert list(shards(alarms(LIMIT.resources))) == [1]
    assert len(shards(alarms(LIMIT.resources + 1))) > 1


@given(COUNTS)
def test_each_shard_fits(count: int) -> None:
    """No stack gets more than the limit."""
    assert all(len(each) <= SMALL.resources for each in shards(alarms(count), SMALL).values())


@given(COUNTS)
def test_no_alarm_is_lost(count: int) -> None:
    """Each alarm is in exactly one stack."""
    found = [alarm.id for each in shards(alarms(count), SMALL).values() for alarm in each]

    assert sorted(found) == sorted(alarm.id for alarm in alarms(count))


@given(COUNTS, st.randoms())
def test_order_decides_nothing(count: int, random: Random) -> None:
    """An alarm's stack follows from its id."""
    specs = alarms(count)
    shuffled = list(specs)
    random.shuffle(shuffled)

    assert _places(specs) == _places(shuffled)


@given(COUNTS)
def test_new_alarm_moves_no_other(count: int) -> None:
    """A new alarm moves others only when the number of stacks doubles, and then by that number."""
    before, after = _places(alarms(count)), _places(alarms(count + 1))
    total = 1
    while total < max(after.values()):
        total *= 2

    assert all(after[name] in {place, place + total // 2} for name, place in before.items())


@pytest.mark.parametrize("count", [10, 200, LIMIT.resources - 1])
def test_new_alarm_below_the_limit(count: int) -> None:
    """Below the limit a new alarm moves nothing at all."""
    before, after = _places(alarms(count), LIMIT), _places(alarms(count + 1), LIMIT)

    assert all(after[name] == place for name, place in before.items())


def test_long_descriptions_divide() -> None:
    """Alarms with much text are divided before the template is too large."""
    long = [replace(each, first_action="Look. " * 2_000) for each in alarms(399)]
    dimensions = tuple((f"Dimension{number}", "x" * 200) for number in range(10))
    wide = replace(SERIES, metrics=(replace(METRIC, dimensions=dimensions),))

    assert len(shards([replace(each, series=wide) for each in long])) > 1


def test_single_alarm_is_not_divided() -> None:
    """An alarm that is too large by itself gets a stack to itself."""
    assert shards([ALARM], Load(resources=1, characters=1)) == {1: [ALARM]}
