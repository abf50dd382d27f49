"""Puts the commands together."""

import os
import sys

import typer

from tocsin.cli.commands import (
    backtest,
    catalogue,
    dashboards,
    drill,
    plan,
    record,
    reference,
    schema,
    validate,
)
from tocsin.cli.exit_code import ExitCode
from tocsin.cli.terminal import errors

app = typer.Typer(
    name="tocsin",
    help="Describe once how an AWS system is operated; build it with the CDK, and prove its alarms "
    "before they are deployed.",
    epilog="Exit codes: 0 fine, 1 problems found, 2 the input is wrong, 3 something that Tocsin "
    "depends on failed.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command()(validate)
app.command()(plan)
app.command()(catalogue)
app.command()(schema)
app.command()(reference)
app.command()(dashboards)
app.command("test")(drill)
app.command()(record)
app.command()(backtest)


def main() -> None:
    """Run the command line; no traceback reaches the user unless TOCSIN_DEBUG is set."""
    try:
        app()
    except (KeyboardInterrupt, typer.Abort):
        errors().print("interrupted")
        sys.exit(ExitCode.DEPENDENCY_FAILED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(ExitCode.FINE)
    except Exception as error:
        if os.environ.get("TOCSIN_DEBUG"):
            raise
        errors().print(
            f"tocsin failed on its own: {type(error).__name__}: {error}\n"
            "This is a defect of Tocsin. Set TOCSIN_DEBUG=1 to see where, and report it.",
            markup=False,
        )
        sys.exit(ExitCode.DEPENDENCY_FAILED)
