"""A stack to read, and bare templates as such: one file, or a folder of them."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tocsin.assembly.environment import Environment
from tocsin.assembly.template import Document, Template, is_template, kind_of, read_document
from tocsin.diagnostics import InvalidInputError, Location, ProblemCollector


@dataclass(frozen=True, slots=True, kw_only=True)
class StackSource:
    """A stack to read.

    Attributes:
        name: The stack's name.
        id: What tells it apart in its assembly, where two stacks may have one name.
        template: Its template.
        environment: As far as the input says.
        parameters: Values the input gives to parameters.
        tags: Tags of the stack.
        depends_on: The ids of what is deployed before it, assets too; None if no manifest says so.
        is_protected: Whether its termination protection is on.
        root: The folder that nested templates may be in.
    """

    name: str
    id: str
    template: Template
    environment: Environment
    root: Path
    parameters: Mapping[str, object] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    depends_on: tuple[str, ...] | None = None
    is_protected: bool = False


SUFFIXES = frozenset({".json", ".template", ".yaml", ".yml"})
MAXIMUM_FILES = 5_000
_FOREIGN_FOLDERS = frozenset({"node_modules", "__pycache__", "venv"})


def read_template(path: Path, *, in_assembly: bool = False) -> Template:
    """Read a file that must be a template.

    Args:
        path: The file.
        in_assembly: Whether a manifest says that it is one; CDK writes a stack without
            resources as a template without `Resources`.

    Raises:
        InvalidInputError: It cannot be read or is of another kind.
    """
    return _as_template(read_document(path), in_assembly=in_assembly)


def _as_template(document: Document, *, in_assembly: bool) -> Template:
    if len(document.contents) != 1:
        first = document.content
        what = f"the file holds {len(document.contents)} YAML documents; the first is "
        what += kind_of(first)[0]
        raise _refusal("several-documents", document.path, what, "give one template a file")
    content = document.content
    if isinstance(content, dict) and (in_assembly or is_template(content)):
        return Template(document=document, raw=content)
    kind, fix = kind_of(content)
    article = "" if kind.startswith("not ") else ", not a CloudFormation template"
    raise _refusal("other-kind", document.path, f"this is {kind}{article}", fix)


def single_template(path: Path, environment: Environment) -> list[StackSource]:
    """Read one template; the stack is named after the file."""
    if path.suffix == ".tf":
        what = "this is a Terraform file"
        raise _refusal("other-kind", path, what, "give a CloudFormation template")
    template = read_template(path)
    name = _stack_name(Path(path.name))
    source = StackSource(
        name=name, id=name, template=template, environment=environment, root=path.parent
    )
    return [source]


def folder_of_templates(folder: Path, environment: Environment) -> list[StackSource]:
    """Read the templates in a folder and below it; files of other kinds are passed over.

    Raises:
        InvalidInputError: A file is neither JSON nor YAML, or no file is a template.
    """
    documents = _documents(folder)
    sources = [
        StackSource(
            name=_stack_name(document.path.relative_to(folder)),
            id=_stack_name(document.path.relative_to(folder)),
            template=Template(document=document, raw=document.content),
            environment=environment,
            root=folder,
        )
        for document in documents
        if len(document.contents) == 1
        and isinstance(document.content, dict)
        and is_template(document.content)
    ]
    if not sources:
        raise _no_template(folder, documents)
    return sources


def _documents(folder: Path) -> list[Document]:
    documents: list[Document] = []
    collector = ProblemCollector()
    for path in _files(folder):
        try:
            documents.append(read_document(path))
        except InvalidInputError as error:
            collector.extend(error.problems)
    collector.raise_if_any()
    return documents


def _files(folder: Path) -> list[Path]:
    found = []
    for path in _walk(folder):
        found.append(path)
        if len(found) > MAXIMUM_FILES:
            what = f"more than {MAXIMUM_FILES:,} JSON and YAML files are in the folder"
            fix = "give the folder of the templates or cdk.out"
            raise _refusal("too-many-files", folder, what, fix)
    return found


def _walk(folder: Path) -> Iterator[Path]:
    for base, folders, files in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if name not in _FOREIGN_FOLDERS and not name.startswith(".")
        )
        for name in sorted(files):
            path = Path(base, name)
            if path.suffix in SUFFIXES and not name.startswith("."):
                yield path


def _no_template(folder: Path, documents: list[Document]) -> InvalidInputError:
    if not documents:
        what = "the folder has no JSON or YAML file"
        fix = "give a cdk.out folder (run `cdk synth` first) or templates"
        return _refusal("no-template", folder, what, fix)
    collector = ProblemCollector()
    for document in documents[:20]:
        kind, fix = kind_of(document.content)
        collector.report("template/other-kind", document.locate(), f"this is {kind}", fix)
    return InvalidInputError(collector.problems)


def _refusal(kind: str, path: Path, what: str, fix: str) -> InvalidInputError:
    return InvalidInputError.of(f"template/{kind}", Location(source=str(path)), what, fix)


def _stack_name(relative: Path) -> str:
    """Name a stack after its file: `network/alarms.template.json` is `network-alarms`."""
    name = "-".join(relative.parts)
    for suffix in (*sorted(SUFFIXES), ".template"):
        name = name.removesuffix(suffix)
    return name
