"""The code of the functions of incidents: they share it with whoever checks what they do."""

import shutil
import tempfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import aws_cdk as cdk
from constructs import Construct

_ROOT = Path(__file__).parents[1]
_FOLDERS = ("functions/incidents", "tocsin/incidents", "tocsin/on_call")
_FILES = ("tocsin/__init__.py", "tocsin/version.py")
_TIME_ZONES = Path(str(files("tzdata")))
"""When clocks change, as it is known here: the runtimes of AWS Lambda may lack it, and without it
nobody is on call. https://github.com/aws/aws-lambda-dotnet/issues/1620
"""


def incident_code(scope: Construct) -> dict[str, Any]:
    """Return where the code of the functions is, as a function wants it.

    It is an asset of these files alone: the same files make the same asset, wherever and whenever.
    """
    with tempfile.TemporaryDirectory() as folder:
        for name, source in code_files():
            target = Path(folder) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
        staged = cdk.AssetStaging(scope, "Code", source_path=folder)
    stack = cdk.Stack.of(scope)
    location = stack.synthesizer.add_file_asset(
        source_hash=staged.asset_hash,
        file_name=staged.relative_staged_path(stack),
        packaging=cdk.FileAssetPackaging.ZIP_DIRECTORY,
    )
    return {"S3Bucket": location.bucket_name, "S3Key": location.object_key}


def code_files() -> Iterator[tuple[str, Path]]:
    """Yield what functions of incidents are made of: the name of each file, and where it is."""
    ours = [
        *(path for folder in _FOLDERS for path in sorted((_ROOT / folder).rglob("*.py"))),
        *(_ROOT / name for name in _FILES),
    ]
    yield from ((path.relative_to(_ROOT).as_posix(), path) for path in ours)
    for path in sorted(_TIME_ZONES.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            yield (Path("tzdata") / path.relative_to(_TIME_ZONES)).as_posix(), path
