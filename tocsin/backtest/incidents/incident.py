"""Incidents that people had, as a file says them."""

from collections.abc import Iterable
from dataclasses import dataclass

from tocsin.diagnostics import YamlValue, did_you_mean, quoted

_KEYS = ("name", "alarms", "start", "end", "page_within")


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Something that went wrong.

    Attributes:
        name: What people call it.
        start: When users began to feel it, in seconds since 1970.
        end: When it was over.
        alarms: The alarms that should have told of it; empty for any.
        page_within: Seconds from its start within which somebody should have been alerted; None for
            what the severity of the alarm says.
    """

    name: str
    start: float
    end: float
    alarms: tuple[str, ...] = ()
    page_within: float | None = None


def read_incidents(text: str, name: str, alarms: Iterable[str]) -> tuple[Incident, ...]:
    """Return the incidents of a file, in order of time.

    Args:
        text: YAML: a list.
        name: The file, for problems.
        alarms: The names of the alarms that there are.

    Raises:
        InvalidInputError: Something in it is wrong.
    """
    top = YamlValue.top(text, name, kind="file of incidents", room="incidents")
    known = tuple(alarms)
    found = []
    if isinstance(top.value, list) and top.value:
        found = [_incident(each, known) for each in top.items()]
    else:
        top.report("none", "there is no list of incidents", "begin each incident with a dash")
    read = [each for each in found if each is not None]
    for each in _doubled(read):
        top.report("twice", f"{quoted(each)} is the name of two incidents", "name one otherwise")
    top.collector.raise_if_any()
    return tuple(sorted(read, key=lambda each: (each.start, each.name)))


def _incident(value: YamlValue, alarms: tuple[str, ...]) -> Incident | None:
    if not value.keys(_KEYS):
        return None
    for key in ("name", "start", "end"):
        if not value.has(key):
            value.report("missing", f"{key} is missing", f"write {key}")
    name, start, end = (value.get(key) for key in ("name", "start", "end"))
    called = name.text() if name else None
    begin, finish = (each.moment() if each else None for each in (start, end))
    if begin is not None and finish is not None and finish <= begin:
        value.report("order", "the end is not after the start", "write when it was over")
    within = value.get("page_within")
    seconds = within.seconds(at_least=1) if within else None
    named = _alarms(value.get("alarms"), alarms)
    if called is None or begin is None or finish is None:
        return None
    return Incident(name=called, start=begin, end=finish, alarms=named, page_within=seconds)


def _alarms(value: YamlValue | None, known: tuple[str, ...]) -> tuple[str, ...]:
    found = []
    for each in value.items() if value is not None else ():
        name = each.text()
        if name is not None and name not in known:
            each.report(
                "unknown-alarm", f"no alarm is called {quoted(name)}", did_you_mean(name, known)
            )
        elif name is not None:
            found.append(name)
    return tuple(found)


def _doubled(incidents: Iterable[Incident]) -> Iterable[str]:
    seen: set[str] = set()
    for each in incidents:
        if each.name in seen:
            yield each.name
        seen.add(each.name)
