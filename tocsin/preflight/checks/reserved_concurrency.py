"""Concurrent executions that functions reserve, and that a new account cannot spare."""

from collections.abc import Iterator

from tocsin.aws import AwsRegion
from tocsin.diagnostics import Problem
from tocsin.plan import FunctionSpec
from tocsin.preflight.check import found
from tocsin.preflight.deployment import Deployment

_KEPT = 100
"""Concurrent executions that stay for all other functions, whatever is reserved.

https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
"""


def find_reserved_concurrency(deployment: Deployment, region: AwsRegion) -> Iterator[Problem]:
    """Yield functions for which AWS Lambda would not reserve what they ask for."""
    for incidents in deployment.plan.incidents:
        if incidents.region == region.name:
            for function in incidents.functions:
                if function.most_at_once is not None:
                    yield from _of(function, function.most_at_once, region)


def _of(function: FunctionSpec, wanted: int, region: AwsRegion) -> Iterator[Problem]:
    there = region.ask("lambda", "get_function_concurrency", FunctionName=function.name) or {}
    missing = wanted - int(there.get("ReservedConcurrentExecutions", 0))
    settings = region.ask("lambda", "get_account_settings") or {}
    free = settings.get("AccountLimit", {}).get("UnreservedConcurrentExecutions")
    if free is None or missing <= 0 or free - missing >= _KEPT:
        return
    yield found(
        "no-concurrency",
        region,
        f"function {function.name}",
        f"it reserves {wanted} concurrent executions, and the account has {free} that nothing "
        f"reserves, of which {_KEPT} have to stay",
        why="AWS Lambda refuses the reservation, and the deployment of what pages people stops",
        fix="ask for more concurrent executions in Service Quotas, or leave link out of answer_by",
    )
