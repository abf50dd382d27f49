"""Values that CloudFormation resolves and Grafana cannot: the viewer gives them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tocsin.plan import DashboardSpec, SeriesSpec

_REFERENCE = re.compile(r"\{\{resolve:([a-z-]+):([^}]+)\}\}")

_RESERVED = frozenset({"cloudwatch", "xray", "region"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceVariable:
    """A variable of the dashboard that stands for a dynamic reference.

    Attributes:
        name: The variable's name, as `load_balancer`.
        path: What the reference names, as `/shop/prod/load-balancer`.
        reference: The whole reference.
        region: In which Region, if the dashboard shows several: each has values of its own.
    """

    name: str
    path: str
    reference: str
    region: str | None = None

    @property
    def place(self) -> str:
        """The path, with the Region where that matters."""
        return self.path if self.region is None else f"{self.path} in {self.region}"

    def is_in(self, series: SeriesSpec) -> bool:
        """Tell whether a dimension of *series* needs it."""
        values = series.dimension_values
        return series.region == self.region and any(self.reference in value for value in values)


def reference_variables(spec: DashboardSpec) -> tuple[ReferenceVariable, ...]:
    """Return a variable for each dynamic reference in the dimensions of *spec*, by path."""
    found = {
        (match[2], series.region or "", match[0])
        for series in _series(spec)
        for value in series.dimension_values
        for match in _REFERENCE.finditer(value)
    }
    taken = set(_RESERVED)
    variables = []
    for path, region, reference in sorted(found):
        name = _name(f"{path}-{region}" if region else path, taken)
        taken.add(name)
        variables.append(
            ReferenceVariable(name=name, path=path, reference=reference, region=region or None)
        )
    return tuple(variables)


def substitute(text: str, variables: Iterable[ReferenceVariable]) -> str:
    """Return *text* with `$variable` in place of each dynamic reference."""
    for variable in variables:
        text = text.replace(variable.reference, f"${{{variable.name}}}")
    return text


def _series(spec: DashboardSpec) -> Iterator[SeriesSpec]:
    for panel in spec.charts:
        yield from panel.series


def _name(path: str, taken: set[str]) -> str:
    """Return the shortest end of *path* that names no other variable, as `load_balancer`."""
    words = [word.lower() for word in re.split(r"[^A-Za-z0-9]+", path) if word]
    last = [
        word.lower()
        for word in re.split(r"[^A-Za-z0-9]+", path.rsplit("/", maxsplit=1)[-1])
        if word
    ]
    for length in range(max(len(last), 1), len(words) + 1):
        name = "_".join(words[-length:])
        if name not in taken and not name[0].isdigit():
            return name
    number = 1
    while f"reference_{number}" in taken:
        number += 1
    return f"reference_{number}"
