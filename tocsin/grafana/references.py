"""Values that CloudFormation resolves and Grafana cannot: the viewer gives them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tocsin.plan import DashboardSpec

_REFERENCE = re.compile(r"\{\{resolve:([a-z-]+):([^}]+)\}\}")

_RESERVED = frozenset({"cloudwatch", "xray", "region"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceVariable:
    """A variable of the dashboard that stands for a dynamic reference.

    Attributes:
        name: The variable's name, as `load_balancer`.
        path: What the reference names, as `/shop/prod/load-balancer`.
        reference: The whole reference.
    """

    name: str
    path: str
    reference: str


def reference_variables(spec: DashboardSpec) -> tuple[ReferenceVariable, ...]:
    """Return a variable for each dynamic reference in the dimensions of *spec*, by path."""
    found = {match[0]: match[2] for value in _values(spec) for match in _REFERENCE.finditer(value)}
    taken = set(_RESERVED)
    variables = []
    for reference, path in sorted(found.items(), key=lambda item: (item[1], item[0])):
        name = _name(path, taken)
        taken.add(name)
        variables.append(ReferenceVariable(name=name, path=path, reference=reference))
    return tuple(variables)


def substitute(text: str, variables: Iterable[ReferenceVariable]) -> str:
    """Return *text* with `$variable` in place of each dynamic reference."""
    for variable in variables:
        text = text.replace(variable.reference, f"${{{variable.name}}}")
    return text


def _values(spec: DashboardSpec) -> Iterable[str]:
    for row in spec.rows:
        for panel in row.panels:
            for series in panel.series:
                for metric in series.metrics:
                    yield from (value for _, value in metric.dimensions)


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
