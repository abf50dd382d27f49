"""`tocsin dashboards export`."""

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.grafana import rendered
from tocsin.cli.options import Stage
from tocsin.cli.publishing import folder_of
from tocsin.cli.terminal import about, output, refuse
from tocsin.cli.viewpoint import read_plan
from tocsin.cli.viewpoint_file import DEFAULT_VIEWPOINT, ViewpointFile
from tocsin.diagnostics import did_you_mean, quoted
from tocsin.provisioning import FORMATS, Exported
from tocsin.publishing import default_data_sources, own_folder_uid

Output = Annotated[
    Path, typer.Option("--output", "-o", help="The folder to write to.", file_okay=False)
]
For = Annotated[
    str,
    typer.Option(
        "--for",
        metavar="READER",
        help="What reads the files: provisioning, git-sync or terraform.",
    ),
]
FolderTitle = Annotated[
    str | None,
    typer.Option(
        "--folder", metavar="TITLE", help="The folder of Grafana.", show_default="system and stage"
    ),
]
ServerPath = Annotated[
    str | None,
    typer.Option(
        "--server-path",
        metavar="PATH",
        help="Where Grafana will find the dashboards, if it is provisioned.",
        show_default="/var/lib/grafana/dashboards/SYSTEM-STAGE",
    ),
]
WithDataSources = Annotated[
    bool, typer.Option("--data-sources", help="Provision data sources of CloudWatch and X-Ray.")
]


def run(
    viewpoint: ViewpointFile = DEFAULT_VIEWPOINT,
    *,
    stage: Stage = None,
    folder: Output,
    reader: For = "provisioning",
    title: FolderTitle = None,
    server_path: ServerPath = None,
    data_sources: WithDataSources = False,
) -> None:
    """Write the dashboards of a stage with what Grafana, Git Sync or Terraform needs to read them.

    Other files are left alone.
    """
    plan = read_plan(viewpoint, stage)
    if reader not in FORMATS:
        what, fix = f"nothing reads {quoted(reader)}", did_you_mean(reader, FORMATS)
        raise refuse([about("--for", "option/unknown-format", what, fix)])
    for name, value in (("--data-sources", data_sources), ("--server-path", server_path)):
        if value and reader != "provisioning":
            what = f"{reader} knows nothing of it"
            raise refuse([about(name, "option/conflict", what, "leave it out")])
    files = FORMATS[reader](
        Exported(
            name=f"{plan.system}-{plan.stage}",
            folder=title or folder_of(plan),
            folder_uid=own_folder_uid(plan.system, plan.stage),
            dashboards=rendered(plan.dashboards),
            data_sources=default_data_sources(plan.region) if data_sources else (),
            server_path=server_path,
        )
    )
    try:
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            output().print(f"{path}", soft_wrap=True)
    except OSError as error:
        what = f"the file or folder cannot be written: {error.strerror}"
        problem = about(error.filename, "file/not-writable", what, "name another --output")
        raise refuse([problem]) from error
