"""`tocsin preflight`."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from tocsin.assembly import Assembly
from tocsin.cli.assembly import (
    DEFAULT_ASSEMBLY,
    AssemblyPath,
    Given,
    read_assembly,
)
from tocsin.cli.installation import missing_extra
from tocsin.cli.options import AsJson, Stage
from tocsin.cli.terminal import ExitCode, about, output, refuse
from tocsin.cli.viewpoint import read_plan
from tocsin.cli.viewpoint_file import DEFAULT_VIEWPOINT, ViewpointFile
from tocsin.plan import Plan

Profile = Annotated[str | None, typer.Option("--profile", help="A profile of ~/.aws/config.")]
FormerRegions = Annotated[
    list[str] | None,
    typer.Option(
        "--former-region",
        metavar="REGION",
        help="A Region in which the stage was before, to look for stacks that are left there.",
    ),
]
EndpointUrl = Annotated[
    str | None, typer.Option("--endpoint-url", help="Another address than that of AWS.")
]
FailOn = Annotated[
    Literal["error", "warning", "never"],
    typer.Option("--fail-on", help="From which severity on findings give exit code 1."),
]
_FAIL: Mapping[str, tuple[str, ...]] = {
    "error": ("error",),
    "warning": ("error", "warning"),
    "never": (),
}


def run(
    viewpoint: ViewpointFile = DEFAULT_VIEWPOINT,
    *,
    stage: Stage = None,
    assembly: AssemblyPath = DEFAULT_ASSEMBLY,
    former_regions: FormerRegions = None,
    profile: Profile = None,
    endpoint_url: EndpointUrl = None,
    fail_on: FailOn = "warning",
    as_json: AsJson = False,
) -> None:
    """Ask an account what the deployment of a stage would lack, and what one has left undone.

    Nothing is changed there. Names and stacks are compared with what is synthesized.
    """
    try:
        from tocsin.cli.account import (  # noqa: PLC0415 - boto3 is an extra
            ask,
            preflight_data,
            print_preflight,
        )
    except ModuleNotFoundError as error:
        raise refuse([missing_extra(error, "aws")]) from error
    plan = read_plan(viewpoint, stage)
    made = ask(
        plan,
        _assembly(assembly, plan),
        former_regions=former_regions or (),
        now=now(),
        profile=profile,
        endpoint_url=endpoint_url,
    )
    if as_json:
        output().print_json(json.dumps(preflight_data(plan, made)))
    else:
        print_preflight(output(), plan, made)
    if any(each.is_failure for each in made.not_checked):
        raise typer.Exit(ExitCode.DEPENDENCY_FAILED)
    if any(each.problem.severity in _FAIL[fail_on] for each in made.findings):
        raise typer.Exit(ExitCode.PROBLEMS_FOUND)


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def _assembly(path: Path, plan: Plan) -> Assembly | None:
    """Return the stacks of the stage; None if nobody named any, and there are none to be found."""
    if path == DEFAULT_ASSEMBLY and not path.exists():
        return None
    read = read_assembly(path, Given())
    wanted = {"tocsin:system": plan.system, "tocsin:stage": plan.stage}
    if any(wanted.items() <= stack.tags.items() for stack in read.stacks):
        return read
    if path == DEFAULT_ASSEMBLY:
        return None
    what = f"it has no stack of {plan.system} {plan.stage}"
    raise refuse([about(path, "preflight/other-assembly", what, "name another --assembly")])
