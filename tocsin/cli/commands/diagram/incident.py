"""`tocsin diagram incident`: how an incident is answered, as a chart."""

import typer

from tocsin.cli.options import Stage
from tocsin.cli.viewpoint import read_plan
from tocsin.cli.viewpoint_file import DEFAULT_VIEWPOINT, ViewpointFile
from tocsin.diagrams import incident_response


def run(viewpoint: ViewpointFile = DEFAULT_VIEWPOINT, *, stage: Stage = None) -> None:
    """Print how an incident is answered: from the alarm to whoever looks after it.

    A page of Markdown with a chart of Mermaid for each severity, which GitHub and GitLab draw.
    """
    typer.echo(incident_response(read_plan(viewpoint, stage)), nl=False)
