"""A widget with metrics of AWS by dimensions that they are never published with."""

from collections.abc import Iterator

from tocsin.catalogue import load_namespace
from tocsin.checks.check import Check, Verdict
from tocsin.checks.dashboard.shown_metrics import ShownMetric, shown_metrics
from tocsin.checks.dimension_sets import dimensions_text, sets_text
from tocsin.checks.listed_names import listed_names
from tocsin.checks.subject import Subject
from tocsin.diagnostics import quoted

_ID = "dashboard/wrong-dimensions"
_OF_AWS = "AWS/"


def _find(subject: Subject) -> Iterator[Verdict]:
    grouped: dict[object, tuple[ShownMetric, str, str, list[str]]] = {}
    for shown in subject.memo(shown_metrics):
        if shown.namespace.startswith(_OF_AWS) and (said := _said(shown)) is not None:
            key = (shown.widget.resource, shown.widget.index, shown.namespace, *said)
            grouped.setdefault(key, (shown, *said, []))[-1].append(shown.name)
    for shown, what, fix, names in grouped.values():
        yield shown.widget.body.problem(
            _ID,
            f"{shown.widget.name} shows {listed_names(names)} of {shown.namespace} {what}",
            fix,
            why="CloudWatch matches the whole set of dimensions and takes any: the graph stays "
            "empty",
            severity="warning",
        )


def _said(shown: ShownMetric) -> tuple[str, str] | None:
    """Return what is wrong with the dimensions of a metric, and what to write."""
    known, names = load_namespace(shown.namespace), frozenset(shown.dimensions)
    facts = known.metrics.get(shown.name) if known else None
    if known is None or facts is None or known.dimensions == "open" or not facts.dimension_sets:
        return None
    if names in facts.dimension_sets:
        return None
    fix = f"it is published {sets_text(facts.dimension_sets)}"
    invented = sorted(names - known.dimension_names)
    if invented:
        return f"by {quoted(invented[0])}, which is not a dimension there", fix
    if not names or known.dimensions == "sets":
        return dimensions_text(names), fix
    return None


CHECK = Check(
    id=_ID,
    title="Dashboards show metrics of AWS by dimensions that they are published with.",
    severity="warning",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html",
    ),
)
