"""cdk-nag as Tocsin's own app has it: on if the context does not say otherwise."""

import aws_cdk as cdk


def add_nag(app: cdk.App) -> None:
    """Let cdk-nag check the templates of *app* unless the context `tocsin:nag` is false."""
    if app.node.try_get_context("tocsin:nag"):
        from cdk_nag import AwsSolutionsChecks  # noqa: PLC0415 - half a second if not needed

        cdk.Validations.of(app).add_plugins(AwsSolutionsChecks(app))
