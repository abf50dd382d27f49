"""What remains of a viewpoint without its wrong parts: as much as a plan can be made of."""

from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import ValidationError

from tocsin.diagnostics import KeyPath
from tocsin.viewpoint.finding import Finding, is_within
from tocsin.viewpoint.harmless import CONTACT, STAND_IN, Rule, parts_with
from tocsin.viewpoint.mending import broken_parts, mapping_at, take_out, without_shared_parts
from tocsin.viewpoint.references import check_references
from tocsin.viewpoint.viewpoint import Viewpoint

_ROUNDS = 16
"""How often parts are left out: what rests on one that is left out is left out in the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remainder:
    """A viewpoint without the parts that are wrong, and without those that rest on them.

    Attributes:
        viewpoint: What remains; None if that is too little to make a plan of.
        left_out: Where something is left out. Nothing can be said about what stands there.
    """

    viewpoint: Viewpoint | None
    left_out: frozenset[KeyPath]


def remainder(data: object, wrong: Iterable[KeyPath]) -> Remainder:
    """Return what remains of *data* without the parts in which something is *wrong*."""
    rest, left_out = without_shared_parts(data), set[KeyPath]()
    contacts = mapping_at(rest, ("contacts",))
    if contacts is not None:
        contacts.setdefault(STAND_IN, CONTACT)
    for _ in range(_ROUNDS):
        _leave_out(rest, wrong, left_out)
        try:
            viewpoint = Viewpoint.model_validate(rest)
        except ValidationError as error:
            wrong = broken_parts(rest, error)
            continue
        wrong = [each.problem.where.key_path for each in unbearable(check_references(viewpoint))]
        if not wrong:
            return Remainder(viewpoint=viewpoint, left_out=frozenset(left_out))
    return Remainder(viewpoint=None, left_out=frozenset(left_out))


def unbearable(findings: Iterable[Finding]) -> list[Finding]:
    """Return those of *findings* with which no plan can be made."""
    return [each for each in findings if not each.is_bearable]


def _leave_out(data: object, wrong: Iterable[KeyPath], left_out: set[KeyPath]) -> None:
    """Leave out the parts of *data* in which something is wrong; what was replaced is taken out."""
    parts: dict[KeyPath, Rule] = {}
    for path in wrong:
        parts.update(parts_with(path))
    done: set[KeyPath] = set()
    for path in sorted(parts, key=len):
        if is_within(path, done):
            continue
        done.add(path)
        parent, value = mapping_at(data, path[:-1]), parts[path].value
        if value is None or path in left_out:
            take_out(data, path)
        elif parent is not None:
            parent[path[-1]] = value(path, parent.get(path[-1]))
    left_out.update(parts)
