"""What CloudWatch Logs would refuse of metric filters, or read in another way than is meant."""

from tocsin.diagnostics import KeyPath, quoted
from tocsin.logs import (
    FilterPatternError,
    check_value,
    compile_filter_pattern,
    contradiction_in,
    ignored_terms,
)
from tocsin.plan.log_groups.samples import check_samples
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import LogGroup, MetricFilter

MOST_WITH_REGULAR_EXPRESSION = 5
"""Filters of a log group, of metrics and of subscriptions together.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html#regex-expressions
"""


def check_filters(context: StageContext, key_path: KeyPath, group: LogGroup) -> None:
    """Report what is wrong with the metric filters of a log group."""
    valid = [
        settings
        for name, settings in group.metric_filters.items()
        if _is_valid(context, (*key_path, "metric_filters", name), settings)
    ]
    patterns = [settings.pattern for settings in valid]
    if group.archive is not None and group.archive.pattern is not None:
        patterns.append(group.archive.pattern)
    with_expression = sum("%" in pattern for pattern in patterns)
    if with_expression > MOST_WITH_REGULAR_EXPRESSION:
        context.report(
            "too-many-regular-expressions",
            (*key_path, "metric_filters"),
            f"{with_expression} filters have regular expressions, and a log group takes "
            f"{MOST_WITH_REGULAR_EXPRESSION}",
            "write some without",
        )


def check_pattern(context: StageContext, key_path: KeyPath, pattern: str) -> bool:
    """Report what is wrong with a pattern at *key_path*; return whether an event can match it."""
    try:
        compile_filter_pattern(pattern)
    except FilterPatternError as error:
        what = f"{quoted(error.pattern)}: {error.why}"
        context.report("wrong-filter-pattern", key_path, what, error.fix)
        return False
    if ignored := ignored_terms(pattern):
        context.report(
            "ignored-terms",
            key_path,
            f"CloudWatch Logs ignores {', '.join(ignored)} beside terms without ?",
            "write all terms with ?, or none",
        )
    if (why := contradiction_in(pattern)) is not None:
        context.report(
            "pattern-never",
            key_path,
            f"no log event matches {quoted(pattern)}: {why}",
            "join conditions of which one is enough by || in place of &&, or correct one",
        )
        return False
    return True


def _is_valid(context: StageContext, key_path: KeyPath, settings: MetricFilter) -> bool:
    if not check_pattern(context, (*key_path, "pattern"), settings.pattern):
        return False
    try:
        check_value(settings.pattern, settings.value)
    except FilterPatternError as error:
        what = f"{quoted(error.pattern)}: {error.why}"
        fix = "write a number, or a field that the pattern reads"
        context.report("wrong-filter-value", (*key_path, "value"), what, fix)
    else:
        check_samples(context, key_path, settings)
    return True
