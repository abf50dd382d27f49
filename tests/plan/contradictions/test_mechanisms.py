"""Mechanisms that data have, and those that they cannot have."""

import pytest

from tests.support.viewpoints import changed, planned, problems_of
from tocsin.recovery import MECHANISMS
from tocsin.viewpoint.mechanisms import Mechanisms

ORDERS = "orders: {resource: checkout/orders"
AT = "data_protection.protected.orders.mechanisms"
OF_TABLES = {name for name, kind in MECHANISMS.items() if "DynamoDB" in kind.types}


def _with(mechanism: str, what: str = ORDERS) -> str:
    return changed((ORDERS, f"{what}, mechanisms: {{{mechanism}}}"))


def _arn(resource: str, mechanism: str) -> str:
    return _with(f"{mechanism}: on", f'orders: {{arn: "arn:aws:{resource}"')


def test_a_viewpoint_has_a_key_for_each() -> None:
    """What the arithmetic knows can be declared, and nothing else."""
    assert set(Mechanisms.model_fields) == set(MECHANISMS)


@pytest.mark.parametrize("kind", MECHANISMS)
def test_a_table_has_what_tables_have(kind: str) -> None:
    """Everything else is refused, with what a table has."""
    found = problems_of(_with(f"{kind}: on"))

    if kind in OF_TABLES:
        assert found == ()
    else:
        (problem,) = found
        assert (problem.kind, problem.where.subject) == (
            "plan/mechanism-of-another-type",
            f"{AT}.{kind}",
        )
        assert all(each in problem.fix for each in OF_TABLES)


@pytest.mark.parametrize(
    ("resource", "kind"),
    [
        ("dynamodb:eu-west-1:111122223333:table/orders", "dynamodb_global_table"),
        ("rds:eu-west-1:111122223333:cluster:orders", "aurora_global_database"),
        ("rds:eu-west-1:111122223333:db:orders", "rds_read_replica"),
        ("s3:::orders", "s3_replication"),
        ("elasticfilesystem:eu-west-1:111122223333:file-system/fs-12345678", "efs_replication"),
        ("elasticache:eu-west-1:111122223333:replicationgroup:cache", "elasticache_multi_az"),
        ("kafka:eu-west-1:111122223333:cluster/events/1", "msk_replicator"),
    ],
)
def test_what_an_arn_names_is_known(resource: str, kind: str) -> None:
    """A resource that no service has is told by its Amazon Resource Name."""
    assert not [each for each in problems_of(_arn(resource, kind)) if each.is_error]
    other = "s3_replication" if kind != "s3_replication" else "efs_replication"
    (problem,) = problems_of(_arn(resource, other))
    assert problem.kind == "plan/mechanism-of-another-type"
    assert kind in problem.fix


def test_what_cannot_be_protected_so_is_said() -> None:
    """A volume has none of them."""
    volume = "ec2:eu-west-1:111122223333:volume/vol-0123456789abcdef0"
    (problem,) = problems_of(_arn(volume, "s3_replication"))

    assert problem.fix == "remove it: nothing here protects it so"


def test_what_is_not_known_may_be_anything() -> None:
    """The name that only a deployment knows says nothing."""
    (note,) = problems_of(_with("msk_replicator: on", "orders: {arn: ssm:/orders"))
    assert (note.kind, note.severity) == ("plan/replica-unwatched", "note")
    assert note.fix == "write replicator"


def test_a_replica_of_which_no_lag_is_too_long_is_told() -> None:
    """All its keys are there, and nothing is claimed that an alarm could hold it against."""
    arn = "rds:{region}:{account}:db:lines"
    (note,) = problems_of(
        _with("rds_read_replica: {instance: far}", f"orders: {{arn: 'arn:aws:{arn}'")
    )

    assert note.kind == "plan/replica-unwatched"
    assert note.what.endswith("nothing says how far that may be")
    assert note.fix == "claim an rpo for the loss of the Region, or write alarm_at"


def test_a_copy_is_in_another_region() -> None:
    """In the Region of the data it would be lost with them; where none is named it is nowhere."""
    (here,) = problems_of(_with("dynamodb_global_table: {region: eu-west-1}"))
    nowhere = _with("dynamodb_global_table: on").replace(
        "recovery_region: eu-central-1", "recovery_region: off"
    )
    (unnamed,) = problems_of(nowhere)

    assert here.kind == "plan/mechanism-in-one-region"
    assert unnamed.kind == "plan/mechanism-without-region"


def test_data_of_two_regions_are_the_copy_of_each_other() -> None:
    """A table that is active in both has no third Region, and names none."""
    two = ("region: eu-west-1, recovery_region: eu-central-1", "regions: [eu-west-1, us-east-1]")
    claimed = "objectives: {region: {rpo: 1m}}, mechanisms: {dynamodb_global_table: REPLICA}"
    text = changed((ORDERS, f"{ORDERS}, {claimed}"), two)

    for replica in ("on", "{region: us-east-1}"):
        replicated = text.replace("REPLICA", replica)
        backup = planned(replicated).backup
        assert backup is not None
        regions = [
            (store.region, mechanism.region)
            for each in backup.regions
            for store in each.data
            for mechanism in store.mechanisms
        ]
        assert problems_of(replicated) == ()
        assert regions == [("eu-west-1", "us-east-1"), ("us-east-1", "eu-west-1")]
