"""The code of the functions of incidents: they share it with whoever checks what they do."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from constructs import Construct
from constructs.function_code import FunctionCode, files_of

_FOLDERS = ("functions/incidents", "tocsin/incidents", "tocsin/on_call")
_TIME_ZONES = Path(str(files("tzdata")))
"""When clocks change, as it is known here: the runtimes of AWS Lambda may lack it, and without it
nobody is on call. https://github.com/aws/aws-lambda-dotnet/issues/1620
"""


def incident_code(scope: Construct) -> FunctionCode:
    """Return the code of the functions, for all Regions of a stage."""
    return FunctionCode(scope, "IncidentCode", code_files())


def code_files() -> Iterator[tuple[str, Path]]:
    """Yield what functions of incidents are made of: the name of each file, and where it is."""
    yield from files_of(_FOLDERS)
    for path in sorted(_TIME_ZONES.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            yield (Path("tzdata") / path.relative_to(_TIME_ZONES)).as_posix(), path
