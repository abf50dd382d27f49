"""What a stage changes of the viewpoint, by one rule for all of it.

Mappings are merged key by key, `off` takes a key out, and everything else, lists too, replaces what
stands there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tocsin.diagnostics import InvalidValueError, KeyPath, nearest, quoted

OVERRIDABLE = (
    "severities", "warm_up", "page_by", "pulse", "contacts", "on_call", "absences", "business_days",
    "escalation", "incidents", "services", "maintenance", "tracing", "events", "data_protection",
    "dashboards", "cloudwatch_dashboards", "grafana",
)  # fmt: skip
"""The keys of a viewpoint that a stage may change."""

OFF = "off"

ANY = "*"
"""Any key, in the pattern of a place."""

_ALARM = ("services", ANY, "alarms", ANY)
_RECOMMENDED_ALARM = ("services", ANY, "resources", ANY, "alarms", ANY)
_EVENT = ("events", ANY)
_INCIDENTS = ("incidents",)
_CLAIM = ("data_protection", "protected", ANY, "objectives", ANY)
_LOG_ALARM = ("services", ANY, "log_groups", ANY, "alarms", ANY)
_BROUGHT_ALONG = (_RECOMMENDED_ALARM, _LOG_ALARM, _EVENT, _INCIDENTS, _CLAIM)
"""Not written where it is as usual, so that `off` stays there and leaves it out."""

Fault = tuple[KeyPath, InvalidValueError]
"""Where something in the changes cannot be meant, and what is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageOverride:
    """The changes of one stage, as they are written.

    Attributes:
        stage: The stage's name.
        base: What the viewpoint says for all stages, by keys of `OVERRIDABLE`.
        changes: What the stage says in place of it.
    """

    stage: str
    base: Mapping[str, Any]
    changes: Mapping[str, Any]

    @property
    def merged(self) -> dict[str, Any]:
        """What holds in the stage."""
        return _merged(self.base, self.changes, ())

    def located(self, path: KeyPath) -> KeyPath:
        """Return where that is written which stands at *path* in what holds in the stage."""
        return ("stages", self.stage, *path) if self.decides(path) else path

    def decides(self, path: KeyPath) -> bool:
        """Tell whether the stage decides what stands at *path*, and not the viewpoint."""
        base: Any = self.base
        changes: Any = self.changes
        for part in path:
            if not isinstance(changes, dict):
                return True
            if part not in changes:
                return False
            changes = changes[part]
            base = base.get(part)
            if not isinstance(base, dict):
                return True
        return bool(path)

    def adds(self, path: KeyPath) -> bool:
        """Tell whether what stands at *path* is new, in a mapping that is there without it."""
        around: Any = self.base
        for part in path[:-1]:
            around = around.get(part) if isinstance(around, dict) else None
        return isinstance(around, dict) and path[-1] not in around

    def others(self, path: KeyPath) -> tuple[str, ...]:
        """Return what else stands beside *path* in the viewpoint."""
        around: Any = self.base
        for part in path[:-1]:
            around = around[part]
        return tuple(around)

    @property
    def faults(self) -> Iterator[Fault]:
        """What of the changes cannot be meant."""
        return self._faults(self.base, self.changes, ())

    def _faults(
        self, base: Mapping[str, Any], changes: Mapping[str, Any], path: KeyPath
    ) -> Iterator[Fault]:
        for key, value in changes.items():
            there, own = (*path, key), base.get(key)
            if key == "stages" and _is_alarm(path):
                what, fix = "the changes of a stage have no stages", "write it without 'stages'"
                yield there, InvalidValueError(what, fix)
                continue
            if value is None:
                what = "nothing is written here"
                fix = "write what holds in the stage, or off to take it out there"
                yield there, InvalidValueError(what, fix)
            elif value == OFF and key not in base and not _is_brought_along(there):
                what = f"there is no {quoted(key)} to take out"
                yield there, InvalidValueError(what, nearest(str(key), base) or "remove it")
            if _is_alarm(there) and self._is_said_by(own):
                what = f"the alarm says itself what differs in {self.stage}"
                yield there, InvalidValueError(what, "keep one of both places")
            if isinstance(value, dict) and (own is None or isinstance(own, dict)):
                yield from self._faults(own or {}, value, there)

    def _is_said_by(self, alarm: object) -> bool:
        """Tell whether an alarm says itself what differs in the stage: the shorter way."""
        stages = alarm.get("stages") if isinstance(alarm, dict) else None
        return isinstance(stages, dict) and self.stage in stages


def stage_overrides(data: Mapping[str, Any]) -> Iterator[StageOverride]:
    """Yield the changes of each stage of *data*, a viewpoint as it is written, that has some."""
    base = {key: data[key] for key in OVERRIDABLE if data.get(key) is not None}
    stages = data.get("stages")
    for name, stage in stages.items() if isinstance(stages, dict) else ():
        if isinstance(stage, dict):
            changes = {key: stage[key] for key in OVERRIDABLE if key in stage}
            if changes:
                yield StageOverride(stage=name, base=base, changes=changes)


def _merged(base: Mapping[str, Any], changes: Mapping[str, Any], path: KeyPath) -> dict[str, Any]:
    """Return *base* with *changes*; what is new stands before the next key that is not."""
    found = dict(base)
    new: dict[str, Any] = {}
    for key, value in changes.items():
        there = (*path, key)
        if value is None:
            continue
        if value == OFF and not _is_brought_along(there):
            found.pop(key, None)
        elif key not in base:
            new[key] = _new(value, there)
        else:
            own = base[key]
            both = isinstance(own, dict) and isinstance(value, dict)
            found[key] = _merged(own, value, there) if both else _new(value, there)
            found, new = _with_before(found, new, key), {}
    return {**found, **new}


def _new(value: Any, path: KeyPath) -> Any:  # noqa: ANN401 - any YAML value
    return _merged({}, value, path) if isinstance(value, dict) else value


def _with_before(found: dict[str, Any], new: dict[str, Any], key: str) -> dict[str, Any]:
    """Return *found* with what is *new* before *key*."""
    at = list(found).index(key)
    items = list(found.items())
    return dict([*items[:at], *new.items(), *items[at:]])


def _is_alarm(path: KeyPath) -> bool:
    return any(fits(each, path) for each in (_ALARM, _RECOMMENDED_ALARM, _LOG_ALARM))


def _is_brought_along(path: KeyPath) -> bool:
    return any(fits(pattern, path) for pattern in _BROUGHT_ALONG)


def fits(pattern: tuple[str, ...], path: KeyPath) -> bool:
    """Tell whether *path* has the keys of *pattern*, in which `ANY` stands for any."""
    return len(pattern) == len(path) and all(
        part in {ANY, key} for part, key in zip(pattern, path, strict=True)
    )
