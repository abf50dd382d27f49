"""One pass over a value that replaces intrinsic functions by what they give."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from tocsin.assembly.resolution.memory import MAXIMUM_DEPTH
from tocsin.assembly.resolution.resolved_value import (
    NO_VALUE,
    Kind,
    ResolvedValue,
    Unresolved,
    advice_of,
    dynamic_reference,
    root_causes,
)
from tocsin.diagnostics import KeyPath

if TYPE_CHECKING:
    from tocsin.assembly.resolution.memory import ResolutionMemory


class StackNames(Protocol):
    """The names of one stack, and what each of them means."""

    @property
    def memory(self) -> ResolutionMemory:
        """What is shared with the other stacks while all of them are resolved."""

    @property
    def mappings(self) -> Mapping[str, Mapping[str, object]]:
        """The look-up tables of the template by name."""

    def reference(self, name: str) -> ResolvedValue:
        """Give what `Ref` of a parameter or a resource gives."""

    def attribute(self, logical_id: str, attribute: str) -> ResolvedValue:
        """Give what `Fn::GetAtt` gives."""

    def condition(self, name: str) -> ResolvedValue:
        """Give a condition's value: True, False, or None if it cannot be decided."""

    def imported(self, export_name: str) -> ResolvedValue | None:
        """Give what another stack exports under a name; None if no stack does."""


_DYNAMIC_REFERENCE = re.compile(r"\{\{resolve:[^{}]{1,2100}\}\}")


def is_plain(value: object) -> bool:
    """Say whether a value stands for itself, as a text without dynamic references does."""
    if isinstance(value, str):
        return "{{resolve:" not in value
    return value is None or isinstance(value, (int, float))


class ValueResolver:
    """Resolves a value within a stack and keeps what could not be resolved.

    Attributes:
        stack: The names that the value may use.
        unresolved: What was not resolved so far.
    """

    def __init__(self, stack: StackNames, functions: Mapping[str, IntrinsicFunction]) -> None:
        self.stack = stack
        self.unresolved: list[Unresolved] = []
        self._functions = functions
        self._memory = stack.memory

    def resolve_all(self, value: object) -> ResolvedValue:
        """Resolve the whole value and give it with all that is not known of it."""
        return ResolvedValue(self.resolve(value), tuple(dict.fromkeys(self.unresolved)))

    def resolve(self, value: object, path: KeyPath = ()) -> object:
        """Give a part of the value without intrinsic functions, or `NO_VALUE`."""
        if is_plain(value):
            return value
        if isinstance(value, str):
            return self._text(value, path)
        if not isinstance(value, (dict, list)):
            return value
        if self._memory.depth >= MAXIMUM_DEPTH:
            return self.too_deep(path)
        self._memory.depth += 1
        try:
            return self._container(value, path)
        finally:
            self._memory.depth -= 1

    def _container(self, value: dict[str, object] | list[object], path: KeyPath) -> object:
        if isinstance(value, list):
            items = [self.resolve(item, (*path, index)) for index, item in enumerate(value)]
            return [item for item in items if item is not NO_VALUE]
        if len(value) == 1:
            ((name, argument),) = value.items()
            function = self._functions.get(name)
            if function is not None:
                return function(self, argument, path)
        # Nearly all members are plain, and of these nobody asks for the path.
        return {
            key: item
            for key, written in value.items()
            if (item := written if is_plain(written) else self.resolve(written, (*path, key)))
            is not NO_VALUE
        }

    def _text(self, value: str, path: KeyPath) -> str:
        found = _DYNAMIC_REFERENCE.findall(value)
        self.unresolved.extend(dynamic_reference(text, path) for text in found)
        return value

    def take(self, resolved: ResolvedValue, path: KeyPath) -> object:
        """Use what was resolved elsewhere; what it lacks is lacking here too."""
        self.unresolved.extend(
            replace(note, key_path=path + note.key_path) for note in resolved.unresolved
        )
        return resolved.value

    def trial(self, value: object, path: KeyPath) -> tuple[object, bool]:
        """Resolve a function's argument, and say whether all of it is known.

        Paths inside an argument mean nothing in the result, so notes get that of the function.
        """
        before = len(self.unresolved)
        resolved = self.resolve(value, path)
        inner = self.unresolved[before:]
        self.unresolved[before:] = [replace(note, key_path=path) for note in inner]
        return resolved, not inner

    def give_up(
        self,
        symbol: str,
        path: KeyPath,
        kind: Kind,
        why: str,
        fix: str,
        *,
        causes: tuple[Unresolved, ...] = (),
    ) -> str:
        """Note that a value is not resolved, and give the text that stands for it."""
        note = Unresolved(key_path=path, value=symbol, kind=kind, why=why, fix=fix, causes=causes)
        self.unresolved.append(note)
        return symbol

    def too_deep(self, path: KeyPath) -> str:
        """Note that a value is nested deeper than anything is followed."""
        return self.give_up("${...}", path, "malformed", "it is nested too deeply", "flatten it")

    def malformed(self, function: str, argument: object, path: KeyPath, why: str) -> str:
        """Note that a function is not written as CloudFormation asks."""
        symbol = function_symbol(function, argument)
        fix = "correct the function's arguments"
        return self.give_up(symbol, path, "malformed", f"{function} {why}", fix)

    def undecided(self, function: str, argument: object, path: KeyPath, why: str) -> str:
        """Note that a function cannot be computed before deployment."""
        symbol = function_symbol(function, argument)
        causes = root_causes(note for note in self.unresolved if note.key_path == path)
        fix = advice_of(causes, "make its arguments known, or write the value out")
        return self.give_up(symbol, path, "function", f"{function} {why}", fix, causes=causes)


def function_symbol(function: str, argument: object) -> str:
    """Make the text that stands for a function's result: alike calls give alike texts."""
    written = json.dumps(argument, sort_keys=True, default=str).encode()
    return f"${{{function}:{hashlib.sha256(written).hexdigest()[:8]}}}"


IntrinsicFunction = Callable[[ValueResolver, object, KeyPath], object]
"""Takes who asks, the function's argument and the path of the result; gives the result."""
