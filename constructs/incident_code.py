"""The code of the functions of incidents: they share it with whoever checks what they do."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aws_cdk as cdk
from constructs import Construct

_ROOT = Path(__file__).parents[1]
_FOLDERS = ("functions/incidents", "tocsin/incidents", "tocsin/on_call")
_FILES = ("tocsin/__init__.py", "tocsin/version.py")


def incident_code(scope: Construct) -> dict[str, Any]:
    """Return where the code of the functions is, as a function wants it.

    It is an asset of these files alone: the same files make the same asset, wherever and whenever.
    """
    with tempfile.TemporaryDirectory() as folder:
        for source in code_files():
            target = Path(folder) / source.relative_to(_ROOT)
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


def code_files() -> Iterator[Path]:
    """Yield the files that functions of incidents are made of, in order."""
    for folder in _FOLDERS:
        yield from sorted((_ROOT / folder).rglob("*.py"))
    yield from (_ROOT / name for name in _FILES)
