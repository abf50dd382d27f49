"""Tells what only CloudFormation uses: the functions behind custom resources."""

from collections.abc import Iterator

from tocsin.assembly import Assembly, Resource

_CUSTOM = ("AWS::CloudFormation::CustomResource", "Custom::")
_HANDLER = "USER_"
"""How variables begin by which the framework of the CDK knows the function that it calls.

https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.custom_resources-readme.html
"""


def deployment_helpers(assembly: Assembly) -> frozenset[Resource]:
    """Return the resources that custom resources are handed to, and what these call in turn."""
    called = {
        found
        for resource in assembly.resources()
        if resource.type.startswith(_CUSTOM)
        and (found := _find(assembly, resource, resource.properties.get("ServiceToken")))
    }
    handlers = {handler for each in called for handler in _handlers(assembly, each)}
    return frozenset(called | handlers)


def _find(assembly: Assembly, resource: Resource, value: object) -> Resource | None:
    return assembly.index.find(value, resource.stack)


def _handlers(assembly: Assembly, function: Resource) -> Iterator[Resource]:
    environment = function.properties.get("Environment")
    variables = environment.get("Variables") if isinstance(environment, dict) else None
    for name, value in variables.items() if isinstance(variables, dict) else ():
        if str(name).startswith(_HANDLER):
            found = _find(assembly, function, value)
            if found is not None:
                yield found
