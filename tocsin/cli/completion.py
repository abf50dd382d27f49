"""What a shell offers while a value is typed."""

from pathlib import Path

import typer

from tocsin.diagnostics import CORE, InvalidInputError, read_text_file, read_yaml


def stage_names(context: typer.Context, begun: str) -> list[str]:
    """Return the stages of the viewpoint on the command line that begin with *begun*.

    The file is not checked: whoever completes a command wants no answer about its mistakes.
    """
    # An option whose value is still to come leaves the arguments before it unread.
    is_argument = any(
        each.name == "viewpoint" and each.param_type_name == "argument"
        for each in context.command.params
    )
    unread = (each for each in context.args if is_argument and Path(each).is_file())
    path = Path(next(unread, None) or context.params.get("viewpoint") or "viewpoint.yaml")
    try:
        text = read_text_file(path, maximum_bytes=CORE.maximum_bytes, too_large="")
        written = read_yaml(text, name=str(path)).data
    except InvalidInputError:
        return []
    stages = written.get("stages") if isinstance(written, dict) else None
    names = map(str, stages) if isinstance(stages, dict) else ()
    return [name for name in names if name.startswith(begun)]
