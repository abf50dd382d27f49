"""A widget that looks for a resource of its stack in another Region."""

from collections.abc import Iterator

from tocsin.catalogue import find_metric
from tocsin.checks.check import Check, Verdict
from tocsin.checks.dashboard.shown_metrics import ShownMetric, shown_metrics
from tocsin.checks.subject import Subject

_ID = "dashboard/other-region"


def _find(subject: Subject) -> Iterator[Verdict]:
    for shown in subject.memo(shown_metrics):
        here = shown.widget.resource.stack.region
        if not shown.region or here is None or "${" in shown.region or shown.region == here:
            continue
        resource = _own_resource(subject, shown)
        if resource is not None and not _is_global(shown):
            yield shown.widget.body.problem(
                _ID,
                f"{shown.widget.name} reads {shown.namespace} {shown.name} of {resource} in "
                f"{shown.region}, and its stack is in {here}",
                f"write {here} as its region, or AWS::Region",
                why="a metric is in the Region of its resource: the graph stays empty",
                severity="warning",
            )


def _own_resource(subject: Subject, shown: ShownMetric) -> str | None:
    """Return the resource of the dashboard's stack that a dimension names by a reference."""
    stack = shown.widget.resource.stack
    for value in shown.dimensions.values():
        if value.startswith("${") and value.endswith("}"):
            name = value[2:-1].partition(".")[0]
            if name in subject.assembly.index.of_stack(stack):
                return name
    return None


def _is_global(shown: ShownMetric) -> bool:
    """Return whether AWS publishes the metric in one Region alone, wherever its resource is."""
    facts = find_metric(shown.namespace, shown.name)
    return facts is None or facts.regions != {None}


CHECK = Check(
    id=_ID,
    title="Widgets read the metrics of a stack's resources in the Region of the stack.",
    severity="warning",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html",
    ),
)
