"""Detectors of log events that are unlike those of before."""

from datetime import timedelta

from tocsin.diagnostics import KeyPath
from tocsin.plan.log_groups.filters import check_pattern
from tocsin.plan.log_groups.names import full_name
from tocsin.plan.specs import LogAnomaliesSpec
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import LogGroup


def make_detector(
    context: StageContext, key_path: KeyPath, group: LogGroup
) -> LogAnomaliesSpec | None:
    """Return the detector of a log group, if it has one; report a pattern that is wrong."""
    found = group.detector
    if found is None:
        return None
    if found.pattern is not None:
        check_pattern(context, (*key_path, "anomalies", "pattern"), found.pattern)
    return LogAnomaliesSpec(
        name=full_name(context, key_path),
        minutes=found.every // timedelta(minutes=1),
        pattern=found.pattern,
        visible_days=found.visible_for.days,
    )
