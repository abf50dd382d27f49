"""What becomes of data stores in each scenario."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tocsin.recovery import (
    MECHANISMS,
    Assessment,
    BackupCopy,
    BackupRule,
    DeclaredStore,
    Mechanism,
    Objective,
    RecoveryTime,
    Scenario,
    Store,
    assess,
    read_recovery_document,
    recovery_document,
)

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
DAILY = BackupRule(
    name="daily",
    schedule="cron(0 3 * * ? *)",
    start_window=HOUR,
    completion_window=HOUR,
    retention=30 * DAY,
    copies=(BackupCopy(region="us-west-2", retention=30 * DAY, within=2 * HOUR),),
)
CONTINUOUS = replace(DAILY, name="continuous", is_continuous=True, copies=())
GLOBAL_TABLE = Mechanism(
    kind="dynamodb_global_table",
    region="us-west-2",
    recovery=RecoveryTime(takes=5 * MINUTE, measured="2026-10-01"),
    watched_at=MINUTE,
)
ORDERS = Store(
    name="orders",
    region="us-east-1",
    type="DynamoDB",
    rules=(DAILY,),
    mechanisms=(GLOBAL_TABLE, Mechanism(kind="point_in_time_recovery")),
    restore=RecoveryTime(takes=2 * HOUR),
    responds_within=5 * MINUTE,
)


def of(store: Store, scenario: Scenario, **claimed: timedelta) -> Assessment:
    """Return one scenario of a store for which something is claimed."""
    objective = Objective(scenario=scenario, **claimed)
    return next(
        each
        for each in assess(replace(store, objectives=(objective,)))
        if each.scenario == scenario
    )


@pytest.mark.parametrize(
    ("scenario", "rpo", "by", "verdict"),
    [
        ("corruption", 5 * MINUTE, "point_in_time_recovery", "met"),
        ("corruption", MINUTE, "point_in_time_recovery", "not met"),
        ("zone", timedelta(0), "its own zones", "met"),
        ("region", MINUTE, "dynamodb_global_table", "met"),
        ("region", 30 * timedelta(seconds=1), "dynamodb_global_table", "not met"),
        ("account", 30 * DAY, None, "not met"),
    ],
)
def test_how_much_is_lost(scenario: Scenario, rpo: timedelta, by: str | None, verdict: str) -> None:
    """No replica helps where data are spoiled, and no backup of the account where that is lost."""
    found = of(ORDERS, scenario, rpo=rpo)
    assert (found.way.by if found.way else None, found.rpo, found.rto) == (
        by,
        verdict,
        "not claimed",
    )


def test_a_replica_copies_what_is_spoiled() -> None:
    """Without a backup there is no way back from a deletion, whatever replicates."""
    found = of(replace(ORDERS, rules=(), mechanisms=(GLOBAL_TABLE,)), "corruption", rpo=DAY)
    assert (found.way, found.rpo) == (None, "not met")


def test_a_replica_in_the_region_of_the_data_is_lost_with_it() -> None:
    """What is declared so, or deployed so, is no way back."""
    beside = replace(GLOBAL_TABLE, region=ORDERS.region)
    found = of(replace(ORDERS, mechanisms=(beside,), rules=()), "region", rpo=HOUR)

    assert (found.way, found.rpo) == (None, "not met")


def test_one_way_has_to_meet_both() -> None:
    """A copy that loses a day and comes back by an untimed restore meets no time."""
    store = replace(ORDERS, mechanisms=(), restore=None)
    found = of(store, "region", rpo=30 * HOUR, rto=HOUR)
    assert (found.rpo, found.rto) == ("met", "not shown")
    assert found.way is not None
    assert found.way.loss is not None
    assert found.way.loss.length == 28 * HOUR


def test_a_recovery_begins_with_somebody_who_decides() -> None:
    """Noticing and deciding belong to the time, where nothing fails over by itself."""
    found = of(ORDERS, "region", rto=10 * MINUTE)
    assert found.way is not None
    assert found.way.recovery is not None
    assert [part.what for part in found.way.recovery.parts] == ["notice and decide", "use it"]
    assert (found.way.recovery.length, found.rto) == (10 * MINUTE, "met")


def test_only_some_types_go_back_to_a_moment() -> None:
    """A continuous rule makes snapshots of what cannot."""
    aurora = replace(ORDERS, type="Aurora", rules=(CONTINUOUS,), mechanisms=())
    volume = replace(aurora, type="EBS")
    assert of(aurora, "corruption", rpo=5 * MINUTE).rpo == "met"
    assert of(volume, "corruption", rpo=26 * HOUR).rpo == "met"
    assert of(volume, "corruption", rpo=25 * HOUR).rpo == "not met"


def test_a_copy_in_another_account_survives_the_account() -> None:
    """And so does an isolated vault."""
    elsewhere = BackupCopy(region="us-east-1", account="444455556666", within=HOUR)
    isolated = BackupCopy(region="us-east-1", within=HOUR, is_isolated=True)
    for copy in (elsewhere, isolated):
        store = replace(ORDERS, rules=(replace(DAILY, copies=(copy,)),))
        assert of(store, "account", rpo=27 * HOUR).rpo == "met"
        assert of(store, "account", rpo=26 * HOUR).rpo == "not met"


def test_what_is_not_claimed_is_said_so() -> None:
    """All scenarios are answered, also without objectives."""
    assert [(each.rpo, each.rto) for each in assess(ORDERS)] == [("not claimed", "not claimed")] * 4


def test_a_document_is_read_as_written() -> None:
    """What travels in a template is what was declared."""
    claimed = replace(
        ORDERS,
        rules=(),
        retention=30 * DAY,
        objectives=(Objective(scenario="region", rpo=MINUTE, rto=HOUR),),
    )
    declared = DeclaredStore(
        store=claimed,
        arn="arn:aws:dynamodb:us-east-1:111122223333:table/orders",
        copies_within={"daily": 2 * HOUR},
    )
    assert read_recovery_document(recovery_document((declared,))) == (declared,)


@pytest.mark.parametrize("document", [{}, {"format": "tocsin/recovery/2", "stores": []}])
def test_another_document_is_refused(document: dict[str, object]) -> None:
    """With its format, or what is missing."""
    with pytest.raises(ValueError, match=r"format|tocsin/recovery/1"):
        read_recovery_document(document)


@pytest.mark.parametrize("kind", MECHANISMS)
def test_a_mechanism_names_its_source(kind: str) -> None:
    """What is documented names the page."""
    assert MECHANISMS[kind].source.startswith("https://docs.aws.amazon.com/")
    assert MECHANISMS[kind].name == kind
