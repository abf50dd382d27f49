"""Which metric: namespace, name and the exact set of dimensions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """The identity of a metric; CloudWatch matches it exactly and rolls nothing up.

    Attributes:
        namespace: Such as ``AWS/Lambda``.
        name: Such as ``Errors``.
        dimensions: Pairs of name and value, sorted by name.
    """

    namespace: str
    name: str
    dimensions: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        pairs = ", ".join(f"{name}={value}" for name, value in self.dimensions)
        return f"{self.namespace} {self.name} {{{pairs}}}"


def sorted_dimensions(
    dimensions: Mapping[str, str] | Iterable[tuple[str, str]],
) -> tuple[tuple[str, str], ...]:
    """Return dimensions in the one order that makes equal sets equal."""
    pairs = dimensions.items() if isinstance(dimensions, Mapping) else dimensions
    return tuple(sorted((str(name), str(value)) for name, value in pairs))
