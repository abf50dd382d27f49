"""Defaults of parameters: a stack that is deployed keeps the values it was given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.diagnostics import Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.transition.deployed_stack import DeployedStack

_STORED = "AWS::SSM::Parameter::Value<"


def ignored_defaults(before: DeployedStack, after: DeployedStack) -> Iterator[Problem]:
    """Find defaults that change under a parameter's name: the deployment keeps the old value.

    The CDK's command line passes `UsePreviousValue` for each parameter that a stack has already,
    unless it is called with `--no-previous-parameters`.
    """
    old = before.stack.parameters
    for name, declared in after.stack.parameters.items():
        if name not in old or name in after.stack.given_parameters:
            continue
        previous, default = old[name].get("Default"), declared.get("Default")
        if previous == default:
            continue
        is_path = str(declared.get("Type")).startswith(_STORED)
        yield Problem(
            kind=f"transition/parameter-{'path' if is_path else 'default'}-ignored",
            where=after.stack.locate("Parameters", name),
            what=f"{after.name} keeps {quoted(previous)} for the parameter {name}, although its "
            f"default is now {quoted(default)}",
            fix="make the parameter's logical id from its path, so that another path is another "
            "parameter"
            if is_path
            else f"give the value once: `cdk deploy --parameters {after.name}:{name}=VALUE`",
            why="the CDK's command line keeps the values that a deployed stack has",
            severity="error" if is_path else "warning",
        )
