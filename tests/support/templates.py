"""Templates of constructs and stacks, and what stands in them."""

from collections.abc import Callable
from typing import Any

import aws_cdk as cdk
from constructs.environment import Environment

from tests.support.project import context

ENVIRONMENT = Environment(account="111122223333", region="us-east-1", retain=False)

Json = dict[str, Any]


def template_of(build: Callable[[cdk.Stack], object]) -> Json:
    """Return the template of a stack to which *build* adds constructs."""
    app = cdk.App(context=context(), builtin_cloud_formation_validation=False)
    stack = cdk.Stack(
        app,
        "shop-prod-test",
        env=cdk.Environment(account=ENVIRONMENT.account, region=ENVIRONMENT.region),
    )
    build(stack)
    template: Json = app.synth().get_stack_by_name(stack.stack_name).template
    return template


def resources_of(template: Json, kind: str) -> list[Json]:
    """Return the resources of *template* that have the type *kind*."""
    return [each for each in template["Resources"].values() if each["Type"] == kind]


def properties_of(template: Json, kind: str) -> list[Json]:
    """Return the properties of the resources of *template* that have the type *kind*."""
    return [each["Properties"] for each in resources_of(template, kind)]


def names_of(template: Json, kind: str) -> list[str]:
    """Return the logical ids of the resources of *template* that have the type *kind*."""
    return [name for name, each in template["Resources"].items() if each["Type"] == kind]
