"""A widget with a metric that AWS does not publish."""

from collections.abc import Iterator

from tocsin.catalogue import NamespaceFacts, find_metric, load_namespace, namespaces_of_metrics
from tocsin.checks.check import Check, Verdict
from tocsin.checks.dashboard.shown_metrics import ShownMetric, shown_metrics
from tocsin.checks.metric_filters import metric_filters
from tocsin.checks.names_alike import are_alike
from tocsin.checks.subject import Subject
from tocsin.diagnostics import nearest, quoted

_ID = "dashboard/unknown-metric"
_OF_AWS = "AWS/"
_MOST_NAMED = 3


def _find(subject: Subject) -> Iterator[Verdict]:
    own = _namespaces_of_metric_filters(subject)
    for shown in subject.memo(shown_metrics):
        if shown.namespace in own:
            continue
        known = load_namespace(shown.namespace) if shown.namespace.startswith(_OF_AWS) else None
        if known is not None and shown.name not in known.metrics:
            fix = _fix(shown, known)
            if fix is not None:
                yield shown.widget.body.problem(
                    _ID,
                    f"{shown.widget.name} shows {quoted(shown.name)}, and {shown.namespace} has no "
                    "such metric",
                    fix,
                    why="CloudWatch takes any name: the graph stays empty, which looks like a "
                    "system where nothing happens",
                    severity="warning",
                )


def _namespaces_of_metric_filters(subject: Subject) -> frozenset[str]:
    """Return the namespaces that metric filters publish in, whatever they are called."""
    return frozenset(
        str(part.at("MetricNamespace").value)
        for metric_filter in subject.memo(metric_filters)
        for part in metric_filter.transformations
    )


def _fix(shown: ShownMetric, known: NamespaceFacts) -> str | None:
    """Say what is meant; None if AWS may have such a metric after all."""
    alike = next((name for name in known.metrics if are_alike(name, shown.name)), None)
    if alike is not None:
        return f"write {alike}"
    if not known.has_all_names:
        return None
    elsewhere = namespaces_of_metrics().get(shown.name, ())
    fitting = [namespace for namespace in elsewhere if _fits(shown, namespace)]
    if elsewhere:
        named = (fitting or list(elsewhere))[:_MOST_NAMED]
        return f"{shown.name} is a metric of {' and of '.join(named)}"
    return nearest(shown.name, known.metrics) or "use a metric that the page of the service lists"


def _fits(shown: ShownMetric, namespace: str) -> bool:
    """Return whether a namespace has a metric of this name by the dimensions of the widget."""
    facts = find_metric(namespace, shown.name)
    return facts is not None and frozenset(shown.dimensions) in facts.dimension_sets


CHECK = Check(
    id=_ID,
    title="Each metric of AWS that a dashboard shows is one that AWS publishes.",
    severity="warning",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html",
    ),
)
