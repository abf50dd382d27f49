"""Reads from source text which modules a file imports and which names of them it uses."""

import ast
from collections.abc import Iterator


def imported_modules(source: str) -> set[str]:
    """Return every module that *source* imports, wherever the import stands.

    `from tocsin import plan` counts as `tocsin.plan` too, because it may be a module.
    """
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.update(_from(node))
    return found


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


def _from(node: ast.ImportFrom) -> Iterator[str]:
    if node.level:
        yield "."
        return
    module = node.module or ""
    yield module
    if module in {"tocsin", "local", "stacks", "constructs", "functions"}:
        yield from (f"{module}.{alias.name}" for alias in node.names)


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
