"""Asset manifests: which file of a `cdk.out` is uploaded under which object key.

CDK gives a nested stack's template by its URL, and only here by its file.
"""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from tocsin.assembly.template import read_document
from tocsin.diagnostics import InvalidInputError

_PATTERN = "*.assets.json"


def asset_files(folder: Path) -> dict[str, Path]:
    """Give the files of a folder's asset manifests by the last part of their object keys.

    A manifest that cannot be read gives nothing; its templates are then reported as not found.
    """
    return {
        key: folder / path for manifest in folder.glob(_PATTERN) for key, path in _read(manifest)
    }


def _read(manifest: Path) -> Iterator[tuple[str, str]]:
    try:
        content = read_document(manifest).content
    except InvalidInputError:
        return
    for file in _objects(content, "files"):
        source = file.get("source")
        path = source.get("path") if isinstance(source, dict) else None
        if not isinstance(path, str) or "\0" in path:
            continue
        for destination in _objects(file, "destinations"):
            key = destination.get("objectKey")
            if isinstance(key, str):
                yield PurePosixPath(key).name, path


def _objects(content: object, name: str) -> list[dict[str, object]]:
    members = content.get(name) if isinstance(content, dict) else None
    values = members.values() if isinstance(members, dict) else ()
    return [value for value in values if isinstance(value, dict)]
