"""Values that a template does not decide by itself."""

from dataclasses import dataclass
from typing import Literal

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
]

MISTAKES: frozenset[Kind] = frozenset({"cycle", "malformed", "missing"})
"""The kinds that no deployment would resolve: the template itself is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unresolved:
    """A value that is not known before deployment.

    Attributes:
        path: Where it is, below the resource's properties: `Dimensions[0].Value`.
        value: The text that stands for it: `${Name}`, or a dynamic reference as written.
        kind: Why, as a category.
        why: Why, in words.
        fix: What makes it known.
    """

    path: str
    value: str
    kind: Kind
    why: str
    fix: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A resolved value, and what in it stayed unresolved.

    Attributes:
        value: The value in CloudFormation's shape.
        unresolved: What is not known of it; the paths are relative to the value.
    """

    value: object
    unresolved: tuple[Unresolved, ...] = ()


def dynamic_reference(text: str, path: str) -> Unresolved:
    """Note a `{{resolve:…}}`, which stays in the value as it is written."""
    return Unresolved(
        path=path,
        value=text,
        kind="dynamic reference",
        why=f"{text} is read at deployment",
        fix="nothing; the text is exact",
    )


def path_text(path: tuple[str | int, ...]) -> str:
    """Write a path the way people do: `Metrics[0].MetricStat.Period`."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).removeprefix(".")
