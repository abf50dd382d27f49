"""A dashboard that CloudWatch refuses."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.dashboard.body import Dashboard, Widget, dashboards
from tocsin.checks.subject import Subject
from tocsin.dashboard_bodies import (
    COLUMNS,
    MOST_METRICS,
    MOST_METRICS_IN_A_WIDGET,
    MOST_WIDGETS,
    TALLEST,
)
from tocsin.diagnostics import quoted

_ID = "dashboard/refused"
_WHY = "CloudWatch refuses the whole dashboard, and the deployment fails"
_NEEDED = {"text": ("markdown",), "log": ("query",), "alarm": ("alarms",)}
"""What the properties of a widget need, by its type."""
_WITHOUT_DATA = frozenset(
    {
        "title", "region", "period", "stat", "stacked", "view", "timezone", "liveData", "legend",
        "setPeriodToTimeRange", "yAxis", "sparkline", "singleValueFullPrecision", "labels",
        "accountId", "start", "end",
    }
)  # fmt: skip
"""Properties of a metric widget that say how it looks; others say what it shows."""


def _find(subject: Subject) -> Iterator[Verdict]:
    for dashboard in subject.memo(dashboards):
        if dashboard.fault:
            yield dashboard.body.problem(
                _ID,
                f"the body is not JSON: {dashboard.fault}",
                "correct it at this place; a template language such as Fn::Sub may have cut it",
                why=_WHY,
            )
        elif dashboard.content is not None:
            yield from _of(dashboard)


def _of(dashboard: Dashboard) -> Iterator[Verdict]:
    widgets = dashboard.widgets
    yield from _numbers(dashboard)
    for widget in widgets:
        for what, fix in (*_size(widget), *_missing(widget)):
            yield dashboard.body.problem(_ID, f"{widget.name} {what}", fix, why=_WHY)


def _numbers(dashboard: Dashboard) -> Iterator[Verdict]:
    metrics = [len(_rows(widget)) for widget in dashboard.widgets]
    if len(metrics) > MOST_WIDGETS:
        yield dashboard.body.problem(
            _ID,
            f"the dashboard has {len(metrics):,} widgets",
            f"keep at most {MOST_WIDGETS}, and make a second dashboard",
            why=_WHY,
        )
    if sum(metrics) > MOST_METRICS:
        yield dashboard.body.problem(
            _ID,
            f"the dashboard shows {sum(metrics):,} metrics",
            f"keep at most {MOST_METRICS:,}, and make a second dashboard",
            why=_WHY,
        )


def _rows(widget: Widget) -> list[object]:
    rows = widget.properties.get("metrics")
    return rows if isinstance(rows, list) else []


def _size(widget: Widget) -> Iterator[tuple[str, str]]:
    for key, least, most in (
        ("width", 1, COLUMNS),
        ("height", 1, TALLEST),
        ("x", 0, COLUMNS - 1),
        ("y", 0, None),
    ):
        number = widget.value.get(key)
        if not isinstance(number, (int, float)) or isinstance(number, bool):
            continue
        if number < least or (most is not None and number > most):
            allowed = f"{least} or more" if most is None else f"{least} to {most:,}"
            yield f"has {key} {number:g}", f"write {allowed}"


def _missing(widget: Widget) -> Iterator[tuple[str, str]]:
    properties = widget.properties
    for key in _NEEDED.get(widget.type, ()):
        if key not in properties:
            yield f"is of the type {widget.type} and has no {key}", f"add {key} to its properties"
    if widget.type != "metric":
        return
    if properties.keys() <= _WITHOUT_DATA:
        yield "is of the type metric and has no metrics", "add metrics to its properties"
    if len(_rows(widget)) > MOST_METRICS_IN_A_WIDGET:
        yield f"has {len(_rows(widget)):,} metrics", f"keep at most {MOST_METRICS_IN_A_WIDGET}"
    for row in _rows(widget):
        if not isinstance(row, list):
            yield f"has {quoted(row)} among its metrics", "write each metric as a list of texts"


CHECK = Check(
    id=_ID,
    title="CloudWatch takes each dashboard.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html",
        "https://github.com/aws-samples/aws-eda-slurm-cluster/issues/116",
    ),
)
