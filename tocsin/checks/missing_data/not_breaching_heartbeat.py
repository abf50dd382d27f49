"""An alarm on too little traffic that does not fire when there is none at all."""

from collections.abc import Iterator
from typing import Final

from tocsin.alarms import StatisticKind, TreatMissingData
from tocsin.checks.check import Check, Verdict
from tocsin.checks.known_alarm import KnownAlarm, known_alarms
from tocsin.checks.known_metric import ZERO_WHILE_USED, KnownMetric
from tocsin.checks.subject import Subject
from tocsin.checks.threshold import idle_alarms
from tocsin.diagnostics import Problem

_ID: Final = "missing-data/not-breaching-heartbeat"
_TOTALS: Final = frozenset({StatisticKind.SUM, StatisticKind.SAMPLE_COUNT})


def _find(subject: Subject) -> Iterator[Verdict]:
    # Of an alarm that nothing at all makes fire, this is the fix, and said there.
    never = {each.known for each in subject.memo(idle_alarms) if each.idle.fires == "never"}
    for known in subject.memo(known_alarms):
        metric = known.result
        if (
            known not in never
            and metric is not None
            and known.tells_of_a_sparse_metric
            and _is_deaf(known, metric)
        ):
            yield _problem(known, metric)


def _is_deaf(known: KnownAlarm, metric: KnownMetric) -> bool:
    """Say whether it is on little traffic, and nothing is told of none."""
    statistic = known.result_query.statistic
    is_total = statistic is not None and statistic.kind in _TOTALS
    counts = metric.filtered is not None or "traffic" in metric.roles
    tells_of_silence = known.treatment is TreatMissingData.BREACHING or bool(
        known.definition.insufficient_data_actions
    )
    has_zeros = metric.metric.namespace in ZERO_WHILE_USED
    return known.is_on_little and is_total and counts and not tells_of_silence and not has_zeros


def _problem(known: KnownAlarm, metric: KnownMetric) -> Problem:
    return Problem(
        kind=_ID,
        where=known.locate("TreatMissingData"),
        what=f"{metric.metric.name} has no datapoint where nothing happens, and missing data do "
        "not breach: the alarm does not fire when all of it stops",
        fix="write TreatMissingData: breaching, or count zero by metric math: FILL(m1, 0)",
        why="a total outage is silence, and not a small number",
        severity="warning",
    )


CHECK: Final = Check(
    id=_ID,
    title="An alarm on too little traffic fires when there is none.",
    severity="warning",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html",
    ),
)
