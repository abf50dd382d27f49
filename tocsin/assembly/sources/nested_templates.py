"""`AWS::CloudFormation::Stack`: finds the template of a nested stack on disk.

CDK names the file in the metadata of the resource (if its command line ran) and in the asset
manifest; hand-written templates give `TemplateURL` as a local path, which `aws cloudformation
package` uploads.
"""

from __future__ import annotations

import json
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from tocsin.assembly.template import read_document
from tocsin.diagnostics import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PATTERN = "*.assets.json"


class NestedTemplates:
    """Finds the templates of nested stacks; reads each folder's asset manifests once."""

    def __init__(self) -> None:
        self._assets: dict[Path, dict[str, Path]] = {}

    def find(self, raw: Mapping[str, object], template: Path, root: Path) -> Path | None:
        """Give the file with a nested stack's template, or None if it is not on disk.

        Args:
            raw: The resource of the nested stack, as written.
            template: The parent's template.
            root: The folder that it must be in.
        """
        relative = _asset_path(raw) or _local_url(raw)
        if relative and "\0" not in relative:
            return _inside(template.parent / relative, root)
        uploaded = self._uploaded(raw, template.parent)
        return _inside(uploaded, root) if uploaded else None

    def _uploaded(self, raw: Mapping[str, object], folder: Path) -> Path | None:
        if folder not in self._assets:
            self._assets[folder] = asset_files(folder)
        url = json.dumps(_properties(raw).get("TemplateURL"))
        keys = (key for key in _OBJECT_KEY.findall(url) if key in self._assets[folder])
        return self._assets[folder].get(next(keys, ""))


def _inside(path: Path, root: Path) -> Path | None:
    try:
        found = path.resolve().is_relative_to(root.resolve()) and path.is_file()
    except OSError:  # a name too long for the file system, or a circle of links
        return None
    return path if found else None


def _asset_path(raw: Mapping[str, object]) -> str | None:
    metadata = raw.get("Metadata")
    path = metadata.get(_ASSET_PATH) if isinstance(metadata, dict) else None
    return path if isinstance(path, str) else None


def _local_url(raw: Mapping[str, object]) -> str | None:
    url = _properties(raw).get("TemplateURL")
    return url if isinstance(url, str) and not _REMOTE.match(url) else None


def _properties(raw: Mapping[str, object]) -> dict[str, object]:
    properties = raw.get("Properties")
    return properties if isinstance(properties, dict) else {}


def asset_files(folder: Path) -> dict[str, Path]:
    """Give the files of a folder's asset manifests by the last part of their object keys.

    CDK gives a nested stack's template by its URL, and only there by its file. A manifest that
    cannot be read gives nothing; its templates are then reported as not found.
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


NESTED_STACK = "AWS::CloudFormation::Stack"
_ASSET_PATH = "aws:asset:path"
_OBJECT_KEY = re.compile(r"[^/\"\\]+\.json")
_REMOTE = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
