"""Alarms whose threshold decides nothing: all datapoints that can be breach it, or none does."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from tocsin.alarms import Crossing, IdleThreshold, StatisticKind, idle_threshold, range_text
from tocsin.algebra import ANY
from tocsin.checks.known_alarm import KnownAlarm, known_alarms
from tocsin.checks.known_metric import KnownMetric
from tocsin.checks.parts import is_part
from tocsin.checks.subject import Subject
from tocsin.checks.threshold.guards import idle_guard
from tocsin.diagnostics import Location, Problem, ProblemSeverity, number_text

_PERCENT: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleAlarm:
    """An alarm whose threshold decides nothing.

    Attributes:
        known: The alarm.
        crossing: What its datapoints can do.
        idle: Why its threshold decides nothing.
        guard: The condition of its metric math that never holds, and so decides; None if none.
    """

    known: KnownAlarm
    crossing: Crossing
    idle: IdleThreshold
    guard: str | None

    def is_kind(self, fires: Literal["always", "never"], *, by_algebra: bool) -> bool:
        """Say whether it always or never fires, for one reason and not for a guard."""
        same = self.idle.fires == fires and self.crossing.by_algebra is by_algebra
        return same and self.guard is None

    @property
    def severity(self) -> ProblemSeverity:
        """An error but where a range may be wider: others may publish what a metric filter does."""
        metrics = self.known.metrics.values()
        is_sure = all(
            each.filtered is None and (each.samples is None or each.samples.is_documented)
            for each in metrics
        )
        return "error" if is_sure else "warning"

    def problem(self, kind: str, where: Location, why: str, more: str = "") -> Problem:
        """Return it as a problem; `more` is what else to change."""
        fix = "; ".join(filter(None, (more, self.idle.fix)))
        return Problem(
            kind=kind,
            where=where,
            what=self.idle.what,
            fix=fix,
            why=why,
            severity=self.severity,
        )


def idle_alarms(subject: Subject) -> tuple[IdleAlarm, ...]:
    """Return the alarms of an assembly whose threshold decides nothing."""
    return tuple(_idle_alarms(subject))


def _idle_alarms(subject: Subject) -> Iterator[IdleAlarm]:
    for known in subject.memo(known_alarms):
        found = known.crossing
        if found is None or not found.is_decided:
            continue
        if not found.can_breach or not _has_a_datapoint_a_period(known):
            idle = idle_threshold(known.definition, found)
        else:
            # Silence is a resource that is gone, and does not end an alarm on one that is there.
            idle = idle_threshold(known.definition, replace(found, can_be_missing=False))
        if idle is not None:
            guard = idle_guard(known) if idle.fires == "never" else None
            yield IdleAlarm(known=known, crossing=found, idle=idle, guard=guard)


def _has_a_datapoint_a_period(known: KnownAlarm) -> bool:
    """Say whether the metric is published in each period, so that silence is not what decides.

    An alarm on the number of samples is on silence.
    """
    metric, statistic = known.result, known.result_query.statistic
    if statistic is not None and statistic.kind is StatisticKind.SAMPLE_COUNT:
        return False
    if metric is None or not metric.is_continuous or metric.facts is None:
        return False
    interval = metric.facts.interval
    return interval is not None and interval <= known.definition.period


def why_of_ranges(known: KnownAlarm) -> str:
    """Say between which numbers the samples of an alarm's metrics lie, and who says so."""
    reasons = (_why(known, query_id, metric) for query_id, metric in known.metrics.items())
    return "; ".join(dict.fromkeys(filter(None, reasons)))


def _why(known: KnownAlarm, query_id: str, metric: KnownMetric) -> str:
    statistic = known.definition.query(query_id).statistic
    if statistic is not None and statistic.kind is StatisticKind.SAMPLE_COUNT:
        return "CloudWatch has a datapoint only where there was a sample"
    if metric.range == ANY:
        return ""
    if metric.limit is not None:
        return f"{metric.limit.text}, and {metric.metric.name} does not exceed it: " + (
            metric.limit.source
        )
    shown = f"a value of {metric.metric.name} is {range_text(metric.range)}"
    if metric.samples is not None:
        return f"{shown}: {metric.samples.source}"
    if metric.filtered is not None:
        return f"{shown}: so the metric filter says"
    sources = [each.metric.source for each in metric.facts.publications] if metric.facts else []
    return f"{shown}: {sources[0]}" if sources else shown


def expression_location(known: KnownAlarm) -> Location:
    """Return where the expression stands whose series is compared."""
    ids = [query.id for query in known.definition.queries]
    return known.alarm.locate("Metrics", ids.index(known.definition.result_id), "Expression")


def why_by_algebra(known: KnownAlarm) -> str:
    """Say what cancels each other: queries of one series, or one that is part of another."""
    return "; ".join(filter(None, (same_series_text(known), _parts_text(known)))) or (
        why_of_ranges(known)
    )


def _parts_text(known: KnownAlarm) -> str:
    queries = [query for query in known.definition.queries if query.metric is not None]
    texts = (
        f"{part.id} counts some of what {whole.id} counts"
        for whole in queries
        for part in queries
        if is_part(part, whole)
    )
    return "; ".join(texts)


def fix_by_algebra(idle: IdleAlarm) -> str:
    """Say what to look at where terms cancel each other."""
    values, threshold = idle.crossing.values, idle.known.definition.threshold
    if values is not None and threshold is not None and values.high == 1 < threshold <= _PERCENT:
        number = number_text(threshold)
        return f"multiply it by 100 if {number} % is meant, or write {number_text(threshold / 100)}"
    if same_series_text(idle.known):
        return "look at the dimensions of each query: one may be meant to read another series"
    return ""


def problems_by_algebra(
    subject: Subject, check: str, kind: Literal["never", "always"]
) -> Iterator[Problem]:
    """Yield what a check says of alarms whose terms cancel each other."""
    for each in subject.memo(idle_alarms):
        if each.is_kind(kind, by_algebra=True):
            where, why = expression_location(each.known), why_by_algebra(each.known)
            yield each.problem(check, where, why, fix_by_algebra(each))


def same_series_text(known: KnownAlarm) -> str:
    """Say which queries read the same series: `m1, m2 and m3 read the same series`."""
    groups: dict[Hashable, list[str]] = defaultdict(list)
    for query in known.definition.queries:
        if query.metric is not None:
            identity = query.metric, query.statistic, query.unit, query.account_id
            groups[identity].append(query.id)
    texts = (
        f"{', '.join(ids[:-1])} and {ids[-1]} read the same series"
        for ids in groups.values()
        if len(ids) > 1
    )
    return "; ".join(texts)
