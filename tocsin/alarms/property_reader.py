"""Reads properties whose types nobody has checked yet, collecting what is wrong."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from tocsin.diagnostics import (
    KeyPath,
    Location,
    ProblemCollector,
    ProblemSeverity,
    did_you_mean,
    quoted,
)

_TRUTH = {"true": True, "false": False}


@dataclass(slots=True, kw_only=True)
class PropertyReader:
    """A mapping of properties; what is wrong with them lands in the shared collector.

    CloudFormation accepts numbers and booleans as strings, so these do too. Where a property is
    wrong, problems have the path to it: `Metrics[1].MetricStat.Period`.

    Attributes:
        properties: The properties.
        room: What the kinds of problems begin with, as `alarm` in `alarm/missing`.
        source: What they are of, for messages: `alarm 'no-orders'`.
        path: Keys from the top to these properties.
        collector: Takes what is wrong.
    """

    properties: Mapping[str, Any]
    room: str
    source: str
    path: KeyPath = ()
    collector: ProblemCollector = field(default_factory=ProblemCollector)

    @classmethod
    def of(
        cls, properties: Mapping[str, Any], *, room: str, what: str, name_property: str
    ) -> "PropertyReader":
        """Return a reader of the properties of one resource, which messages call by its name."""
        name = properties.get(name_property)
        source = f"{what} {name!r}" if isinstance(name, str) else f"the {what}"
        return cls(properties=properties, room=room, source=source)

    def location(self, *keys: str | int) -> Location:
        """Return where a property is."""
        return Location(source=self.source, key_path=(*self.path, *keys))

    def report(
        self, name: str, kind: str, what: str, fix: str, *, severity: ProblemSeverity = "error"
    ) -> None:
        """Report a problem with a property; *kind* comes after the room."""
        where = self.location(name)
        self.collector.report(f"{self.room}/{kind}", where, what, fix, severity=severity)

    def shown(self, name: str) -> str:
        """Return the value of a property as it may stand in a message."""
        return quoted(self.properties.get(name))

    def has(self, name: str) -> bool:
        """Say whether the property is there; null counts as absent."""
        return self.properties.get(name) is not None

    def require(self, name: str, needed: str) -> None:
        """Report a problem when the property is absent; *needed* says what to add."""
        if not self.has(name):
            self.report(name, "missing", "it is missing", f"add {needed}")

    def text(self, name: str) -> str | None:
        """Return a text, or None when it is absent or something else."""
        value = self.properties.get(name)
        if value is None or isinstance(value, str):
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        self._report_type(name, "not text", "write it as text")
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
        self._report_type(name, "not a finite number", "write a number")
        return None

    def integer(self, name: str) -> int | None:
        """Return a whole number, or None when it is absent or something else."""
        number = self.number(name)
        if number is None or number.is_integer():
            return None if number is None else int(number)
        self._report_type(name, "not a whole number", "round it")
        return None

    def boolean(self, name: str, *, default: bool) -> bool:
        """Return a truth value, or the default when it is absent or something else."""
        value = self.properties.get(name)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        if isinstance(value, str) and value.lower() in _TRUTH:
            return _TRUTH[value.lower()]
        self._report_type(name, "neither true nor false", "write true or false")
        return default

    def choice(self, name: str, allowed: Collection[str]) -> str | None:
        """Return one of the allowed texts, or None when it is absent or another."""
        value = self.text(name)
        if value is None or value in allowed:
            return value
        what = f"{quoted(value)} is not known here"
        self.report(name, "not-allowed", what, did_you_mean(value, map(str, allowed)))
        return None

    def items(self, name: str) -> list[Any]:
        """Return the elements of a list; empty when it is absent or something else."""
        value = self.properties.get(name)
        if value is None:
            return []
        if isinstance(value, list | tuple):
            return list(value)
        self._report_type(name, "not a list", "write a list")
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
            return self._within(value, name)
        self._report_type(name, "not a mapping", "write a mapping")
        return None

    def mappings(self, name: str) -> "list[PropertyReader]":
        """Return readers of the elements of a list of mappings."""
        readers = []
        for index, item in enumerate(self.items(name)):
            if isinstance(item, Mapping):
                readers.append(self._within(item, name, index))
            else:
                what = f"element {index} is {quoted(item)}, which is not a mapping"
                self.report(name, "wrong-type", what, f"make element {index} a mapping")
        return readers

    def _within(self, properties: Mapping[str, Any], *keys: str | int) -> "PropertyReader":
        return PropertyReader(
            properties=properties,
            room=self.room,
            source=self.source,
            path=(*self.path, *keys),
            collector=self.collector,
        )

    def _report_type(self, name: str, is_not: str, fix: str) -> None:
        if isinstance(self.properties.get(name), Mapping):
            fix = "resolve the reference first"
        self.report(name, "wrong-type", f"{self.shown(name)} is {is_not}", fix)
