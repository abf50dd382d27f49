"""The code of functions that share it with whoever checks what they do."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import aws_cdk as cdk
from constructs import Construct

_ROOT = Path(__file__).parents[1]
_ALWAYS = ("tocsin/__init__.py", "tocsin/version.py")


def function_code(scope: Construct, files: Iterable[tuple[str, Path]]) -> dict[str, Any]:
    """Return where the code of functions is, as a function wants it.

    It is an asset of these files alone: the same files make the same asset, wherever and whenever.

    Args:
        scope: What has the functions.
        files: The name of each file, and where it is.
    """
    with tempfile.TemporaryDirectory() as folder:
        for name, source in files:
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


def files_of(folders: Iterable[str]) -> Iterator[tuple[str, Path]]:
    """Yield the files of our own folders, and what each of them needs."""
    ours = [
        *(path for folder in folders for path in sorted((_ROOT / folder).rglob("*.py"))),
        *(_ROOT / name for name in _ALWAYS),
    ]
    yield from ((path.relative_to(_ROOT).as_posix(), path) for path in ours)
