"""A widget with a metric that AWS does not publish."""

from collections.abc import Iterator

from tocsin.catalogue import load_namespace
from tocsin.checks.check import Check, Verdict
from tocsin.checks.dashboard.shown_metrics import shown_metrics
from tocsin.checks.meant_metric import RESERVED, meant_metric
from tocsin.checks.own_metrics import own_namespaces
from tocsin.checks.subject import Subject
from tocsin.diagnostics import quoted

_ID = "dashboard/unknown-metric"


def _find(subject: Subject) -> Iterator[Verdict]:
    own = subject.memo(own_namespaces)
    for shown in subject.memo(shown_metrics):
        if shown.namespace in own or not shown.namespace.startswith(RESERVED):
            continue
        known = load_namespace(shown.namespace)
        if known is None or shown.name in known.metrics:
            continue
        meant = meant_metric(known, shown.name, frozenset(shown.dimensions))
        if meant is not None:
            yield shown.widget.body.problem(
                _ID,
                f"{shown.widget.name} shows {quoted(shown.name)}, and {shown.namespace} has no "
                "such metric",
                meant.fix,
                why="CloudWatch takes any name: the graph stays empty, which looks like a "
                "system where nothing happens",
                severity="warning",
            )


CHECK = Check(
    id=_ID,
    title="Each metric of AWS that a dashboard shows is one that AWS publishes.",
    severity="warning",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html",
    ),
)
