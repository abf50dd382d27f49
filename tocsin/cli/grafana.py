"""Our way into Grafana's dashboards, whose extra may not be installed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from tocsin.cli.installation import missing_extra
from tocsin.cli.terminal import refuse
from tocsin.diagnostics import Problem
from tocsin.plan import DashboardSpec

Lint = Callable[[dict[str, Any]], Sequence[Problem]]


def rendered(dashboards: Iterable[DashboardSpec]) -> Mapping[str, str]:
    """Return the text of each dashboard by the name of its file.

    Raises:
        typer.Exit: The extra is not installed.
    """
    try:
        # An extra; the other commands do without.
        from tocsin.grafana import files  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise refuse([missing_extra(error, "grafana")]) from error
    return files(dashboards)


def linter() -> Lint:
    """Return what says what is wrong with a dashboard.

    Raises:
        typer.Exit: The extra is not installed.
    """
    try:
        from tocsin.grafana import lint  # noqa: PLC0415 - as above
    except ModuleNotFoundError as error:
        raise refuse([missing_extra(error, "grafana")]) from error
    return lint
