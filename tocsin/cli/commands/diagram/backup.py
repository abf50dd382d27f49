"""`tocsin diagram backup`: how data are protected, as a chart."""

import typer

from tocsin.cli.options import Stage
from tocsin.cli.viewpoint import read_plan
from tocsin.cli.viewpoint_file import DEFAULT_VIEWPOINT, ViewpointFile
from tocsin.diagrams import data_protection


def run(viewpoint: ViewpointFile = DEFAULT_VIEWPOINT, *, stage: Stage = None) -> None:
    """Print how data are protected: backups, their copies, and what replicates them.

    A page of Markdown with a chart of Mermaid for each Region, which GitHub and GitLab draw.
    """
    typer.echo(data_protection(read_plan(viewpoint, stage)), nl=False)
