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

REGION = "eu-west-1"
NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)

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
