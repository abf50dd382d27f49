"""Reads which recommended alarms nobody wants.

without:
  - {alarm: lambda_function/throttles, because: retries absorb them}
  - {alarm: lambda_function/slow-invocations, resource: nightly-*, because: it may take hours}
"""

from collections.abc import Iterator

from tocsin.catalogue import load_resource_type, resource_types
from tocsin.diagnostics import YamlValue, did_you_mean, quoted
from tocsin.inventory import UnwantedAlarm

_REQUIRED = {
    "alarm": "write a type of the catalogue and its alarm, as lambda_function/throttles",
    "because": "write why nobody wants it",
}
_KEYS = (*_REQUIRED, "resource")


def read_unwanted(node: YamlValue | None) -> Iterator[UnwantedAlarm]:
    """Yield the entries that are well-formed; what is wrong with others is collected."""
    for item in node.items() if node else ():
        if (unwanted := _one(item)) is not None:
            yield unwanted


def _one(item: YamlValue) -> UnwantedAlarm | None:
    if not item.keys(_KEYS):
        return None
    for key, fix in _REQUIRED.items():
        if not item.has(key):
            item.report("missing-key", f"{key} is missing", fix)
    alarm = item.get("alarm")
    named = _named(alarm) if alarm is not None else None
    because = _text(item, "because")
    if named is None or not because:
        return None
    kind, alarm_id = named
    resource = _text(item, "resource") or "*"
    return UnwantedAlarm(type=kind, alarm=alarm_id, because=because, resource=resource)


def _text(item: YamlValue, key: str) -> str:
    node = item.get(key)
    return (node.text() or "").strip() if node is not None else ""


def _named(node: YamlValue) -> tuple[str, str] | None:
    """Return the type and the alarm that a text names."""
    text = node.text()
    if text is None:
        return None
    kind, _, alarm = text.partition("/")
    if kind not in resource_types():
        what = f"the catalogue has no type {quoted(kind)}"
        node.report("unknown-type", what, did_you_mean(kind, resource_types()))
        return None
    known = load_resource_type(kind).alarms
    if alarm not in known:
        what = f"{kind} has no alarm {quoted(alarm)}"
        node.report("unknown-alarm", what, did_you_mean(alarm, known))
        return None
    return kind, alarm
