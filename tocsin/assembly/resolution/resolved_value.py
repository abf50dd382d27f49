"""What resolving gives: a value, and what of it a template does not decide by itself."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal

from tocsin.diagnostics import KeyPath, dotted

Kind = Literal[
    "condition",
    "cycle",
    "dynamic reference",
    "function",
    "import",
    "malformed",
    "missing",
    "parameter",
    "pseudo parameter",
    "transform",
]

_NOTHING = "nothing"
_MOST_CAUSES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Unresolved:
    """A value, or a part of one, that is not known before deployment.

    Attributes:
        key_path: Where it is in the value; for a resource, below its properties.
        value: The text that stands for it: `${Name}`, or a dynamic reference as written.
        kind: Why, as a category.
        why: Why, in words.
        fix: What makes it known.
        causes: What it rests on that is not known; it needs no other fix than these.
    """

    key_path: KeyPath = ()
    value: str
    kind: Kind
    why: str
    fix: str
    causes: tuple["Unresolved", ...] = ()

    @property
    def path(self) -> str:
        """Where it is, as people write it: `Dimensions[0].Value`."""
        return dotted(self.key_path)


def root_causes(notes: Iterable[Unresolved]) -> tuple[Unresolved, ...]:
    """Give what is not known by itself behind some notes, each thing once and not too many."""
    roots = (replace(root, key_path=()) for note in notes for root in note.causes or (note,))
    return tuple(dict.fromkeys(roots))[:_MOST_CAUSES]


def advice_of(causes: Iterable[Unresolved], otherwise: str) -> str:
    """Say what makes all of some causes known; where nothing does, something else."""
    fixes = dict.fromkeys(cause.fix for cause in causes if not cause.fix.startswith(_NOTHING))
    return "; ".join(fixes) or otherwise


@dataclass(frozen=True, slots=True)
class ResolvedValue:
    """A value without intrinsic functions, and what in it stayed unresolved.

    Attributes:
        value: The value in CloudFormation's shape.
        unresolved: What is not known of it; the paths are relative to the value.
    """

    value: object
    unresolved: tuple[Unresolved, ...] = ()


class NoValue:
    """What `AWS::NoValue` gives: the property or item that holds it is removed."""


NO_VALUE: Final = NoValue()


def dynamic_reference(text: str, key_path: KeyPath) -> Unresolved:
    """Note a `{{resolve:…}}`, which stays in the value as it is written."""
    return Unresolved(
        key_path=key_path,
        value=text,
        kind="dynamic reference",
        why=f"{text} is read at deployment",
        fix=f"{_NOTHING}; the text is exact",
    )
