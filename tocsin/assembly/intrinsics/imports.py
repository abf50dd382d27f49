"""`Fn::ImportValue`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tocsin.assembly.walk import Path, Walk


def import_value(walk: Walk, argument: object, path: Path) -> object:
    """Give the value that another stack of the assembly exports under a name."""
    name, known = walk.trial(argument, path)
    if not isinstance(name, str):
        return walk.malformed("Fn::ImportValue", argument, path, "takes an export's name")
    found = walk.scope.session.exports.find(name, walk.scope.environment)
    if found is not None:
        scope, logical_id = found
        return walk.take(scope.output(logical_id), path)
    if not known:
        return walk.undecided("Fn::ImportValue", argument, path, "imports an unknown name")
    return walk.give_up(
        f"${{Fn::ImportValue:{name}}}",
        path,
        "import",
        f"no stack of the assembly exports {name}",
        "read the exporting stack's template together with this one",
    )
