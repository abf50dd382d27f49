"""Finds the stacks of an input: those in the manifest of a CDK cloud assembly, or bare templates.

https://docs.aws.amazon.com/cdk/api/v2/docs/cloud-assembly-schema-readme.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tocsin.assembly.environment import Environment
from tocsin.assembly.sources.construct_paths import ConstructPaths
from tocsin.assembly.sources.template_files import (
    Sources,
    StackSource,
    folder_of_templates,
    read_template,
    single_template,
)
from tocsin.assembly.template import read_document
from tocsin.assembly.values import as_text
from tocsin.diagnostics import InvalidInputError, Location, ProblemCollector, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MANIFEST = "manifest.json"
_STACK = "aws:cloudformation:stack"
_NESTED_ASSEMBLY = "cdk:cloud-assembly"
_ENVIRONMENT = re.compile(r"aws://([^/]+)/([^/]+)\Z")
_SYNTHESIZE = "run `cdk synth` again"


def stack_sources(path: Path, environment: Environment) -> Sources:
    """Read the templates of a `cdk.out`, a folder of templates, or one file.

    Args:
        path: The folder or the file.
        environment: Where stacks are deployed that leave it open.

    Raises:
        InvalidInputError: The input is missing, broken, or of another kind.
    """
    where = Location(source=str(path))
    try:
        is_folder = path.is_dir()
        if not is_folder and not path.exists():
            what = "there is no such file or folder"
            raise InvalidInputError.of("file/not-found", where, what, "check the path")
    except (OSError, ValueError) as error:
        what = f"the path cannot be read: {getattr(error, 'strerror', None) or error}"
        fix = "check the path and its permissions"
        raise InvalidInputError.of("file/unreadable", where, what, fix) from None
    folder = path.parent if path.name == MANIFEST else path
    if folder.is_dir() and is_cloud_assembly(folder):
        return Sources(stacks=stacks_of_assembly(folder, environment))
    if is_folder:
        return folder_of_templates(path, environment)
    return single_template(path, environment)


def is_cloud_assembly(folder: Path) -> bool:
    """Say whether a folder is a synthesized `cdk.out`.

    Raises:
        InvalidInputError: It has a manifest that cannot be read.
    """
    path = folder / MANIFEST
    if not path.is_file():
        return False
    content = read_document(path).content
    return isinstance(content, dict) and "artifacts" in content


def stacks_of_assembly(folder: Path, fallback: Environment) -> tuple[StackSource, ...]:
    """Read all stacks of an assembly and of the assemblies nested in it.

    Args:
        folder: The `cdk.out`.
        fallback: What an environment-agnostic stack is deployed to.

    Raises:
        InvalidInputError: A manifest or a template is missing or broken; all of them are named.
    """
    reader = _Reader(folder.resolve(), fallback)
    reader.read(folder)
    reader.collector.raise_if_any()
    if not reader.sources:
        what = "the assembly has no stacks"
        fix = f"add a stack to the app and {_SYNTHESIZE}"
        raise InvalidInputError.of("assembly/no-stacks", _location(folder), what, fix)
    return tuple(reader.sources)


class _Reader:
    def __init__(self, root: Path, fallback: Environment) -> None:
        self.sources: list[StackSource] = []
        self.collector = ProblemCollector()
        self._root = root
        self._fallback = fallback
        self._seen: set[Path] = set()

    def read(self, folder: Path) -> None:
        if folder.resolve() in self._seen:
            return
        self._seen.add(folder.resolve())
        try:
            artifacts = _artifacts(folder)
        except InvalidInputError as error:
            self.collector.extend(error.problems)
            return
        for name, artifact in artifacts.items():
            try:
                self._artifact(folder, str(name), artifact)
            except InvalidInputError as error:
                self.collector.extend(error.problems)

    def _artifact(self, folder: Path, name: str, artifact: object) -> None:
        if not isinstance(artifact, dict):
            raise _invalid(folder, name, f"the artifact {name} is not an object")
        if artifact.get("type") == _STACK:
            self.sources.append(self._stack(folder, name, artifact))
        elif artifact.get("type") == _NESTED_ASSEMBLY:
            self.read(self._inside(folder, name, artifact, "directoryName"))

    def _stack(self, folder: Path, name: str, artifact: dict[str, object]) -> StackSource:
        path = self._inside(folder, name, artifact, "templateFile")
        properties = _object(artifact.get("properties"))
        stack_name = properties.get("stackName")
        return StackSource(
            name=stack_name if isinstance(stack_name, str) else name,
            id=name,
            template=read_template(path, in_assembly=True),
            environment=self._environment(artifact.get("environment")),
            parameters=_object(properties.get("parameters")),
            tags=_texts(_object(properties.get("tags"))),
            root=self._root,
            depends_on=_names(artifact.get("dependencies")),
            is_protected=properties.get("terminationProtection") is True,
            constructs=ConstructPaths(folder, artifact),
        )

    def _inside(self, folder: Path, name: str, artifact: dict[str, object], key: str) -> Path:
        relative = _object(artifact.get("properties")).get(key)
        if not isinstance(relative, str) or not relative or "\0" in relative:
            raise _invalid(folder, name, f"the artifact {name} has {quoted(relative)} as its {key}")
        path = folder / relative
        if not path.resolve().is_relative_to(self._root):
            what = f"the {key} {quoted(relative)} of the artifact {name} is outside the assembly"
            raise _invalid(folder, name, what)
        return path

    def _environment(self, written: object) -> Environment:
        match = _ENVIRONMENT.match(written) if isinstance(written, str) else None
        account, region = match.groups() if match else (None, None)
        return Environment(
            account=self._fallback.account if account in {None, "unknown-account"} else account,
            region=self._fallback.region if region in {None, "unknown-region"} else region,
        )


def _artifacts(folder: Path) -> Mapping[str, object]:
    document = read_document(folder / MANIFEST)
    content = document.content if len(document.contents) == 1 else None
    artifacts = content.get("artifacts") if isinstance(content, dict) else None
    if not isinstance(artifacts, dict):
        what = "the manifest lists no artifacts"
        raise InvalidInputError.of("assembly/no-artifacts", _location(folder), what, _SYNTHESIZE)
    return artifacts


def _invalid(folder: Path, artifact: str, what: str) -> InvalidInputError:
    where = _location(folder, "artifacts", artifact)
    return InvalidInputError.of("assembly/invalid-artifact", where, what, _SYNTHESIZE)


def _location(folder: Path, *key_path: str) -> Location:
    return Location(source=str(folder / MANIFEST), key_path=key_path)


def _names(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()


def _object(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _texts(values: Mapping[str, object]) -> dict[str, str]:
    texts = {name: as_text(value) for name, value in values.items()}
    return {name: text for name, text in texts.items() if text is not None}
