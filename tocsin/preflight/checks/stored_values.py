"""Parameters and secrets that templates read."""

from collections.abc import Iterator

from tocsin.aws import AwsRegion
from tocsin.diagnostics import Problem
from tocsin.preflight.check import found
from tocsin.preflight.deployment import Deployment

_MOST_NAMES = 10
"""https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html"""


def find_parameters(deployment: Deployment, region: AwsRegion) -> Iterator[Problem]:
    """Yield the parameters that a template of the Region could not read."""
    paths = deployment.parameters(region.name)
    for first in range(0, len(paths), _MOST_NAMES):
        batch = list(paths[first : first + _MOST_NAMES])
        answer = region.ask("ssm", "get_parameters", Names=batch) or {}
        for path in answer.get("InvalidParameters", ()):
            yield found(
                "no-parameter",
                region,
                f"parameter {path}",
                "it does not exist",
                why="CloudFormation reads it before it changes anything, and stops",
                fix="deploy what writes it, or create it: aws ssm put-parameter "
                f"--region {region.name} --type String --name {path} --value …",
            )
        for parameter in answer.get("Parameters", ()):
            if parameter.get("Type") == "SecureString":
                yield found(
                    "secure-parameter",
                    region,
                    f"parameter {parameter['Name']}",
                    "it is a SecureString",
                    why="CloudFormation does not read one into a template",
                    fix="store it as String, as it is a name and no secret",
                )


def find_secrets(deployment: Deployment, region: AwsRegion) -> Iterator[Problem]:
    """Yield the secrets that a template of the Region could not read; none is read here."""
    for name in deployment.secrets(region.name):
        answer = region.ask("secretsmanager", "describe_secret", SecretId=name)
        if answer is None:
            what, kind = "it does not exist", "no-secret"
        elif "DeletedDate" in answer:
            what, kind = "it is scheduled for deletion", "deleted-secret"
        else:
            continue
        yield found(
            kind,
            region,
            f"secret {name}",
            what,
            why="a subscription has its endpoint from it, and its stack rolls back without",
            fix="replicate it to this Region, or restore or create it here",
        )
