"""Whether the CDK can deploy at all."""

from collections.abc import Iterator

from tocsin.aws import AwsRegion
from tocsin.diagnostics import Problem
from tocsin.preflight.check import found
from tocsin.preflight.deployment import Deployment

PARAMETER = "/cdk-bootstrap/hnb659fds/version"
_LONGEST = 9
LOWEST_VERSION = 6
"""What the CDK writes into each assembly as `requiresBootstrapStackVersion`."""


def find_bootstrap(deployment: Deployment, region: AwsRegion) -> Iterator[Problem]:
    """Yield what is wrong with the CDK's own stack in a Region."""
    answer = region.ask("ssm", "get_parameters", Names=[PARAMETER]) or {}
    versions = [each["Value"] for each in answer.get("Parameters", ())]
    if versions and _is_new(versions[0]):
        return
    what = (
        f"the CDK's bootstrap has version {versions[0]!r:.40}, and {LOWEST_VERSION} is needed"
        if versions
        else "the Region is not bootstrapped"
    )
    yield found(
        "old-bootstrap" if versions else "no-bootstrap",
        region,
        f"parameter {PARAMETER}",
        what,
        why="the CDK deploys with the roles and the bucket of its bootstrap stack",
        fix=f"run cdk bootstrap aws://{deployment.plan.account}/{region.name}",
    )


def _is_new(version: str) -> bool:
    """Tell whether a version is one that the CDK can deploy with; anybody may have written it."""
    return version.isdecimal() and len(version) < _LONGEST and int(version) >= LOWEST_VERSION
