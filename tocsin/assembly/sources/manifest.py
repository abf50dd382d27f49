"""The manifest of a CDK cloud assembly: which stacks there are, and where they go.

https://docs.aws.amazon.com/cdk/api/v2/docs/cloud-assembly-schema-readme.html
"""

import re
from collections.abc import Mapping
from pathlib import Path

from tocsin.assembly.environment import Environment
from tocsin.assembly.problem import AssemblyError, AssemblyProblem, unreadable
from tocsin.assembly.sources.stack_source import StackSource
from tocsin.assembly.sources.template_files import read_template
from tocsin.assembly.template import read_document
from tocsin.assembly.values import as_text

MANIFEST = "manifest.json"
_STACK = "aws:cloudformation:stack"
_NESTED_ASSEMBLY = "cdk:cloud-assembly"
_ENVIRONMENT = re.compile(r"aws://([^/]+)/([^/]+)\Z")
_SYNTHESIZE = "run `cdk synth` again"


def is_cloud_assembly(folder: Path) -> bool:
    """Say whether a folder is a synthesized `cdk.out`.

    Raises:
        AssemblyError: It has a manifest that cannot be read.
    """
    path = folder / MANIFEST
    if not path.is_file():
        return False
    content = read_document(path).contents[0]
    return isinstance(content, dict) and "artifacts" in content


def stacks_of_assembly(folder: Path, fallback: Environment) -> list[StackSource]:
    """Read all stacks of an assembly and of the assemblies nested in it.

    Args:
        folder: The `cdk.out`.
        fallback: What an environment-agnostic stack is deployed to.

    Raises:
        AssemblyError: A manifest or a template is missing or broken; all of them are named.
    """
    reader = _Reader(folder.resolve(), fallback)
    reader.read(folder)
    if reader.problems:
        raise AssemblyError(reader.problems)
    if not reader.sources:
        what = "the assembly has no stacks"
        raise unreadable(folder / MANIFEST, what, "add a stack to the app and " + _SYNTHESIZE)
    return reader.sources


class _Reader:
    def __init__(self, root: Path, fallback: Environment) -> None:
        self.sources: list[StackSource] = []
        self.problems: list[AssemblyProblem] = []
        self._root = root
        self._fallback = fallback
        self._seen: set[Path] = set()

    def read(self, folder: Path) -> None:
        if folder.resolve() in self._seen:
            return
        self._seen.add(folder.resolve())
        manifest = folder / MANIFEST
        try:
            artifacts = _artifacts(manifest)
        except AssemblyError as error:
            self.problems.extend(error.problems)
            return
        for name, artifact in artifacts.items():
            try:
                self._artifact(folder, str(name), artifact)
            except AssemblyError as error:
                self.problems.extend(error.problems)

    def _artifact(self, folder: Path, name: str, artifact: object) -> None:
        if not isinstance(artifact, dict):
            what = f"the artifact {name} is no object"
            raise unreadable(folder / MANIFEST, what, _SYNTHESIZE)
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
            template=read_template(path, in_assembly=True),
            environment=self._environment(artifact.get("environment")),
            parameters=_object(properties.get("parameters")),
            tags=_texts(_object(properties.get("tags"))),
            root=self._root,
        )

    def _inside(self, folder: Path, name: str, artifact: dict[str, object], key: str) -> Path:
        where = folder / MANIFEST
        relative = _object(artifact.get("properties")).get(key)
        if not isinstance(relative, str) or not relative or "\0" in relative:
            what = f"the artifact {name} has {relative!r:.60} as its {key}"
            raise unreadable(where, what, _SYNTHESIZE)
        path = folder / relative
        if not path.resolve().is_relative_to(self._root):
            what = f"the {key} {relative!r} of the artifact {name} is outside the assembly"
            raise unreadable(where, what, _SYNTHESIZE)
        return path

    def _environment(self, written: object) -> Environment:
        match = _ENVIRONMENT.match(written) if isinstance(written, str) else None
        account, region = match.groups() if match else (None, None)
        return Environment(
            account=self._fallback.account if account in {None, "unknown-account"} else account,
            region=self._fallback.region if region in {None, "unknown-region"} else region,
        )


def _artifacts(manifest: Path) -> Mapping[str, object]:
    document = read_document(manifest)
    content = document.contents[0] if len(document.contents) == 1 else None
    artifacts = content.get("artifacts") if isinstance(content, dict) else None
    if not isinstance(artifacts, dict):
        raise unreadable(manifest, "the manifest lists no artifacts", _SYNTHESIZE)
    return artifacts


def _object(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _texts(values: Mapping[str, object]) -> dict[str, str]:
    texts = {name: as_text(value) for name, value in values.items()}
    return {name: text for name, text in texts.items() if text is not None}
