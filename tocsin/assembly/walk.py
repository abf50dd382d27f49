"""One pass over a value that replaces intrinsic functions by what they give."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tocsin.assembly.session import MAXIMUM_DEPTH
from tocsin.assembly.unresolved import Kind, Outcome, Unresolved, dynamic_reference, path_text
from tocsin.assembly.values import NO_VALUE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tocsin.assembly.scope import Scope

Path = tuple[str | int, ...]
DYNAMIC_REFERENCE = re.compile(r"\{\{resolve:[^{}]{1,2100}\}\}")


class Walk:
    """Resolves a value within a stack and keeps what could not be resolved.

    Attributes:
        scope: The stack's names.
        unresolved: What was not resolved so far.
    """

    def __init__(self, scope: Scope, functions: Mapping[str, Function]) -> None:
        self.scope = scope
        self.unresolved: list[Unresolved] = []
        self._functions = functions
        self._session = scope.session

    def resolve(self, value: object, path: Path = ()) -> object:
        """Give the value without intrinsic functions, or `NO_VALUE`."""
        if isinstance(value, str):
            return self._text(value, path) if "{{resolve:" in value else value
        if not isinstance(value, (dict, list)):
            return value
        if self._session.depth >= MAXIMUM_DEPTH:
            return self.give_up(
                "${...}", path, "malformed", "it is nested too deeply", "flatten it"
            )
        self._session.depth += 1
        try:
            return self._container(value, path)
        finally:
            self._session.depth -= 1

    def _container(self, value: dict[str, object] | list[object], path: Path) -> object:
        if isinstance(value, list):
            items = [self.resolve(item, (*path, index)) for index, item in enumerate(value)]
            return [item for item in items if item is not NO_VALUE]
        if len(value) == 1:
            ((name, argument),) = value.items()
            function = self._functions.get(name)
            if function is not None:
                return function(self, argument, path)
        members = {key: self.resolve(item, (*path, key)) for key, item in value.items()}
        return {key: item for key, item in members.items() if item is not NO_VALUE}

    def _text(self, value: str, path: Path) -> str:
        at = path_text(path)
        found = DYNAMIC_REFERENCE.findall(value)
        self.unresolved.extend(dynamic_reference(text, at) for text in found)
        return value

    def take(self, outcome: Outcome, path: Path) -> object:
        """Use what was resolved elsewhere; what it lacks is lacking here too."""
        at = path_text(path)
        self.unresolved.extend(replace(note, path=at + note.path) for note in outcome.unresolved)
        return outcome.value

    def give_up(self, symbol: str, path: Path, kind: Kind, why: str, fix: str) -> str:
        """Note that a value is not resolved, and give the text that stands for it."""
        note = Unresolved(path=path_text(path), value=symbol, kind=kind, why=why, fix=fix)
        self.unresolved.append(note)
        return symbol

    def function_symbol(self, function: str, argument: object) -> str:
        """Make the text that stands for a function's result: alike calls give alike texts."""
        written = json.dumps(argument, sort_keys=True, default=str).encode()
        return f"${{{function}:{hashlib.sha256(written).hexdigest()[:8]}}}"

    def malformed(self, function: str, argument: object, path: Path, why: str) -> str:
        """Note that a function is not written as CloudFormation asks."""
        symbol = self.function_symbol(function, argument)
        fix = "correct the function's arguments"
        return self.give_up(symbol, path, "malformed", f"{function} {why}", fix)

    def undecided(self, function: str, argument: object, path: Path, why: str) -> str:
        """Note that a function cannot be computed before deployment."""
        symbol = self.function_symbol(function, argument)
        fix = "make its arguments known, or write the value out"
        return self.give_up(symbol, path, "function", f"{function} {why}", fix)

    def trial(self, value: object, path: Path) -> tuple[object, bool]:
        """Resolve a function's argument, and say whether all of it is known.

        Paths inside an argument mean nothing in the result, so notes get that of the function.
        """
        before = len(self.unresolved)
        resolved = self.resolve(value, path)
        at = path_text(path)
        inner = self.unresolved[before:]
        self.unresolved[before:] = [replace(note, path=at) for note in inner]
        return resolved, not inner

    def outcome(self, value: object) -> Outcome:
        """Close the walk: resolve the value and give it with all that is not known of it."""
        return Outcome(self.resolve(value), tuple(dict.fromkeys(self.unresolved)))


if TYPE_CHECKING:
    Function = Callable[[Walk, object, Path], object]
