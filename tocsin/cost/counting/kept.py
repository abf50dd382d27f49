"""What costs the same each month, used or not."""

from collections.abc import Iterator

from tocsin.assembly import Assembly
from tocsin.cost.counted import Counted, Uncounted
from tocsin.cost.counting.of_resource import counted
from tocsin.cost.usage import Usage

_PRICES = {
    "AWS::CloudWatch::InsightRule": "contributor-insights-rule",
    "AWS::KMS::Key": "key",
    "AWS::KMS::ReplicaKey": "key",
    "AWS::SecretsManager::Secret": "secret",
}


def kept(assembly: Assembly, _: Usage) -> Iterator[Counted | Uncounted]:
    """Yield keys, secrets and rules of Contributor Insights.

    https://aws.amazon.com/kms/pricing/
    """
    for resource in assembly.resources(*_PRICES):
        yield counted(_PRICES[resource.type], 1, resource)
