"""What a viewpoint changes about an alarm, for all stages and for one."""

from collections.abc import Mapping

from tocsin.plan.stage_context import KeyPath
from tocsin.viewpoint import AlarmOverride, Off

Change = AlarmOverride | Off

_FIELDS = tuple(AlarmOverride.model_fields)


def merge(*changes: Change | None) -> Change:
    """Return one change for several; later ones win, and `off` stays off until something is set."""
    merged: Change = AlarmOverride()
    for change in changes:
        if change is None:
            continue
        if change == "off":
            merged = "off"
        elif isinstance(change, AlarmOverride):
            base = AlarmOverride() if merged == "off" else merged
            merged = base.model_copy(update=_given(change))
    return merged


def for_stage(stages: Mapping[str, Change], stage: str) -> Change | None:
    """Return what differs in *stage*, if anything."""
    return stages.get(stage)


def where(path: KeyPath, stages: Mapping[str, Change], stage: str, setting: str) -> KeyPath:
    """Return where *setting* of the alarm at *path* stands: in the stage's changes or above."""
    change = stages.get(stage)
    if isinstance(change, AlarmOverride) and getattr(change, setting) is not None:
        return (*path, "stages", stage, setting)
    return (*path, setting)


def _given(change: AlarmOverride) -> dict[str, object]:
    return {name: value for name in _FIELDS if (value := getattr(change, name, None)) is not None}
