"""Puts the commands together."""

import sys
from difflib import get_close_matches
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from tocsin.cli.commands import COMMANDS, GROUPS, UNNAMED, load
from tocsin.cli.escaped import end, let_output_go
from tocsin.cli.front_page import EXIT_CODES, SUMMARY, VERSION_HELP
from tocsin.cli.terminal import ExitCode, errors, output
from tocsin.cli.usage import is_usage_error, tell_usage
from tocsin.version import __version__

_NEARLY = 0.7
"""How alike a word is to the name of a command that was meant by it, of 1."""

_ASKED_BY = {"help_option_names": ["-h", "--help"]}


class _Commands(TyperGroup):
    """Lists all commands without importing them, and imports the one that is run or completed."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]  # as below
        """Read arguments; those that begin with no command are of the one that needs no name."""
        unnamed = UNNAMED.get(self.name or "")
        if unnamed and not self._begins_with_command(ctx, args):
            args = [unnamed, *args]
        return super().parse_args(ctx, args)

    def _begins_with_command(self, ctx: typer.Context, args: list[str]) -> bool:
        """Tell whether arguments name a command, rightly or nearly, or ask what there is."""
        if not args:
            return ctx.resilient_parsing
        known = [*self.list_commands(ctx), *ctx.help_option_names]
        return bool(get_close_matches(args[0], known, cutoff=_NEARLY)) or args[0] in known

    def resolve_command(  # type: ignore[override]  # typer does not export the types of its base
        self, ctx: typer.Context, args: list[str]
    ) -> tuple[str | None, Any, list[str]]:
        name, listed, rest = super().resolve_command(ctx, args)
        group = f"{self.name} " if self.name in GROUPS else ""
        return name, listed if name is None else _imported(f"{group}{name}"), rest

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]  # noqa: ANN401 - as above
        """Run the command; that its reader left is no failure, as which typer takes it."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise _NobodyListens from error


class _NobodyListens(Exception):  # noqa: N818 - it is no error
    """What reads our output has left, as `head` does when it has enough."""


def _imported(name: str) -> object:
    """Return a command by its words; of one that has commands itself, none of these is imported."""
    if name in GROUPS:
        return get_command(_grouped(name))
    alone = typer.Typer(add_completion=False)
    alone.command(name.rpartition(" ")[2], context_settings=_ASKED_BY)(load(name))
    return get_command(alone)


def _grouped(name: str) -> typer.Typer:
    group = typer.Typer(
        name=name,
        cls=_Commands,
        help=_summary_of(name),
        no_args_is_help=name not in UNNAMED,
        add_completion=False,
        context_settings=_ASKED_BY,
    )
    group.callback()(_listed)
    for each, summary in GROUPS[name].items():
        group.command(each, help=summary)(_listed)
    return group


def _summary_of(group: str) -> str:
    unnamed = UNNAMED.get(group)
    return COMMANDS[group] + (f" Without the name of one, {unnamed} runs." if unnamed else "")


def _listed() -> None:
    """Stand for a command in the list; what is run is the imported one."""


app = typer.Typer(
    name="tocsin",
    cls=_Commands,
    help=SUMMARY,
    epilog=EXIT_CODES,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings=_ASKED_BY,
)


def _show_version(asked: bool) -> None:  # noqa: FBT001 - typer calls it so
    if asked:
        output().print(f"tocsin {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", help=VERSION_HELP, callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """Take the options that stand before a command."""


for _name, _summary in COMMANDS.items():
    app.command(_name, help=_summary)(_listed)


def run() -> None:
    """Run the command line; no traceback reaches the user unless TOCSIN_DEBUG is set."""
    try:
        code = app(prog_name="tocsin", standalone_mode=False)
        sys.stdout.flush()
    except (KeyboardInterrupt, typer.Abort):
        errors().print("interrupted")
        sys.exit(ExitCode.DEPENDENCY_FAILED)
    except (_NobodyListens, BrokenPipeError):
        let_output_go()
        sys.exit(ExitCode.FINE)
    except SystemExit as ended:
        # What rich prints, as help, ends so when its reader left; it let the output go already.
        if not isinstance(ended.__context__, BrokenPipeError):
            raise
        sys.exit(ExitCode.FINE)
    except Exception as error:  # noqa: BLE001 - whatever escapes a command ends it with a sentence
        if is_usage_error(error):
            tell_usage(error)
            sys.exit(error.exit_code)
        end(error)
    else:
        sys.exit(code if isinstance(code, int) else ExitCode.FINE)
