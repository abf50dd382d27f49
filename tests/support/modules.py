"""The modules of this project, and which of them import which."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.support.imports import Import, imports_of
from tests.support.project import ROOT

PLACES = (
    "app.py",
    "benchmarks",
    "constructs",
    "functions",
    "local",
    "stacks",
    "tocsin",
    "tocsin_cdk",
)
HALLS = ("constructs", "tocsin")
"""Packages that are no rooms: each of their modules and packages is entered by its own face."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """A file of Python of ours.

    Attributes:
        name: Its dotted name; that of the package if it is a package's `__init__.py`.
        path: Where it stands.
        is_face: Whether it is the `__init__.py` of a package, through which that is entered.
        offers: What its `__all__` names, else the public names that it defines.
        imports: What it imports, also from others.
    """

    name: str
    path: Path
    is_face: bool
    offers: frozenset[str]
    imports: tuple[Import, ...]

    @property
    def file(self) -> str:
        """The path from the root of the repository, as people write it."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def package(self) -> tuple[str, ...]:
        """The parts of the name of the package that it stands in, or whose face it is."""
        parts = tuple(self.name.split("."))
        return parts if self.is_face else parts[:-1]


@cache
def our_modules() -> Mapping[str, Module]:
    """Return every module of this project but its tests, by name."""
    modules = (_module(path) for place in PLACES for path in _files(place))
    return {module.name: module for module in modules}


def targets(module: Module) -> Iterator[str]:
    """Yield the name of each module of ours that *module* imports, once for each import.

    A package stands for its face. Its parents, which Python imports as well, are not counted.
    """
    for imported in module.imports:
        if (target := _target(module, imported)) is not None:
            yield target


def past_face(module: Module) -> Iterator[Import]:
    """Yield the imports of *module* that enter a room by anything but its face.

    A module may import what stands beside it, and beside the packages around it: a module directly,
    a package by what its face offers, and nothing within that package.
    """
    for imported in module.imports:
        if _target(module, imported) is not None and not _is_allowed(module, imported):
            yield imported


def _files(place: str) -> list[Path]:
    path = ROOT / place
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


def _module(path: Path) -> Module:
    parts = path.relative_to(ROOT).with_suffix("").parts
    is_face = parts[-1] == "__init__"
    source = path.read_text()
    return Module(
        name=".".join(parts[:-1] if is_face else parts),
        path=path,
        is_face=is_face,
        offers=frozenset(_offers(ast.parse(source))),
        imports=imports_of(source),
    )


def _offers(tree: ast.Module) -> Iterable[str]:
    """Return what a file names in `__all__`, else the public names that it defines itself."""
    defined: list[str] = []
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            offered: list[str] = ast.literal_eval(node.value)
            return offered
        defined.extend(_defined(node))
    return [name for name in defined if not name.startswith("_")]


def _defined(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.FunctionDef() | ast.ClassDef():
            yield node.name
        case ast.AnnAssign(target=ast.Name(name)):
            yield name
        case ast.Assign(targets=[ast.Name(name)]):
            yield name


def _target(module: Module, imported: Import) -> str | None:
    within = f"{imported.module}.{imported.name}"
    if within in our_modules() and not _is_offered(module, imported):
        return within
    return imported.module if imported.module in our_modules() else None


def _is_offered(module: Module, imported: Import) -> bool:
    """Return whether the name that is imported is one that the face of another package offers."""
    face = our_modules().get(imported.module)
    return face is not None and imported.name in face.offers and not _stands_in(module, face.name)


def _is_allowed(module: Module, imported: Import) -> bool:
    target = our_modules()[_target(module, imported) or ""]
    if not _stands_in(module, target.name.rpartition(".")[0]):
        return False
    is_by_name = target.name != imported.module
    return not target.is_face or is_by_name or _is_offered(module, imported)


def _stands_in(module: Module, package: str) -> bool:
    parts = tuple(package.split("."))
    return package in {"", *HALLS} or module.package[: len(parts)] == parts
