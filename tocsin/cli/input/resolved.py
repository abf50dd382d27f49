"""What texts in the dimensions of a template stand for, given on the command line."""

from collections.abc import Iterable
from typing import Annotated

import typer

from tocsin.cli.terminal import refuse
from tocsin.diagnostics import shown

_PARAMETER = "ssm:"

ResolvedTexts = Annotated[
    list[str] | None,
    typer.Option(
        "--resolve",
        metavar="TEXT=VALUE",
        help="What a text in the template's dimensions stands for: ssm:/shop/alb=app/shop/1.",
    ),
]


def resolved_texts(given: Iterable[str] | None) -> dict[str, str]:
    """Return values by text, or print what is wrong and exit.

    `ssm:/path` stands for the dynamic reference of that parameter.
    """
    return dict(_pair(written) for written in given or ())


def _pair(written: str) -> tuple[str, str]:
    text, sign, value = written.partition("=")
    if not sign or not text or not value:
        raise refuse([f"--resolve {shown(written)}: there is no value; write TEXT=VALUE"])
    is_parameter = text.startswith(_PARAMETER)
    return (f"{{{{resolve:{text}}}}}" if is_parameter else text), value
