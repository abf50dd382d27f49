"""Missing data left to the default, of a metric that is there only when something happens."""

import re
from collections.abc import Iterator
from typing import Final

from tocsin.alarms import TreatMissingData
from tocsin.checks.check import Check, Verdict
from tocsin.checks.known_alarm import KnownAlarm, known_alarms
from tocsin.checks.known_metric import ZERO_WHILE_USED, KnownMetric
from tocsin.checks.missing_data.polled_queues import is_polled
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem

_ID: Final = "missing-data/sparse-default"
_UNTOUCHED: Final = frozenset({TreatMissingData.MISSING, TreatMissingData.IGNORE})
_RATE: Final = re.compile("Rate|Percent|Utilization")
_COUNTS: Final = frozenset({"Count", "None"})


def _find(subject: Subject) -> Iterator[Verdict]:
    for known in subject.memo(known_alarms):
        if not known.tells_of_a_sparse_metric or known.treatment not in _UNTOUCHED:
            continue
        metric = known.result
        if metric is None or not known.is_on_much or not _counts_failures(metric):
            continue
        if is_polled(known, subject):
            continue
        if known.treatment is TreatMissingData.MISSING:
            yield _rests(known, metric)
        elif metric.metric.namespace not in ZERO_WHILE_USED:
            yield _stays(known, metric)


def _counts_failures(metric: KnownMetric) -> bool:
    """Say whether it counts what goes wrong, so that no datapoint is good news."""
    if metric.filtered is not None:
        return True
    if _RATE.search(metric.metric.name):
        return False
    counts = {"errors", "saturation"} if metric.unit == "Count" else {"errors"}
    return metric.unit in _COUNTS and bool(metric.roles & counts)


def _rests(known: KnownAlarm, metric: KnownMetric) -> Problem:
    tells = ", and its OK actions run only if a good datapoint comes"
    return Problem(
        kind=_ID,
        where=known.locate("TreatMissingData"),
        what=f"{metric.metric.name} has no datapoint where nothing happens, and missing data are "
        "left to the default: while all is quiet the alarm rests in INSUFFICIENT_DATA"
        f"{tells if known.definition.ok_actions else ''}",
        fix="write TreatMissingData: notBreaching",
        why="nobody can tell this INSUFFICIENT_DATA from that of an alarm whose metric does not "
        "exist, and an incident that ends in silence is never reported as over",
        severity="note" if metric.metric.namespace in ZERO_WHILE_USED else "warning",
    )


def _stays(known: KnownAlarm, metric: KnownMetric) -> Problem:
    crossing = known.crossing
    for_ever = crossing is not None and not crossing.can_be_healthy
    until = "for ever" if for_ever else "until a good datapoint comes"
    return Problem(
        kind=_ID,
        where=known.locate("TreatMissingData"),
        what=f"{metric.metric.name} has no datapoint where nothing happens, and missing data are "
        f"ignored: after the first incident the alarm stays in ALARM {until}",
        fix="write TreatMissingData: notBreaching",
        why="an alarm acts when its state changes: while it stays in ALARM, the next incident "
        "tells nobody",
        severity="error" if for_ever else "warning",
    )


CHECK: Final = Check(
    id=_ID,
    title="An alarm on failures says what it counts as if nothing fails.",
    severity="warning",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html",
    ),
)
