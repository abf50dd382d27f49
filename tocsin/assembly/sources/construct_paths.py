"""Which construct of an app made a resource, as the metadata of a cloud assembly have it.

They are there also where templates have no paths: `pathMetadata` may be off, and an app that is
not run by the command line writes none.

https://docs.aws.amazon.com/cdk/api/v2/docs/cloud-assembly-schema-readme.html
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from tocsin.assembly.template import read_document
from tocsin.diagnostics import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FILE = "additionalMetadataFile"
_LOGICAL_ID = "aws:cdk:logicalId"
_TEMPLATE = "aws:cdk:templateFile"


class ConstructPaths:
    """The constructs of a stack and of those nested in it; they are read when one is asked for."""

    def __init__(self, folder: Path, artifact: Mapping[str, object]) -> None:
        """Take what a manifest says of a stack.

        Args:
            folder: Where the manifest is.
            artifact: The stack in it.
        """
        self._folder = folder
        self._artifact = artifact

    def find(self, template: Path, logical_id: str) -> str:
        """Return the path of the construct of a resource, or nothing."""
        return self._paths.get((template.name, logical_id), "")

    @cached_property
    def _paths(self) -> Mapping[tuple[str, str], str]:
        metadata = dict(self._metadata())
        templates = {
            path: data for path, entries in metadata.items() for data in _data(entries, _TEMPLATE)
        }
        return {
            (_template_of(path, templates), logical_id): path.strip("/")
            for path, entries in metadata.items()
            for logical_id in _data(entries, _LOGICAL_ID)
        }

    def _metadata(self) -> Iterator[tuple[str, object]]:
        """Give the entries of each construct; older assemblies have them in the manifest."""
        yield from _mapping(self._artifact.get("metadata")).items()
        name = self._artifact.get(_FILE)
        if not isinstance(name, str) or PurePosixPath(name).name != name or "\0" in name:
            return
        try:
            document = read_document(self._folder / name)
        except InvalidInputError:
            return  # what it would say helps people, and nothing rests on it
        yield from _mapping(document.content).items()


def _mapping(value: object) -> Mapping[str, object]:
    return {str(key): each for key, each in value.items()} if isinstance(value, dict) else {}


def _data(entries: object, kind: str) -> Iterator[str]:
    for entry in entries if isinstance(entries, list) else ():
        data = entry.get("data") if isinstance(entry, dict) and entry.get("type") == kind else None
        if isinstance(data, str):
            yield data


def _template_of(path: str, templates: Mapping[str, str]) -> str:
    """Return the template of the nearest stack around a construct."""
    around = (str(each) for each in PurePosixPath(path).parents)
    return next((templates[each] for each in around if each in templates), "")
