"""`tocsin diagram monitoring`: what is watched, as charts."""

import typer

from tocsin.cli.options import Stage
from tocsin.cli.viewpoint import read_plan
from tocsin.cli.viewpoint_file import DEFAULT_VIEWPOINT, ViewpointFile
from tocsin.diagrams import monitoring


def run(viewpoint: ViewpointFile = DEFAULT_VIEWPOINT, *, stage: Stage = None) -> None:
    """Print what is watched and whom it tells: services, resources, alarms, logs and boards.

    A page of Markdown with charts of Mermaid, which GitHub and GitLab draw.
    """
    typer.echo(monitoring(read_plan(viewpoint, stage)), nl=False)
