"""One case: what goes into the evaluator, and what must come out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard, cast

from tocsin.diagnostics import did_you_mean, quoted
from tocsin.evaluation.alarm import STATES, State

# CloudWatch takes values up to this size.
LARGEST_NUMBER = 2.0**360


class MalformedCaseError(ValueError):
    """A case lacks something, or holds something that cannot be understood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """Something a case expects and the evaluator does not give."""

    what: str
    expected: object
    got: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case as its file states it.

    Attributes:
        id: Names the case in a report.
        kind: Which check runs.
        source: Where the behaviour is documented or was seen.
        fields: Everything the case holds.
    """

    id: str
    kind: str
    source: str
    fields: Mapping[str, Any]

    @property
    def config(self) -> Mapping[str, Any]:
        """Return the settings of the alarm; entries that are null are left out."""
        config = self.fields.get("config") or {}
        if not isinstance(config, Mapping):
            error = malformed("config", "a mapping", config)
            raise error
        return {name: value for name, value in config.items() if value is not None}

    def has(self, name: str) -> bool:
        """Say whether a field is there and not null."""
        return self.fields.get(name) is not None

    def number(self, name: str, default: float | None = None) -> float:
        """Return a field that is a number."""
        value = self.fields.get(name)
        value = default if value is None else value
        return as_number(name, value)

    def setting(self, name: str) -> object:
        """Return what a case or, failing that, its ``config`` says; None when neither does."""
        return self.fields[name] if self.has(name) else self.config.get(name)

    def sequence(self, name: str) -> Sequence[Any]:
        """Return a field that is a list."""
        value = self.fields.get(name)
        if not isinstance(value, list):
            raise malformed(name, "a list", value)
        return value

    def pairs(self, name: str, length: int = 2) -> list[Sequence[Any]]:
        """Return a field that is a list of lists of at least this length, or a mapping."""
        value = self.fields.get(name)
        entries = [list(item) for item in value.items()] if isinstance(value, Mapping) else value
        if not isinstance(entries, list):
            raise malformed(name, "a list", entries)
        if not all(isinstance(entry, list) and len(entry) >= length for entry in entries):
            raise malformed(name, f"lists of {length} elements", entries)
        return list(entries)

    def mapping(self, name: str) -> Mapping[str, Any]:
        """Return a field that is a mapping."""
        value = self.fields.get(name)
        if not isinstance(value, Mapping):
            raise malformed(name, "a mapping", value)
        return value

    def state(self, name: str, default: State | None = None) -> State:
        """Return a field that is a state."""
        value = self.fields.get(name)
        return default if value is None and default else as_state(name, value)


def refuse_unknown(what: str, names: Iterable[str], known: Iterable[str]) -> None:
    """Refuse names that mean nothing: misspelt, they would go unnoticed.

    Args:
        what: What has the names.
        names: Those that a case uses.
        known: Those that it may use.

    Raises:
        MalformedCaseError: One of them is not known; it says what was perhaps meant.
    """
    allowed = sorted(known)
    for name in names:
        if name not in allowed:
            hint = did_you_mean(str(name), allowed)
            message = f"malformed case: {what} has no {quoted(name)}; {hint}"
            raise MalformedCaseError(message)


def case_of(entry: object) -> Case:
    """Read one entry of a case file.

    Raises:
        MalformedCaseError: It is not a mapping, or has no id or kind.
    """
    if not isinstance(entry, Mapping):
        error = malformed("case", "a mapping", entry)
        raise error
    for name in ("id", "kind"):
        if not isinstance(entry.get(name), str):
            raise malformed(name, "text", entry.get(name))
    source = str(entry.get("source") or "no source given")
    return Case(id=entry["id"], kind=entry["kind"], source=source, fields=entry)


def as_number(name: str, value: object) -> float:
    """Return a number, or report that the field holds none."""
    if is_number(value, LARGEST_NUMBER):
        return float(value)
    raise malformed(name, "a finite number", value)


def is_number(value: object, largest: float) -> TypeGuard[float]:
    """Say whether a value is a number of at most this size."""
    is_numeric = isinstance(value, int | float) and not isinstance(value, bool)
    return is_numeric and abs(cast("float", value)) <= largest


def as_state(name: str, value: object) -> State:
    """Return a state, or report that the field holds none."""
    for state in STATES:
        if value == state:
            return state
    raise malformed(name, f"one of {', '.join(STATES)}", value)


def malformed(name: str, wanted: str, value: object) -> MalformedCaseError:
    """Return the error that a field holds something else than it must."""
    found = "nothing" if value is None else repr(value)
    return MalformedCaseError(f"malformed case: {name} must be {wanted}, found {found}")
