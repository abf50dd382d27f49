"""Reads properties whose types nobody has checked yet, collecting what is wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from math import isfinite
from typing import Any

from tocsin.evaluation.alarm.property_problem import PropertyProblem

_TRUTH = {"true": True, "false": False}


@dataclass(slots=True)
class PropertyReader:
    """A mapping of properties at a path; every fault lands in the shared ``problems``.

    CloudFormation accepts numbers and booleans as strings, so these do too.
    """

    properties: Mapping[str, Any]
    path: str = ""
    problems: list[PropertyProblem] = field(default_factory=list)

    def fault(self, name: str, allowed: str, fix: str) -> None:
        """Record that the property breaks the rule ``allowed``."""
        value = self.properties.get(name)
        found = PropertyProblem(property=self.path + name, value=value, allowed=allowed, fix=fix)
        self.problems.append(found)

    def has(self, name: str) -> bool:
        """Say whether the property is there; null counts as absent."""
        return self.properties.get(name) is not None

    def require(self, name: str, allowed: str) -> None:
        """Record a fault when the property is absent."""
        if not self.has(name):
            self.fault(name, allowed, "add it")

    def text(self, name: str) -> str | None:
        """Return a text, or None when it is absent or something else."""
        value = self.properties.get(name)
        if value is None or isinstance(value, str):
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        self.fault(name, "text", self._resolve_or("write it as text", value))
        return None

    def number(self, name: str) -> float | None:
        """Return a finite number, or None when it is absent or something else."""
        value = self.properties.get(name)
        if value is None:
            return None
        try:
            number = float(value) if not isinstance(value, bool) else float("nan")
        except (TypeError, ValueError, OverflowError):
            number = float("nan")
        if isfinite(number):
            return number
        self.fault(name, "a finite number", self._resolve_or("write a number", value))
        return None

    def integer(self, name: str) -> int | None:
        """Return a whole number, or None when it is absent or something else."""
        number = self.number(name)
        if number is None or number.is_integer():
            return None if number is None else int(number)
        self.fault(name, "a whole number", "round it")
        return None

    def boolean(self, name: str, *, default: bool) -> bool:
        """Return a truth value, or the default when it is absent or something else."""
        value = self.properties.get(name)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        if isinstance(value, str) and value.lower() in _TRUTH:
            return _TRUTH[value.lower()]
        self.fault(name, "true or false", self._resolve_or("write true or false", value))
        return default

    def choice(self, name: str, allowed: Iterable[str]) -> str | None:
        """Return one of the allowed texts, or None when it is absent or another."""
        value, options = self.text(name), list(allowed)
        if value is None or value in options:
            return value
        near = get_close_matches(value, options, n=1, cutoff=0.5)
        fix = f"did you mean {near[0]}?" if near else "use one of these"
        self.fault(name, ", ".join(options), fix)
        return None

    def items(self, name: str) -> list[Any]:
        """Return the elements of a list; empty when it is absent or something else."""
        value = self.properties.get(name)
        if value is None:
            return []
        if isinstance(value, list | tuple):
            return list(value)
        self.fault(name, "a list", self._resolve_or("write a list", value))
        return []

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts; an element that is unresolved is shown as it stands."""
        return tuple(item if isinstance(item, str) else repr(item) for item in self.items(name))

    def mapping(self, name: str) -> "PropertyReader | None":
        """Return a reader of a nested mapping, or None when it is absent or something else."""
        value = self.properties.get(name)
        if value is None:
            return None
        if isinstance(value, Mapping):
            return PropertyReader(value, f"{self.path}{name}.", self.problems)
        self.fault(name, "a mapping", "write a mapping")
        return None

    def mappings(self, name: str) -> "list[PropertyReader]":
        """Return readers of the elements of a list of mappings."""
        readers = []
        for index, item in enumerate(self.items(name)):
            if isinstance(item, Mapping):
                path = f"{self.path}{name}[{index}]."
                readers.append(PropertyReader(item, path, self.problems))
            else:
                self.fault(name, "a list of mappings", f"make element {index} a mapping")
        return readers

    @staticmethod
    def _resolve_or(fix: str, value: object) -> str:
        return "resolve the reference first" if isinstance(value, Mapping) else fix
