"""How dashboards are published from the command line: who may, what is told, how it fails."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from tocsin.cli.grafana import rendered
from tocsin.cli.terminal import ExitCode, about, errors, give_up, output, refuse, remark, tell
from tocsin.diagnostics import (
    InvalidInputError,
    Location,
    Problem,
    printable_line,
    read_text_file,
)
from tocsin.plan import Plan
from tocsin.publishing import Board, Connection, Outcome, PublishingFailure, read_board

TOKEN = "GRAFANA_TOKEN"  # noqa: S105 - the name of a variable
_LONGEST_TOKEN = 4_096
_INPUT = frozenset({"grafana/address", "grafana/not-a-dashboard"})
_PROBLEMS = frozenset({"grafana/not-ours", "grafana/provisioned", "grafana/conflict"})
_DONE = {
    "create": "created",
    "change": "changed",
    "move": "moved",
    "delete": "deleted",
    "keep": "as wanted",
    "leave": "left",
}
_WOULD = {name: f"would {name}" for name in ("create", "change", "move", "delete")}


def boards_of(plan: Plan) -> tuple[Board, ...]:
    """Return the dashboards of a stage, as they are published."""
    files = rendered(plan.dashboards)
    return tuple(read_board(text, name=name) for name, text in files.items())


def folder_of(plan: Plan) -> str:
    """Return the title of the folder of a stage's dashboards."""
    return plan.grafana.folder if plan.grafana else f"{plan.system} {plan.stage}"


def read_token(file: Path | None) -> str:
    """Return the token: out of a file, or out of the environment.

    Raises:
        typer.Exit: There is none.
    """
    if file is not None:
        try:
            text = read_text_file(file, maximum_bytes=_LONGEST_TOKEN, too_large="name its file")
        except InvalidInputError as error:
            raise refuse(error.problems) from error
        return text.strip()
    if token := os.environ.get(TOKEN, "").strip():
        return token
    fix = f"set {TOKEN} to the token of a service account, or name a file of it by --token-file"
    raise refuse([about("Grafana", "grafana/no-token", "there is no token", fix)])


def connected(url: str, token: str) -> Connection:
    """Return a Grafana that is asked, and waited for, as a person would."""
    return Connection(url=url, token=token, wait=time.sleep, on_retry=remark)


@contextmanager
def ended_by_failures() -> Iterator[None]:
    """End the command where something within cannot be published.

    Raises:
        typer.Exit: With what it was, and what to do about it.
    """
    try:
        yield
    except PublishingFailure as failure:
        problem = Problem(
            kind=failure.kind,
            where=Location(source=failure.where),
            what=failure.what,
            fix=failure.fix,
        )
        if failure.kind in _INPUT:
            raise refuse([problem]) from failure
        if failure.kind in _PROBLEMS:
            tell([problem])
            raise typer.Exit(ExitCode.PROBLEMS_FOUND) from failure
        raise give_up([problem]) from failure


def tell_outcome(outcome: Outcome, *, dry: bool) -> None:
    """Print what was done to one thing, or would be."""
    done = _WOULD.get(outcome.action, _DONE[outcome.action]) if dry else _DONE[outcome.action]
    why = f": {outcome.why}" if outcome.why else ""
    line = f"{done:<12} {outcome.thing:<11} {outcome.name} ({outcome.uid}){why}"
    output().print(printable_line(line), soft_wrap=True, markup=False, highlight=False)


def tell_nothing_done(account: str = "") -> None:
    """Say that it was a dry run.

    Args:
        account: The service account of a workspace that was used to look, if there was one.
    """
    if account:
        text = (
            f"Nothing was published. To look, the service account {account} of the workspace was "
            "used, and made if it was not there: each one that is active in a month is billed as a "
            "user."
        )
        errors().print(text, soft_wrap=True, markup=False, highlight=False)
        return
    errors().print("Nothing was changed.")
