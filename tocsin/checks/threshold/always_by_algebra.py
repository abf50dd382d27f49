"""Metric math that always crosses the threshold, because terms of it cancel each other."""

from functools import partial

from tocsin.checks.check import Check
from tocsin.checks.threshold.idle_alarms import problems_by_algebra

_ID = "threshold/always-by-algebra"


CHECK = Check(
    id=_ID,
    title="What metric math gives depends on the metrics that it reads.",
    severity="error",
    run=partial(problems_by_algebra, check=_ID, kind="always"),
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html",
    ),
)
