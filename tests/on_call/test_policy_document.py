"""A policy as data says the same as the policy, and what is not one is refused."""

import json
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.on_call import (
    Absence,
    BusinessDays,
    HandOff,
    HandOffs,
    Hours,
    Override,
    Policy,
    PolicyDocumentError,
    Rotation,
    Shift,
    Tier,
    policy_document,
    read_policy_document,
)

TOPIC = "arn:aws:sns:us-east-1:111122223333:shop-prod"
MONDAY = datetime(2026, 1, 5, 12, tzinfo=UTC)
DAILY = HandOffs.of((HandOff(days=tuple(range(7)), at=time(9)),), starts=date(2026, 1, 5))

names = st.sampled_from(["ana", "ben", "chidi", "dana"])
hours = st.builds(
    Hours,
    days=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    begins=st.times(max_value=time(23, 59)).map(lambda at: at.replace(microsecond=0)),
    lasts=st.integers(1, 7 * 24).map(lambda count: timedelta(hours=count)),
)
shifts = st.builds(
    Shift,
    members=st.lists(names, min_size=1, max_size=4).map(tuple),
    hand_offs=st.sampled_from([DAILY, HandOffs.of((HandOff(days=(0, 4), at=time(17, 30)),))]),
    time_zone=st.sampled_from(["UTC", "Europe/Berlin", "Australia/Lord_Howe"]),
    hours=st.none() | hours,
)
overrides = st.builds(
    Override,
    name=names,
    begins=st.datetimes(timezones=st.just(UTC)),
    ends=st.datetimes(timezones=st.just(UTC)),
)
rotations = st.builds(
    Rotation,
    shifts=st.lists(shifts, min_size=1, max_size=3).map(tuple),
    otherwise=st.none() | names,
    overrides=st.lists(overrides, max_size=2).map(tuple),
)
absences = st.builds(
    Absence,
    begins=st.datetimes(timezones=st.just(UTC)),
    ends=st.datetimes(timezones=st.just(UTC)),
)
business_days = st.builds(
    BusinessDays,
    days=st.just((0, 1, 2)),
    time_zone=st.just("Europe/Berlin"),
    begins=st.just(time(8, 30)),
    holidays=st.frozensets(st.dates(), max_size=3),
    holidays_end=st.none() | st.dates(),
)
tiers = st.lists(
    st.builds(
        Tier,
        recipients=st.lists(names | st.just("primary"), min_size=1).map(tuple),
        kind=st.sampled_from(["page", "notify", "digest"]),
        after=st.integers(0, 7_200).map(lambda count: timedelta(seconds=count)),
    ),
    min_size=1,
    max_size=4,
).map(lambda found: tuple(sorted(found, key=lambda tier: tier.after)))
policies = st.builds(
    Policy,
    system=st.just("shop"),
    stage=st.just("prod"),
    severity=st.sampled_from(["critical", "warning", "info"]),
    topic=st.just(f"{TOPIC}-critical"),
    fallback=st.just(f"{TOPIC}-fallback"),
    tiers=tiers,
    rotations=st.fixed_dictionaries({"primary": rotations}),
    contacts=st.dictionaries(names, st.just(f"{TOPIC}-contact")),
    absences=st.dictionaries(names, st.lists(absences, max_size=2).map(tuple), max_size=2),
    business_days=st.none() | business_days,
    reopen_within=st.just(timedelta(minutes=7)),
)


def policy(**settings: Any) -> Policy:  # noqa: ANN401 - any field of a policy
    """Return a policy of two tiers."""
    standard = {
        "system": "shop",
        "stage": "prod",
        "severity": "critical",
        "topic": f"{TOPIC}-critical",
        "fallback": f"{TOPIC}-fallback",
        "tiers": (
            Tier(recipients=("primary", "chat"), kind="page"),
            Tier(recipients=("dana", "ana"), kind="page", after=timedelta(minutes=5)),
        ),
        "rotations": {"primary": Rotation(shifts=(Shift(members=("ana", "ben")),))},
        "contacts": {name: f"{TOPIC}-contact-{name}" for name in ("ana", "ben", "dana")},
    }
    return Policy(**{**standard, **settings})


@given(policies)
def test_what_is_written_is_read_as_the_same(written: Policy) -> None:
    """Also after a way through JSON, as templates and machines take it."""
    document = policy_document(written)

    assert read_policy_document(json.loads(json.dumps(document))) == written


def test_a_tier_reaches_who_is_on_call_and_has_a_topic() -> None:
    """Whoever has none is told by the topic of the severity."""
    assert policy().on_call(0, MONDAY) == ("ben", "chat")
    assert policy().reached(0, MONDAY) == ("ben",)
    assert policy().reached(1, MONDAY) == ("dana", "ana")


def test_a_tier_waits_until_the_next_and_the_last_one_for_a_time_of_its_own() -> None:
    """The machine has these as time-outs."""
    waits = dict(policy(last_wait=timedelta(minutes=20)).steps)

    assert waits == {0: timedelta(minutes=5), 1: timedelta(minutes=20)}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": "tocsin/escalation/2"}, "format"),
        ({"severity": "urgent"}, "'urgent' is none of critical, info, warning"),
        ({"tiers": []}, "tiers"),
        ({"tiers": [{"after": 0, "kind": "call", "recipients": ["ana"]}]}, "'call'"),
        ({"colour": "red"}, "colour"),
        ({"rotations": {"primary": {}}}, "shifts"),
        ({"reopen_within": "soon"}, "value"),
        ({"absences": {"ana": [["2026-01-05"]]}}, "value"),
        ({"business_days": {"days": [0]}}, "value"),
    ],
)
def test_what_is_not_a_policy_is_refused(change: dict[str, object], said: str) -> None:
    """A function that read half of a policy would page half of the people."""
    with pytest.raises(PolicyDocumentError, match=said):
        read_policy_document({**policy_document(policy()), **change})


@pytest.mark.parametrize("document", [None, [], "tocsin/escalation/1", {}])
def test_what_is_not_even_a_document_is_refused(document: object) -> None:
    """Any other data of a machine are no policy."""
    with pytest.raises(PolicyDocumentError):
        read_policy_document(document)
