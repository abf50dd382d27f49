"""What is proved of the stack that pages people one after the other: the whole way to them."""

import pytest

from tests.support.assemblies import shared_assemblies
from tests.support.drills import outcome_of
from tests.support.viewpoints import PAGED_ONE_BY_ONE
from tocsin.assembly import load
from tocsin.diagnostics import InvalidInputError
from tocsin.drills import read_drills
from tocsin.drills.expectations import EventPaged
from tocsin.simulation import AlarmSet

DRILL = """\
alarm: shop-prod-checkout-no-orders
delay: 0m
start: 2026-01-05T09:00:00Z
values: 9x5 0x30
acknowledged: 15m
expect:
  - {paged: ana, at: 8m}
  - {paged: ben, at: 13m}
  - {paged: nobody, from: 14m, within: 21m}
"""


@pytest.fixture(scope="module")
def alarms(tmp_path_factory: pytest.TempPathFactory) -> AlarmSet:
    """The alarms of the stage whose people are paged one after the other."""
    folder = tmp_path_factory.getbasetemp()
    return AlarmSet.of(load(shared_assemblies(folder, PAGED_ONE_BY_ONE, ["prod"])["prod"]))


def test_machines_do_what_their_policies_say(alarms: AlarmSet) -> None:
    """States and policy come from one place, and are compared all the same."""
    machines = alarms.routes.ways.machines

    assert [each.severity for each in machines] == ["critical", "warning"]
    assert [each.faults for each in machines] == [(), ()]


def test_everybody_is_reached_for_certain(alarms: AlarmSet) -> None:
    """Queue, function, roles, machine, keys, topics: no hop is closed or left open."""
    ways = alarms.routes.ways
    told = [
        each
        for machine in ways.machines
        for each in (*ways.of_machine(machine), *ways.everybody(machine))
    ]
    of_alarm = [
        way.recipient
        for action in alarms["shop-prod-checkout-no-orders"].template_alarm.alarm_actions
        for way in ways.of(alarms["shop-prod-checkout-no-orders"].template_alarm, action)
    ]

    assert {each.endpoint for each in told} >= {"ana@example.com", "ben@example.com"}
    assert {each.turn.contact for each in of_alarm if each.turn} == {"ana", "ben"}
    assert [each for each in (*told, *of_alarm) if not each.is_certain] == []


DIGEST = """\
alarm: shop-prod-paging-incident-holidays-run-out
delay: 0m
start: 2026-04-02T00:00:00Z
interval: 1d
values: 100 80x6
expect:
  - {paged: team, at: 127h}
"""


def test_a_digest_comes_when_people_come_to_work(alarms: AlarmSet) -> None:
    """On Good Friday and Easter Monday they do not, so that it is told on Tuesday at nine."""
    outcome = outcome_of(alarms, DIGEST)

    assert outcome.passes, outcome.failures


@pytest.mark.parametrize(
    "expected",
    [
        "{paged: team, within: 24h}",
        "{paged: team, at: 126h}",
    ],
)
def test_a_digest_tells_at_no_other_time(alarms: AlarmSet, expected: str) -> None:
    """Neither when the alarm fires nor before the day begins."""
    outcome = outcome_of(alarms, DIGEST.replace("{paged: team, at: 127h}", expected))

    assert not outcome.passes


def test_who_does_not_read_a_digest_cannot_be_expected_to_be_told(alarms: AlarmSet) -> None:
    """Such a drill would fail for ever, or pass for the wrong reason."""
    with pytest.raises(InvalidInputError, match="reaches 'ana'"):
        outcome_of(alarms, DIGEST.replace("paged: team", "paged: ana"))


def test_nobody_is_told_before_people_come_to_work(alarms: AlarmSet) -> None:
    """For five days nothing comes."""
    expected = "{paged: nobody, within: 126h}"
    outcome = outcome_of(alarms, DIGEST.replace("{paged: team, at: 127h}", expected))

    assert outcome.passes, outcome.failures


def test_a_drill_of_turns_and_tiers(alarms: AlarmSet) -> None:
    """Ana has the first week from nine o'clock in Berlin on, and Ben the second tier."""
    outcome = outcome_of(alarms, DRILL)

    assert outcome.passes, outcome.failures


def test_readers_of_digests_have_names_in_drills_on_events(alarms: AlarmSet) -> None:
    """Like those who are paged: no drill has to know addresses."""
    text = "drills: {d: {event: root-login, expect: [{paged: [ana, team]}]}}"

    (drill,) = read_drills(text, name="d.yaml", alarms=alarms).drills

    (expectation,) = drill.expectations
    assert isinstance(expectation, EventPaged)
    assert expectation.contacts["team"] == ("team@example.com",)
