"""A query of CloudWatch metrics, as it stands in a panel."""

import re
from dataclasses import dataclass

from tocsin.alarms import Metric, Statistic, parse_statistic
from tocsin.diagnostics import InvalidValueError
from tocsin.preview.dashboard import Document
from tocsin.preview.variables import Variables

_AUTOMATIC_SECONDS = 60
"""In place of a period that Grafana chooses by the time that is shown: the finest usual one."""

_DURATION = re.compile(r"(\d+)([smhd]?)")
_SECONDS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86_400}
ANY = "*"


class UnknownQueryError(Exception):
    """A query that the preview cannot answer; its text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One query of a panel.

    Attributes:
        ref_id: Grafana's name of it.
        id: By which expressions refer to it; made of the name where none is given.
        hidden: Whether it is not drawn.
        label: What its series is called; empty for the default.
        region: Where; None where it follows a choice that is not known.
        period: Seconds of a slot.
        namespace: Of the metric; empty in an expression.
        name: Of the metric; empty in an expression.
        dimensions: Values by name; several values, or `*`, ask for several series.
        matches_exactly: Whether a metric has these dimensions and no others.
        statistic: Of the metric; None in an expression.
        expression: Metric math; empty for a metric.
    """

    ref_id: str
    id: str
    hidden: bool
    label: str
    region: str | None
    period: int
    namespace: str
    name: str
    dimensions: tuple[tuple[str, tuple[str, ...]], ...]
    matches_exactly: bool
    statistic: Statistic | None
    expression: str

    @property
    def is_one_metric(self) -> bool:
        """Whether it asks for one metric, which it names completely."""
        return self.matches_exactly and all(
            len(values) == 1 and values[0] != ANY for _, values in self.dimensions
        )

    def asks_for(self, metric: Metric) -> bool:
        """Tell whether *metric* is one of those that it asks for."""
        if (metric.namespace, metric.name) != (self.namespace, self.name):
            return False
        given = dict(metric.dimensions)
        if self.matches_exactly and given.keys() != dict(self.dimensions).keys():
            return False
        return all(
            name in given and (ANY in values or given[name] in values)
            for name, values in self.dimensions
        )


def read_target(document: Document, variables: Variables) -> Target:
    """Return a query of metrics.

    Raises:
        UnknownQueryError: It asks for something else, or in a way that is not known.
    """
    _check_kind(document)
    expression = variables.fill(str(document.get("expression") or ""))
    dimensions = document.get("dimensions")
    region = variables.fill(str(document.get("region") or ""))
    ref_id = str(document.get("refId") or "A")
    return Target(
        ref_id=ref_id,
        id=str(document.get("id") or f"query{ref_id}"),
        hidden=bool(document.get("hide")),
        label=variables.fill(str(document.get("label") or "")),
        region=region if region and region != "default" and "$" not in region else None,
        period=_period(variables.fill(str(document.get("period") or ""))),
        namespace=variables.fill(str(document.get("namespace") or "")),
        name=variables.fill(str(document.get("metricName") or "")),
        dimensions=_dimensions(dimensions, variables),
        matches_exactly=document.get("matchExact") is not False,
        statistic=None if expression else _statistic(document, variables),
        expression=expression,
    )


def _check_kind(document: Document) -> None:
    mode = document.get("queryMode") or "Metrics"
    if mode != "Metrics":
        raise UnknownQueryError(f"these data have no {str(mode).lower()}")
    if document.get("sqlExpression") and document.get("metricQueryType"):
        raise UnknownQueryError("a query in SQL is answered by CloudWatch alone")


def _statistic(document: Document, variables: Variables) -> Statistic:
    written = variables.fill(str(document.get("statistic") or "Average"))
    try:
        return parse_statistic(written)
    except InvalidValueError as error:
        raise UnknownQueryError(f"{error.what}") from error


def _dimensions(given: object, variables: Variables) -> tuple[tuple[str, tuple[str, ...]], ...]:
    pairs = given.items() if isinstance(given, dict) else ()
    return tuple(
        sorted(
            (str(name), tuple(one for each in _listed(value) for one in variables.all_of(each)))
            for name, value in pairs
        )
    )


def _listed(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]


def _period(written: str) -> int:
    match = _DURATION.fullmatch(written)
    seconds = int(match[1]) * _SECONDS[match[2]] if match else 0
    return seconds or _AUTOMATIC_SECONDS
