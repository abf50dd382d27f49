"""A statistic that means nothing for the metric: a sum of percentages, or of levels."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tocsin.catalogue import MetricFacts
from tocsin.checks.check import Check, Verdict
from tocsin.checks.metric.read_metric import ReadMetric, read_metrics
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, number_text

_ID = "metric/statistic"
_TIMES = frozenset({"Seconds", "Milliseconds", "Microseconds"})
_GREATER = ("GreaterThanThreshold", "GreaterThanOrEqualToThreshold")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Nonsense:
    what: str
    fix: str


def _find(subject: Subject) -> Iterator[Verdict]:
    for each in subject.memo(read_metrics):
        if each.here is None or not each.here.publications or each.reading.statistic is None:
            continue
        found = next(filter(None, (rule(each, each.here) for rule in _RULES)), None)
        if found is not None:
            yield Problem(
                kind=_ID,
                where=each.statistic_location(each.statistic_key),
                what=found.what,
                fix=found.fix,
                why="CloudWatch computes every statistic of every metric, whether it says "
                "something or not",
                severity="warning",
            )


def _sum_of_shares(each: ReadMetric, facts: MetricFacts) -> _Nonsense | None:
    """A share of each sample, added up: two samples of 60 % are 120."""
    is_sum = each.reading.statistic == "Sum" and "Sum" not in facts.statistics
    if not is_sum or facts.units != {"Percent"} or not _has_samples(each, facts):
        return None
    what = f"the sum of {each.name} adds up percentages, one of each sample of the period"
    return _Nonsense(what=what, fix=f"use {_useful(facts)}")


def _has_samples(each: ReadMetric, facts: MetricFacts) -> bool:
    """Say whether a period has several samples: of several minutes, or of several machines."""
    interval, period = facts.interval, each.reading.period
    return bool(interval and period and period > interval) or each.namespace == "AWS/ECS"


def _sum_of_times(each: ReadMetric, facts: MetricFacts) -> _Nonsense | None:
    """The latencies of all requests, added up: it grows with traffic."""
    is_time = bool(facts.units) and facts.units <= _TIMES
    is_compared = each.reading.statistic == "Sum" and each.reading.is_returned
    if not is_compared or not is_time or "Sum" in facts.statistics:
        return None
    # A latency has a sample for each call, an age or a lag one for each interval.
    is_of_calls = all(each.metric.role == "latency" for each in facts.publications)
    if not is_of_calls and not _has_samples(each, facts):
        return None
    what = f"the sum of {each.name} grows with the number of samples, not with how long they take"
    return _Nonsense(what=what, fix=f"use {_useful(facts)}")


def _sum_of_gauge(each: ReadMetric, facts: MetricFacts) -> _Nonsense | None:
    """A level that is measured every minute, added up over several."""
    interval, period = facts.interval, each.reading.period
    if each.reading.statistic != "Sum" or not _is_level(each, facts) or not interval or not period:
        return None
    times = period / interval
    if times <= 1 or not each.reading.is_returned or _asks_whether_any(each, times):
        return None
    what = (
        f"the sum of {each.name} counts one level {number_text(times)} times: it is measured "
        "that often"
    )
    return _Nonsense(what=what, fix=f"use {_useful(facts)}")


def _is_level(each: ReadMetric, facts: MetricFacts) -> bool:
    """Say whether a metric is a level that is measured, and not a count of what happens.

    The sum of a state that is 0 or 1 says how many minutes it was 1.
    """
    is_measured = facts.emissions == {"continuous"} or each.namespace == "AWS/SQS"
    return is_measured and "Sum" not in facts.statistics and facts.range != (0, 1)


def _asks_whether_any(each: ReadMetric, times: float) -> bool:
    """Say whether an alarm asks only if there is anything, which a sum says as well."""
    properties = each.alarm.template_alarm.properties
    threshold = properties.get("Threshold")
    is_above = properties.get("ComparisonOperator") in _GREATER
    return is_above and isinstance(threshold, int | float) and threshold < times


def _number_of_samples(each: ReadMetric, facts: MetricFacts) -> _Nonsense | None:
    """How often a level was measured, which never changes with the level."""
    is_counted = each.reading.statistic == "SampleCount" and each.reading.is_returned
    comparison = each.alarm.template_alarm.properties.get("ComparisonOperator")
    if not is_counted or facts.emissions != {"continuous"} or comparison not in _GREATER:
        return None
    what = f"the SampleCount of {each.name} is how often it was measured, whatever its value"
    return _Nonsense(what=what, fix=f"use {_useful(facts)}")


def _useful(facts: MetricFacts) -> str:
    return " or ".join(sorted(facts.statistics - {"SampleCount"}))


_RULES: tuple[Callable[[ReadMetric, MetricFacts], _Nonsense | None], ...] = (
    _sum_of_shares,
    _sum_of_times,
    _sum_of_gauge,
    _number_of_samples,
)

CHECK = Check(
    id=_ID,
    title="The statistic that an alarm reads says something about the metric.",
    severity="warning",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html",
    ),
)
