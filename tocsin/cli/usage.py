"""How a command line that cannot be understood is refused.

As typer does it, but that nothing of what was written acts on the terminal.
"""

from typing import Protocol, TypeGuard

import typer
from rich.panel import Panel
from rich.text import Text

from tocsin.cli.console import PlainConsole
from tocsin.diagnostics import printable_line

_HELP_WAS_SHOWN = "NoArgsIsHelpError"


class UsageError(Protocol):
    """What typer raises; it does not export the type."""

    ctx: typer.Context | None
    exit_code: int

    def format_message(self) -> str:
        """Return what is wrong."""


def is_usage_error(error: Exception) -> TypeGuard[UsageError]:
    """Tell whether an exception is about how the command line is written."""
    return callable(getattr(error, "format_message", None))


def tell_usage(error: UsageError) -> None:
    """Print how the command is used, and what is wrong with how it was."""
    if type(error).__name__ == _HELP_WAS_SHOWN:
        return
    console = PlainConsole(stderr=True)
    context = getattr(error, "ctx", None)
    if context is not None:
        console.print(context.get_usage(), style="yellow")
        help_option = context.help_option_names[0]
        console.print(f"Try '{context.command_path} {help_option}' for help.", style="dim")
    said = Text(printable_line(error.format_message()))
    console.print(Panel(said, border_style="red", title="Error", title_align="left"))
