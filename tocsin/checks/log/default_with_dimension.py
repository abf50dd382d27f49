"""A metric filter with a default value and with dimensions."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.metric_filters import metric_filters
from tocsin.checks.subject import Subject

_ID = "log/default-with-dimension"


def _find(subject: Subject) -> Iterator[Verdict]:
    for metric_filter in subject.memo(metric_filters):
        for transformation in metric_filter.transformations:
            default, dimensions = transformation.at("DefaultValue"), transformation.at("Dimensions")
            if default.number is not None and dimensions.items and default.is_known:
                yield default.problem(
                    _ID,
                    f"the metric has the default value {default.number:g}, and dimensions",
                    "leave out one of the two; FILL(m, 0) in an alarm stands for a default",
                    why="CloudWatch Logs refuses both at once: it does not know for which values "
                    "of a dimension nothing happened",
                )


CHECK = Check(
    id=_ID,
    title="A metric filter has a default value or dimensions.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html",
    ),
)
