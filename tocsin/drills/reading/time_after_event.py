"""When somebody has to be paged about an event: counted from when it happens."""

from tocsin.diagnostics import YamlValue
from tocsin.drills.expectations import Span

_TIMES = ("at", "within", "from")


def read_span_after_event(expectation: YamlValue) -> Span | None:
    """Return when: at a time, or within a duration of another; None where nothing says it."""
    at, within, origin = map(expectation.get, _TIMES)
    if at is not None:
        for other in filter(None, (within, origin)):
            other.report("conflicting-keys", "at excludes within and from", "keep one of them")
        seconds = at.seconds()
        return None if seconds is None else Span(first=seconds, last=seconds)
    if within is None:
        if origin is not None:
            what = "from says from when on within counts"
            origin.report("conflicting-keys", what, "add within, or remove from")
        return None
    first = 0.0 if origin is None else origin.seconds()
    length = within.seconds()
    if first is None or length is None:
        return None
    return Span(first=first, last=first + length)


def refuse_times(expectation: YamlValue, subject: str) -> None:
    """Report times at what has none: EventBridge states none for what it sends."""
    for name in _TIMES:
        if written := expectation.get(name):
            what = f"{name} says when somebody is paged, and the expectation is about {subject}"
            written.report("conflicting-keys", what, f"remove {name}")
