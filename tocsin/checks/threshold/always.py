"""A threshold that every datapoint crosses, where silence does not end the alarm either."""

from collections.abc import Iterator

from tocsin.alarms import Comparison, StatisticKind, TreatMissingData
from tocsin.checks.check import Check, Verdict
from tocsin.checks.known_alarm import KnownAlarm, known_alarms
from tocsin.checks.subject import Subject
from tocsin.checks.threshold.idle_alarms import idle_alarms, why_of_ranges
from tocsin.checks.threshold.other_unit import meant_threshold
from tocsin.checks.threshold.set_later import sets_alarms_later, undecided
from tocsin.diagnostics import Problem

_ID = "threshold/always"
_PLAIN = frozenset(
    {StatisticKind.AVERAGE, StatisticKind.SUM, StatisticKind.MINIMUM, StatisticKind.MAXIMUM}
)


def _find(subject: Subject) -> Iterator[Verdict]:
    for each in subject.memo(idle_alarms):
        if not each.is_kind("always", by_algebra=False):
            continue
        known, where = each.known, each.known.locate("Threshold")
        if subject.memo(sets_alarms_later):
            yield undecided(_ID, where)
        else:
            yield each.problem(_ID, where, why_of_ranges(known), meant_threshold(known))
    said = {each.known for each in subject.memo(idle_alarms)}
    for known in subject.memo(known_alarms):
        if known not in said and _is_zero_or_more(known):
            yield _breaches_with_zero(known)


def _is_zero_or_more(known: KnownAlarm) -> bool:
    """Say whether zero breaches and everything above, of a metric that is zero when all is well."""
    metric, statistic = known.result, known.result_query.statistic
    if metric is None or statistic is None or statistic.kind not in _PLAIN:
        return False
    if metric.facts is None and metric.filtered is None:
        return _may_be_meant_otherwise(known)
    found = known.crossing
    is_traffic = metric.roles == {"traffic"}
    has_zeros = metric.range.low == 0 and known.is_on_much and not is_traffic
    return has_zeros and found is not None and found.can_breach and not found.can_be_healthy


def _may_be_meant_otherwise(known: KnownAlarm) -> bool:
    """Say whether an alarm on somebody's own metric fires on zero and on everything above.

    Where missing data is known not to breach, it may be meant: an alarm on anything at all.
    """
    definition = known.definition
    return (
        definition.comparison is Comparison.GREATER_OR_EQUAL
        and definition.threshold == 0
        and known.treatment is not TreatMissingData.NOT_BREACHING
    )


def _breaches_with_zero(known: KnownAlarm) -> Problem:
    metric = known.result
    assert metric is not None, "only alarms on one metric are asked about"
    is_known = metric.facts is not None or metric.filtered is not None
    unless = "" if is_known else ": unless it is negative at times, the alarm never ends"
    return Problem(
        kind=_ID,
        where=known.locate("Threshold"),
        what=f"{metric.metric.name} breaches with zero and with anything above{unless}",
        fix="write GreaterThanThreshold if zero is fine",
        why="each datapoint breaches, also one that says that all is well"
        if is_known
        else "most metrics count or measure something, and are never negative",
        severity="warning",
    )


CHECK = Check(
    id=_ID,
    title="Some datapoint does not cross the threshold of each alarm.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html",
    ),
)
