"""Asks an account what a deployment would meet there, with a bar of progress."""

from collections.abc import Sequence
from datetime import datetime

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from tocsin.assembly import Assembly
from tocsin.aws import AwsFailure, AwsSession
from tocsin.cli.aws_failure import ended
from tocsin.cli.terminal import errors, refuse
from tocsin.plan import Plan
from tocsin.preflight import Deployment, Preflight, preflight, wrong_account


def ask(
    plan: Plan,
    assembly: Assembly | None,
    *,
    former_regions: Sequence[str],
    now: datetime,
    profile: str | None,
    endpoint_url: str | None,
) -> Preflight:
    """Ask every check, or say what failed and exit.

    Args:
        plan: The stage.
        assembly: Its stacks, if they are synthesized.
        former_regions: Regions in which the stage was before.
        now: When it is asked.
        profile: A profile of the AWS configuration; None for the usual credentials.
        endpoint_url: Another address than that of AWS.

    Raises:
        typer.Exit: The credentials are those of another account, or AWS cannot be asked.
    """
    session = AwsSession(
        profile=profile,
        region=plan.region,
        endpoint_url=endpoint_url,
        on_retry=errors().print,
    )
    deployment = Deployment(
        plan=plan, assembly=assembly, former_regions=tuple(former_regions), now=now
    )
    try:
        if other := wrong_account(deployment, session):
            raise refuse([other])
        with _progress() as bar:
            task = bar.add_task("", total=None)
            return preflight(
                deployment,
                session,
                lambda done, total, asked: bar.update(
                    task, completed=done, total=total, description=asked
                ),
            )
    except AwsFailure as failure:
        raise ended(failure) from failure


def _progress() -> Progress:
    console = errors()
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
