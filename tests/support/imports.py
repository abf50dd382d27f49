"""Reads from source text what a file imports and which names of it the file uses."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

_HALLS = {"tocsin", "local", "stacks", "constructs", "functions"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One thing that a file imports.

    Attributes:
        module: The module that is named: `tocsin.plan` in `from tocsin.plan import Plan`.
        name: What is taken from it: `Plan`; None for a plain `import`.
        line: The line of the statement, from 1.
        is_late: Whether the statement stands in a function, and so runs when that is called.
    """

    module: str
    name: str | None
    line: int
    is_late: bool


@cache  # many tests ask for all files
def imports_of(source: str) -> tuple[Import, ...]:
    """Return all that *source* imports, wherever the statement stands, in its order.

    What only type checkers import counts as well: a wall that types pass through is not a wall.
    """
    return tuple(_imports(ast.parse(source), is_late=False))


def imported_modules(source: str) -> set[str]:
    """Return the names of all modules that *source* imports, wherever the import stands.

    `from tocsin import plan` counts as `tocsin.plan` too, because it may be a module.
    """
    return {name for each in imports_of(source) for name in _possible_modules(each)}


def used_names(source: str) -> set[str]:
    """Return the full dotted names of what *source* uses of the modules that it imports.

    With `from datetime import datetime as clock`, `clock.now()` is `datetime.datetime.now`.
    """
    tree = ast.parse(source)
    origins = dict(_origins(tree))
    found = set(origins.values())
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and (chain := _chain(node)):
            first, *others = chain
            found.add(".".join((origins.get(first, first), *others)))
    return found


def _imports(parent: ast.AST, *, is_late: bool) -> Iterator[Import]:
    for node in ast.iter_child_nodes(parent):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(module=alias.name, name=None, line=node.lineno, is_late=is_late)
        elif isinstance(node, ast.ImportFrom):
            # A relative import has no module that could be compared, and is written as ".".
            module = "." if node.level else node.module or ""
            for alias in node.names:
                yield Import(module=module, name=alias.name, line=node.lineno, is_late=is_late)
        else:
            in_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            yield from _imports(node, is_late=is_late or in_function)


def _possible_modules(imported: Import) -> Iterator[str]:
    yield imported.module
    if imported.name is not None and imported.module in _HALLS:
        yield f"{imported.module}.{imported.name}"


def _origins(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield (alias.asname or alias.name.partition(".")[0], alias.name)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield (alias.asname or alias.name, f"{node.module}.{alias.name}")


def _chain(node: ast.expr) -> list[str]:
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return [*reversed([*parts, node.id])] if isinstance(node, ast.Name) else []
