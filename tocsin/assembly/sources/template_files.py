"""A stack to read, and bare templates as such: one file, or a folder of them."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tocsin.assembly.environment import Environment
from tocsin.assembly.sources.construct_paths import ConstructPaths
from tocsin.assembly.template import Document, Template, is_template, kind_of, read_document
from tocsin.diagnostics import InvalidInputError, Location, Problem, ProblemCollector


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
        constructs: The constructs of its resources; None if nothing says them.
        is_named_by_file: Whether nothing says its name, so that it has that of its file.
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
    is_named_by_file: bool = False
    constructs: ConstructPaths | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What was found in an input.

    Attributes:
        stacks: The stacks to read.
        passed_over: Files of JSON or YAML that are no templates.
    """

    stacks: tuple[StackSource, ...]
    passed_over: tuple[Path, ...] = ()


SUFFIXES = frozenset({".json", ".template", ".yaml", ".yml"})
MAXIMUM_FILES = 5_000
_MOST_NAMED = 20
_MOST_READ = 2_000_000
_MARKS_OF_TEMPLATES = re.compile(
    rb"AWSTemplateFormatVersion|[\"']?\bType[\"']?\s*:\s*[\"']?(?:AWS|Custom|Alexa)::[A-Za-z]"
)
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


def single_template(path: Path, environment: Environment) -> Sources:
    """Read one template; the stack is named after the file."""
    if path.suffix == ".tf":
        what = "this is a Terraform file"
        raise _refusal("other-kind", path, what, "give a CloudFormation template")
    template = read_template(path)
    return Sources(stacks=(_source(template, Path(path.name), environment, path.parent),))


def folder_of_templates(folder: Path, environment: Environment) -> Sources:
    """Read the templates in a folder and below it; files of other kinds are passed over.

    Raises:
        InvalidInputError: A template is broken, or no file is a template.
    """
    documents, passed_over, problems = _documents(folder)
    stacks = []
    for document in documents:
        content = document.content
        if len(document.contents) == 1 and isinstance(content, dict) and is_template(content):
            template = Template(document=document, raw=content)
            path = document.path.relative_to(folder)
            stacks.append(_source(template, path, environment, folder))
        else:
            passed_over.append(document.path)
    if not stacks:
        raise _no_template(folder, documents, problems)
    return Sources(stacks=tuple(stacks), passed_over=tuple(sorted(passed_over)))


def _source(template: Template, path: Path, environment: Environment, root: Path) -> StackSource:
    name = stack_name(path)
    return StackSource(
        name=name,
        id=name,
        template=template,
        environment=environment,
        root=root,
        is_named_by_file=True,
    )


def _documents(folder: Path) -> tuple[list[Document], list[Path], list[Problem]]:
    """Read the files of a folder; those that are no JSON and no YAML, and why, apart.

    Raises:
        InvalidInputError: One that cannot be read is a template, or perhaps is one.
    """
    documents: list[Document] = []
    passed_over: list[Path] = []
    problems: list[Problem] = []
    collector = ProblemCollector()
    for path in _files(folder):
        try:
            documents.append(read_document(path))
        except InvalidInputError as error:
            if _may_be_template(path):
                collector.extend(error.problems)
            else:
                passed_over.append(path)
                problems += error.problems
    collector.raise_if_any()
    return documents, passed_over, problems


def _may_be_template(path: Path) -> bool:
    """Say whether a file that cannot be read was meant to be a template, by what stands in it.

    Settings of a compiler have comments, and charts of Helm have braces: neither is a template.
    """
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return _MARKS_OF_TEMPLATES.search(file.read(_MOST_READ)) is not None
    except OSError:
        return True


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


def _no_template(
    folder: Path, documents: list[Document], problems: list[Problem]
) -> InvalidInputError:
    if not documents and not problems:
        what = "the folder has no JSON or YAML file"
        fix = "give a cdk.out folder (run `cdk synth` first) or templates"
        return _refusal("no-template", folder, what, fix)
    collector = ProblemCollector(problems[:_MOST_NAMED])
    for document in documents[:_MOST_NAMED]:
        kind, fix = kind_of(document.content)
        collector.report("template/other-kind", document.locate(), f"this is {kind}", fix)
    return InvalidInputError(collector.problems)


def _refusal(kind: str, path: Path, what: str, fix: str) -> InvalidInputError:
    return InvalidInputError.of(f"template/{kind}", Location(source=str(path)), what, fix)


def stack_name(relative: Path) -> str:
    """Name a stack after its file: `network/alarms.template.json` is `network-alarms`."""
    name = "-".join(relative.parts)
    for suffix in (*sorted(SUFFIXES), ".template"):
        name = name.removesuffix(suffix)
    return name
