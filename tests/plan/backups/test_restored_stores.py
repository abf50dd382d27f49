"""What restored data stores must be like, from a viewpoint."""

import pytest

from tests.support.viewpoints import changed, planned, problems_of
from tocsin.plan.specs import RestoredStoreSpec
from tocsin.restoration import CanaryItem, Expectation, ExpectedObject, Query, QueryAccess

TABLE = "arn:aws:dynamodb:eu-west-1:111122223333:table/shop-orders"
TABLE_LINE = "      orders: {type: dynamodb_table, table: shop-orders}\n"
CLUSTER = (TABLE_LINE, f"{TABLE_LINE}      database: {{type: aurora_cluster, cluster: shop}}\n")
OWN = "schedules: [daily]}\n"


def _stores(orders: str, others: str = "") -> tuple[RestoredStoreSpec, ...]:
    backup = planned(changed(CLUSTER, _with(orders, others))).backup
    assert backup is not None
    return backup.regions[0].stores


def _with(orders: str, others: str = "") -> tuple[str, str]:
    return OWN, f"schedules: [daily]{orders}}}\n{others}"


def test_a_store_has_what_its_type_always_has() -> None:
    """Without a word of the viewpoint a table has at least an item, and the keys of its source."""
    assert _stores("") == (
        RestoredStoreSpec(
            item="orders", type="DynamoDB", expectation=Expectation(name="orders", arn=TABLE)
        ),
    )


def test_what_is_said_is_expected() -> None:
    """Each key of the viewpoint arrives where the function reads it."""
    said = (
        ", restored: {minimum_items: 5, share_of_source: 0.9, key_schema: {id: HASH S}, "
        "canary: {key: {id: {S: canary}}, attributes: {is: {S: alive}}}}"
    )
    others = (
        "    files: {arn: 'arn:aws:s3:::files-{stage}', schedules: [daily], "
        f"restored: {{objects: [{{key: a, bytes: 3, sha256: {'ab' * 32}}}]}}}}\n"
        "    disk: {arn: 'arn:aws:ec2:{region}:{account}:volume/vol-1', "
        "schedules: [daily], restored: {minimum_bytes: 7, encrypted: true}}\n"
        "    books: {arn: 'arn:aws:rds:{region}:{account}:db:books', "
        "schedules: [daily], restored: {engine: mysql, engine_version: '8.0'}}\n"
        "    database: {resource: checkout/database, schedules: [daily], "
        "restored: {queries: [{sql: SELECT 1, at_least: 1}, {sql: SELECT 2, equals: ok}], "
        "access: {secret: 'arn:aws:secretsmanager:{region}:{account}:secret:shop', "
        "database: shop}}}\n"
    )

    found = {each.item: each.expectation for each in _stores(said, others)}

    assert found["orders"] == Expectation(
        name="orders",
        arn=TABLE,
        minimum_items=5,
        share_of_source=0.9,
        key_schema={"id": "HASH S"},
        canary=CanaryItem(key={"id": {"S": "canary"}}, attributes={"is": {"S": "alive"}}),
    )
    assert found["files"].objects == (ExpectedObject(key="a", bytes=3, sha256="ab" * 32),)
    assert (found["disk"].minimum_bytes, found["disk"].encrypted) == (7, True)
    assert (found["books"].engine, found["books"].engine_version) == ("mysql", "8.0")
    assert found["database"].queries == (
        Query(sql="SELECT 1", at_least=1),
        Query(sql="SELECT 2", equals="ok"),
    )
    assert found["database"].access == QueryAccess(
        secret="arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop",  # noqa: S106 - a name
        database="shop",
    )


@pytest.mark.parametrize(
    ("orders", "others", "found"),
    [
        (", restored: {engine: mysql}", "", ("plan/restored-misfit", "orders.restored.engine")),
        (
            "",
            (
                "    computer: {arn: 'arn:aws:ec2:{region}:{account}:instance/i-1', "
                "schedules: [daily], restored: {encrypted: true}}\n"
            ),
            ("plan/restored-unchecked", "computer.restored"),
        ),
        (
            ", restored: {canary: {key: {id: {X: canary}}}}",
            "",
            ("viewpoint/", "orders.restored.canary.key.id"),
        ),
        (
            ", restored: {canary: {key: {id: {BOOL: true}}}}",
            "",
            ("viewpoint/", "orders.restored.canary.key.id"),
        ),
        (
            ", restored: {canary: {key: {id: {N: one}}}}",
            "",
            ("viewpoint/", "orders.restored.canary.key.id"),
        ),
        (
            ", restored: {canary: {key: {id: {S: a}}}, key_schema: {key: HASH S}}",
            "",
            ("viewpoint/", "orders.restored"),
        ),
        (", restored: {queries: [{sql: SELECT 1}]}", "", ("viewpoint/", "orders.restored")),
        (", restored: {share_of_source: 1.5}", "", ("viewpoint/", "restored.share_of_source")),
    ],
)
def test_what_nobody_could_look_at_is_a_problem(
    orders: str, others: str, found: tuple[str, str]
) -> None:
    """It would fail each restore test, or check nothing: better to hear of it before."""
    (problem,) = problems_of(changed(_with(orders, others)))

    kind, subject = found
    assert problem.kind.startswith(kind)
    assert problem.where.subject.endswith(subject)
