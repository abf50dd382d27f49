"""The thresholds of one alarm in one stage, each with its severity, and whether they fit."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import combinations

from tocsin.on_call import SEVERITIES, Severity
from tocsin.plan.alarm_settings import AlarmChanges, AlarmSettings, settings_in_stage
from tocsin.plan.period import check_window
from tocsin.plan.stage_context import StageContext
from tocsin.plan.time_to_page import declared
from tocsin.viewpoint import Condition, Threshold

Thresholds = Mapping[Severity, Threshold]

_PLAIN: Severity = "critical"
"""Of thresholds that are written side by side, the one whose alarm has no word at its name's end.

It does not depend on which others there are, so that adding one renames none.
"""


def settings_by_threshold(
    context: StageContext,
    defaults: AlarmSettings,
    changes: AlarmChanges,
    *,
    thresholds: Thresholds,
    published: timedelta,
) -> list[AlarmSettings]:
    """Return how each alarm of a record is set in the stage, the most urgent first.

    Args:
        context: The stage.
        defaults: What holds where nothing is changed.
        changes: What the viewpoint changes.
        thresholds: Those that the record has side by side; none if *defaults* has its one.
        published: How often what the alarm reads has a new value.
    """
    shared = settings_in_stage(context, defaults, changes, published=published)
    if shared is None:
        return []
    own = {**thresholds, **changes.thresholds}
    kept = {severity: each for severity, each in own.items() if each != "off"}
    found = [
        _with(shared, severity, kept[severity], changes, is_plain=_is_plain(severity, thresholds))
        for severity in SEVERITIES
        if severity in kept
    ]
    if thresholds:
        _refuse_single(context, changes)
    elif shared.severity in changes.thresholds:
        _report_twice(context, changes, shared.severity)
    else:
        found.append(shared)
    found.sort(key=lambda each: SEVERITIES.index(each.severity))
    for each in found:
        if each is not shared:
            check_window(
                context,
                changes.setting_path(each.severity),
                period=each.period,
                evaluation_periods=each.condition.evaluation_periods,
            )
    for urgent, other in combinations(found, 2):
        _check_order(context, changes, urgent, other)
    return found


def _is_plain(severity: Severity, thresholds: Thresholds) -> bool:
    return bool(thresholds) and severity == _PLAIN


def _with(
    shared: AlarmSettings,
    severity: Severity,
    threshold: Threshold,
    changes: AlarmChanges,
    *,
    is_plain: bool,
) -> AlarmSettings:
    return replace(
        shared,
        severity=severity,
        condition=threshold.when,
        treat_missing_data=threshold.missing or shared.treat_missing_data,
        detect_within=declared(threshold.detect_within) or shared.detect_within,
        what_happened=threshold.means,
        level="" if is_plain else severity,
        condition_path=changes.setting_path(severity),
    )


def _refuse_single(context: StageContext, changes: AlarmChanges) -> None:
    """Report what changes the one threshold of an alarm that has one for each severity."""
    for setting in ("severity", "when"):
        if changes.sets(setting):
            context.report(
                "thresholds-by-severity",
                changes.setting_path(setting),
                f"the alarm has a threshold for each severity, and {setting} changes none of them",
                "write the severity as the key, as warning: '> 5 for 3 of 3'",
            )


def _report_twice(context: StageContext, changes: AlarmChanges, severity: Severity) -> None:
    context.report(
        "threshold-twice",
        changes.setting_path(severity),
        f"the alarm is {severity} already, by its own threshold",
        "write when, to change that one, or another severity, to add one",
    )


def _check_order(
    context: StageContext, changes: AlarmChanges, urgent: AlarmSettings, other: AlarmSettings
) -> None:
    """Report thresholds of which the more urgent is not the worse: the other would be in vain."""
    if _is_worse(urgent.condition, other.condition):
        return
    context.report(
        "thresholds-out-of-order",
        changes.setting_path(urgent.severity),
        f"'{urgent.condition}' is {urgent.severity} and not worse than '{other.condition}', "
        f"which is {other.severity}",
        f"let {urgent.severity} have the threshold that is further from what is usual, or of two "
        "equal ones the one that takes longer",
        why="Whoever is to be warned first is told last, or never alone.",
        rests_on=[changes.setting_path(other.severity)],
    )


def _is_worse(urgent: Condition, other: Condition) -> bool:
    """Tell whether a condition is beyond another of the same direction, or lasts longer."""
    if urgent.is_band != other.is_band:
        # What CloudWatch has learnt lies where nobody knows: it may be the worse one.
        return True
    if urgent.is_lower != other.is_lower:
        return False
    if urgent.is_band and urgent.threshold != other.threshold:
        return urgent.threshold > other.threshold
    if urgent.threshold == other.threshold:
        return urgent.datapoints_to_alarm > other.datapoints_to_alarm
    return (urgent.threshold < other.threshold) == urgent.is_lower
