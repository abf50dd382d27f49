import pytest

from tests.support.viewpoints import changed, problems_of

PROTECTED = "orders: {resource: checkout/orders"
BY = "data_protection.protected.orders.replicate_by"


def _arn(resource: str, replicate_by: str) -> str:
    arn = f"arn:aws:{resource}"
    new = f'orders: {{arn: "{arn}", replicate_by: {replicate_by}'
    return changed((PROTECTED, new))


@pytest.mark.parametrize(
    "replicate_by",
    [
        "aurora_global_database",
        "rds_read_replica",
        "s3_replication",
        "efs_replication",
        "elasticache_global_datastore",
        "msk_replicator",
    ],
)
def test_a_table_is_replicated_as_tables_are(replicate_by: str) -> None:
    """Everything else is refused, with what a table has."""
    text = changed((PROTECTED, f"{PROTECTED}, replicate_by: {replicate_by}"))
    (problem,) = problems_of(text)

    assert (problem.kind, problem.where.subject) == ("plan/replication-of-another-type", BY)
    assert problem.fix == "use dynamodb_global_table"


def test_a_table_may_be_global() -> None:
    """The right word is taken."""
    text = changed((PROTECTED, f"{PROTECTED}, replicate_by: dynamodb_global_table"))

    assert problems_of(text) == ()


@pytest.mark.parametrize(
    ("resource", "replicate_by"),
    [
        ("dynamodb:eu-west-1:111122223333:table/orders", "dynamodb_global_table"),
        ("rds:eu-west-1:111122223333:cluster:orders", "aurora_global_database"),
        ("rds:eu-west-1:111122223333:db:orders", "rds_read_replica"),
        ("s3:::orders", "s3_replication"),
        ("elasticfilesystem:eu-west-1:111122223333:file-system/fs-12345678", "efs_replication"),
    ],
)
def test_what_an_arn_names_is_known(resource: str, replicate_by: str) -> None:
    """A resource that no service has is told by its Amazon Resource Name."""
    assert problems_of(_arn(resource, replicate_by)) == ()
    other = "s3_replication" if replicate_by != "s3_replication" else "efs_replication"
    (problem,) = problems_of(_arn(resource, other))
    assert (problem.kind, problem.fix) == (
        "plan/replication-of-another-type",
        f"use {replicate_by}",
    )


def test_what_cannot_be_replicated_is_said() -> None:
    """A volume has none of the ways."""
    volume = "ec2:eu-west-1:111122223333:volume/vol-0123456789abcdef0"
    (problem,) = problems_of(_arn(volume, "s3_replication"))

    assert problem.fix == "remove it: nothing here replicates it"


def test_what_is_not_known_may_be_anything() -> None:
    """The name that only a deployment knows says nothing, and neither does an unknown type."""
    stored = changed((PROTECTED, "orders: {arn: ssm:/orders, replicate_by: msk_replicator"))
    unknown = changed(
        (PROTECTED, f"{PROTECTED}, replicate_by: msk_replicator"), ("dynamodb_table", "kafka")
    )

    assert problems_of(stored) == ()
    assert [problem.kind for problem in problems_of(unknown)] == ["plan/unknown-resource-type"]
