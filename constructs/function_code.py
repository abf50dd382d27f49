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


class FunctionCode:
    """Code of functions: an asset of its files alone, copied and hashed once for all its stacks.

    The same files make the same asset, wherever and whenever.
    """

    def __init__(
        self, scope: Construct, construct_id: str, files: Iterable[tuple[str, Path]]
    ) -> None:
        """Stage it.

        Args:
            scope: What has the functions, or the stacks that do.
            construct_id: Its id there.
            files: The name of each file, and where it is.
        """
        with tempfile.TemporaryDirectory() as folder:
            for name, source in files:
                target = Path(folder) / name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)
            self._staged = cdk.AssetStaging(scope, construct_id, source_path=folder)

    def within(self, scope: Construct) -> dict[str, Any]:
        """Return where it is, as a function in the stack of *scope* wants it."""
        stack = cdk.Stack.of(scope)
        location = stack.synthesizer.add_file_asset(
            source_hash=self._staged.asset_hash,
            file_name=self._staged.relative_staged_path(stack),
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
