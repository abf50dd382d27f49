"""Asks one check of an account that is made up."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from tests.support.fake_account import Answer, FakeAccount
from tests.support.viewpoints import WHOLE, planned
from tocsin.assembly import Assembly
from tocsin.aws import AwsRegion
from tocsin.diagnostics import Problem
from tocsin.plan import Plan, SubscriptionSpec
from tocsin.preflight import Deployment
from tocsin.recovery import MECHANISMS, DeclaredStore, Mechanism, Store, recovery_document

REGION = "eu-west-1"
NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)

_ARNS = {
    "Aurora": f"rds:{REGION}:111122223333:cluster:lines",
    "DocumentDB": f"rds:{REGION}:111122223333:cluster:lines",
    "DynamoDB": f"dynamodb:{REGION}:111122223333:table/lines",
    "EFS": f"elasticfilesystem:{REGION}:111122223333:file-system/fs-0123",
    "ElastiCache": f"elasticache:{REGION}:111122223333:replicationgroup:lines",
    "MSK": f"kafka:{REGION}:111122223333:cluster/lines/0-1",
    "Neptune": f"rds:{REGION}:111122223333:cluster:lines",
    "RDS": f"rds:{REGION}:111122223333:db:lines",
    "S3": "s3:::lines",
}

Find = Callable[[Deployment, AwsRegion], Iterator[Problem]]


@cache
def shop() -> Plan:
    """Return the plan of production of a shop that has every part."""
    return planned(WHOLE.read_text(), "prod")


def deployment(plan: Plan | None = None, **settings: Any) -> Deployment:  # noqa: ANN401
    """Return a deployment of the shop, or of another plan."""
    return Deployment(plan=plan or shop(), now=NOW, **settings)


def problems(
    find: Find,
    answers: Mapping[str, Answer],
    *,
    plan: Plan | None = None,
    region: str = REGION,
    assembly: Assembly | None = None,
) -> list[Problem]:
    """Return what a check finds in a Region of an account with these answers."""
    session = FakeAccount(answers)
    asked = deployment(plan, assembly=assembly)
    return list(find(asked, AwsRegion(name=region, session=session)))


def seen(found: list[Problem]) -> list[str]:
    """Return problems in short: `no-parameter parameter /shop/orders`."""
    return [f"{each.kind.removeprefix('preflight/')} {each.where.subject}" for each in found]


def with_subscription(protocol: str, endpoint: str) -> Plan:
    """Return the shop's plan with one subscription, of ana, to the topic of what is critical."""
    plan = shop()
    subscription = SubscriptionSpec(
        contact="ana",
        protocol=protocol,  # type: ignore[arg-type]  # a test names one that exists
        endpoint=endpoint,
        after=0,
    )
    alerting = plan.alerting[0]
    critical = replace(alerting.topics[0], subscriptions=(subscription,))
    return replace(plan, alerting=(replace(alerting, topics=(critical,)),))


def stack(name: str, *, stage: str = "prod", **settings: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a stack of the shop as CloudFormation describes it."""
    tags = {"tocsin:system": "shop", "tocsin:stage": stage}
    return {
        "StackName": name,
        "CreationTime": NOW,
        "StackStatus": "CREATE_COMPLETE",
        "Tags": [{"Key": key, "Value": value} for key, value in tags.items()],
        **settings,
    }


def with_data(*data: tuple[Store, str], plan: Plan | None = None) -> Plan:
    """Return a plan whose data in its home are these, each with its Amazon Resource Name."""
    plan = plan or shop()
    assert plan.backup is not None
    (regional,) = plan.backup.regions
    declared = tuple(DeclaredStore(store=store, arn=arn, copies_within={}) for store, arn in data)
    changed = replace(
        regional,
        data=tuple(store for store, _ in data),
        recovery=recovery_document(declared),
    )
    return replace(plan, backup=replace(plan.backup, regions=(changed,)))


def protected_data() -> Iterator[tuple[Store, str]]:
    """Yield data of each type with each mechanism that it can have, and their names in AWS."""
    for kind, documented in MECHANISMS.items():
        for type_ in documented.types:
            mechanism = Mechanism(
                kind=kind, region="eu-central-1" if documented.is_elsewhere else None
            )
            store = Store(
                name=f"{type_} {kind}", region=REGION, type=type_, mechanisms=(mechanism,)
            )
            yield store, f"arn:aws:{_ARNS[type_]}"
