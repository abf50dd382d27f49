"""Dashboards that are files, whoever made them."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tocsin.cli.terminal import about, refuse
from tocsin.diagnostics import InvalidInputError, read_text_file

_FIX = "name dashboards in Grafana's classic JSON, or folders of them"

_LARGEST = 10_000_000
"""More bytes than Grafana takes for a dashboard."""


def read_dashboards(paths: Sequence[Path]) -> list[tuple[Path, dict[str, Any]]]:
    """Return each dashboard with its file, in order; folders have one in each `.json`.

    Raises:
        typer.Exit: One cannot be read, or is not a dashboard.
    """
    return [(each, _read(each)) for each in [*_files(paths)]]


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        found = sorted(path.glob("*.json")) if path.is_dir() else [path]
        if not found:
            raise refuse([about(path, "dashboard/none", "there is no .json in it", _FIX)])
        yield from found


def _read(path: Path) -> dict[str, Any]:
    """Return a dashboard, also out of what Grafana's interface answers with."""
    try:
        text = read_text_file(path, maximum_bytes=_LARGEST, too_large="name a dashboard")
        document = json.loads(text)
    except InvalidInputError as error:
        raise refuse(error.problems) from error
    except (ValueError, RecursionError) as error:
        what = f"it cannot be read as JSON: {error}"
        raise refuse([about(path, "dashboard/unreadable", what, _FIX)]) from error
    if isinstance(document, dict) and isinstance(document.get("dashboard"), dict):
        document = document["dashboard"]
    if not isinstance(document, dict) or not isinstance(document.get("panels"), list):
        what = "it is not a dashboard of Grafana's classic schema: it has no list of panels"
        raise refuse([about(path, "dashboard/not-one", what, _FIX)])
    return document
