"""What `tocsin --help` and `tocsin --version` print, with nothing of what runs commands.

Typer reads Markdown and shows tracebacks, and imports what that takes before it lists commands. The
list below is printed by rich alone, at half the cost; a test holds it to typer's, byte for byte.
"""

from collections.abc import Iterable

from rich.align import Align
from rich.columns import Columns
from rich.console import Console, RenderableType
from rich.highlighter import RegexHighlighter
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

from tocsin.cli.commands import COMMANDS

SUMMARY = (
    "Describe once how an AWS system is operated; build it with the CDK, and prove its alarms "
    "before they are deployed."
)
EXIT_CODES = (
    "Exit codes: 0 fine, 1 problems found, 2 the input is wrong, 3 something that Tocsin "
    "depends on failed."
)
VERSION_HELP = "Show the version and exit."
_OPTIONS = (
    ("--version", "", VERSION_HELP),
    ("--install-completion", "", "Install completion for the current shell."),
    (
        "--show-completion",
        "",
        "Show completion for the current shell, to copy it or customize the installation.",
    ),
    ("--help", "-h", "Show this message and exit."),
)

_THEME = Theme(
    {
        "option": "bold cyan",
        "switch": "bold green",
        "types": "bold yellow",
        "types_sep": "dim",
        "usage": "yellow",
    }
)


class _Options(RegexHighlighter):
    highlights = [  # noqa: RUF012 - so rich declares it
        r"(^|\W)(?P<switch>\-\w+)(?![a-zA-Z0-9])",
        r"(^|\W)(?P<option>\-\-[\w\-]+)(?![a-zA-Z0-9])",
        r"(?P<types>\<[^\>]+\>)",
        r"(?P<usage>Usage: )",
    ]


class _Types(RegexHighlighter):
    highlights = [  # noqa: RUF012 - so rich declares it
        r"^(?P<types_sep>(\[|<))",
        r"(?P<types_sep>(\]|>))(\.\.\.)?$",
    ]


_highlighted = _Options()


def print_front_page() -> None:
    """Print what the command is for, its options, and what each command does."""
    console = Console(theme=_THEME, highlighter=_highlighted)
    usage = _highlighted("Usage: tocsin [OPTIONS] COMMAND [ARGS]...")
    console.print(Padding(usage, 1), style="bold")
    console.print(Padding(Align(Text(SUMMARY), pad=False), (0, 1, 1, 1)))
    console.print(_panel("Options", _options()))
    console.print(_panel("Commands", _commands()))
    console.print(Padding(Align(Text(EXIT_CODES), pad=False), 1))
    console.print()


def _panel(title: str, table: Table) -> Panel:
    return Panel(table, border_style="dim", title=title, title_align="left")


def _options() -> Table:
    table = _table(highlight=True)
    for name, short, text in _OPTIONS:
        kind = _Types()(Text("<bool>", style="bold yellow", overflow="fold"))
        cells = (_highlighted(name), _highlighted(short), Text(), Text(), kind)
        _add(table, (*cells, Columns([Text(text)])))
    return table


def _commands() -> Table:
    table = _table(highlight=False)
    table.add_column(style="bold cyan", no_wrap=True, width=max(map(len, COMMANDS)))
    table.add_column(ratio=10)
    for name, summary in COMMANDS.items():
        _add(table, (Text(name), Text(summary)))
    return table


def _table(*, highlight: bool) -> Table:
    return Table(
        highlight=highlight,
        show_header=False,
        expand=True,
        box=None,
        pad_edge=False,
        padding=(0, 1),
    )


def _add(table: Table, cells: Iterable[RenderableType]) -> None:
    table.add_row(*cells)
