"""What commands read that reckon costs: prices, and how much there is of everything."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from tocsin.cli.terminal import refuse
from tocsin.cost import PriceList, Usage, default_prices, read_prices, read_usage
from tocsin.diagnostics import CORE, InvalidInputError, read_text_file

_Read = TypeVar("_Read")

UsageFile = Annotated[
    Path | None,
    typer.Option(
        "--usage",
        metavar="FILE",
        help="What templates do not say: gigabytes of logs and data, runs, traces (YAML).",
    ),
]
PriceFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--prices",
        metavar="FILE",
        help="Prices of a Region, where they differ from Tocsin's own (YAML); may be repeated.",
    ),
]


def price_lists(paths: Iterable[Path] | None) -> tuple[PriceList, ...]:
    """Return the price lists of files, or those that Tocsin brings; or print what is wrong."""
    return tuple(_of_file(each, read_prices) for each in paths or ()) or (default_prices(),)


def read_usage_file(path: Path | None) -> Usage:
    """Return how much there is of what templates do not say, or print what is wrong and exit."""
    return _of_file(path, read_usage) if path else Usage()


def _of_file(path: Path, read: Callable[[str, str], _Read]) -> _Read:
    try:
        text = read_text_file(path, maximum_bytes=CORE.maximum_bytes, too_large="name fewer things")
        return read(text, str(path))
    except InvalidInputError as error:
        raise refuse(error.problems) from error
