"""A rule whose pattern no event meets."""

from collections.abc import Iterator, Mapping

from tocsin.checks.check import Check, Verdict
from tocsin.checks.event.aws_events import BY_CLOUDTRAIL, aws_events, texts_within
from tocsin.checks.event.near_miss import meant_name
from tocsin.checks.event.written_pattern import WrittenPattern, is_open, written_patterns
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, did_you_mean, quoted

_ID = "event/never-matches"
_FIELDS = (
    "account", "detail", "detail-type", "id", "region", "replay-name", "resources", "source",
    "time", "version",
)  # fmt: skip
_OF_AWS = "aws."
_OF_PARTNERS = "aws.partner/"
_CALLED = ".amazonaws.com"


def _find(subject: Subject) -> Iterator[Verdict]:
    for pattern in subject.memo(written_patterns):
        yield from _unknown_fields(pattern)
        yield from _unknown_sources(pattern)
        yield from _unknown_kinds(pattern)
        yield from _wrong_event_sources(pattern)
        yield from _wrong_values(pattern)


def _unknown_fields(pattern: WrittenPattern) -> Iterator[Problem]:
    for name, value in pattern.document.items():
        if name in _FIELDS or name == "$or" or is_open(str(name)) or _may_be_absent(value):
            continue
        yield Problem(
            kind=_ID,
            where=pattern.where(name),
            what=f"no event has a field {quoted(name)} beside detail, and the pattern asks for it",
            why=_NOTHING,
            fix=did_you_mean(name, _FIELDS),
        )


def _may_be_absent(value: object) -> bool:
    """Say whether a field may be missing: `exists: false` among the values of it or below it."""
    if isinstance(value, Mapping):
        return value.get("exists") is False or all(map(_may_be_absent, value.values()))
    return isinstance(value, list) and any(map(_may_be_absent, value))


def _unknown_sources(pattern: WrittenPattern) -> Iterator[Problem]:
    known = aws_events().sources
    sources = pattern.texts("source")
    meant = [_meant_source(each, known) for each in sources]
    if sources and all(meant):
        yield Problem(
            kind=_ID,
            where=pattern.where("source"),
            what=f"nothing sends events with the source {quoted(sources[0])}",
            why=_NOTHING,
            fix=f"write {quoted(meant[0])}",
        )


def _meant_source(source: str, known: frozenset[str]) -> str | None:
    """Return what is meant by a source that no service has; others may send what they like."""
    if not source.lower().startswith(_OF_AWS) or source.startswith(_OF_PARTNERS):
        return None
    return meant_name(source, known)


def _unknown_kinds(pattern: WrittenPattern) -> Iterator[Problem]:
    sources, kinds = pattern.texts("source"), pattern.texts("detail-type")
    known = aws_events().kinds
    if not sources or not kinds or any(each not in known for each in sources):
        return
    of_sources = [kind for source in sources for kind in (*known[source], *_OF_ALL)]
    meant = [meant_name(each, of_sources) for each in kinds]
    wrong = [pair for pair in zip(kinds, meant, strict=True) if pair[1]]
    for kind, right in wrong:
        yield Problem(
            kind=_ID,
            where=pattern.where("detail-type"),
            what=f"{' and '.join(sources)} never send events with the detail-type {quoted(kind)}"
            if len(sources) > 1
            else f"{sources[0]} never sends events with the detail-type {quoted(kind)}",
            why=_NOTHING
            if len(wrong) == len(kinds)
            else "EventBridge compares capitals, blanks and signs; the rule matches the other "
            "kinds alone",
            fix=f"write {quoted(right)}",
        )


_OF_ALL = (BY_CLOUDTRAIL, "AWS Service Event via CloudTrail", "AWS Insight via CloudTrail")


def _wrong_event_sources(pattern: WrittenPattern) -> Iterator[Problem]:
    if pattern.texts("detail-type") != (BY_CLOUDTRAIL,):
        return
    services = pattern.texts("detail", "eventSource")
    if services and not any(each.endswith(_CALLED) for each in services):
        name = services[0].removeprefix(_OF_AWS)
        yield Problem(
            kind=_ID,
            where=pattern.where("detail", "eventSource"),
            what=f"the eventSource of a call is never {quoted(services[0])}",
            why=_NOTHING,
            fix=f"write the address of the service, as {quoted(f'{name}{_CALLED}')}",
        )


def _wrong_values(pattern: WrittenPattern) -> Iterator[Problem]:
    """Yield values that differ from those of the event in capitals alone."""
    sources, kinds = pattern.texts("source"), pattern.texts("detail-type")
    if len(sources) != 1 or len(kinds) != 1:
        return
    known = aws_events().values.get((sources[0], kinds[0]), {})
    for path, texts in texts_within(pattern.document.get("detail")):
        right = {each.lower(): each for each in known.get(path, ())}
        wrong = sorted(each for each in texts if right.get(each.lower(), each) != each)
        if wrong and not texts & set(right.values()):
            yield Problem(
                kind=_ID,
                where=pattern.where("detail", *path),
                what=f"{'.'.join(('detail', *path))} of {kinds[0]} is never {quoted(wrong[0])}",
                why=_NOTHING,
                fix=f"write {quoted(right[wrong[0].lower()])}",
            )


_NOTHING = (
    "EventBridge takes the rule, compares capitals, blanks and signs, and never matches an event "
    "with it: its targets never get one"
)

CHECK = Check(
    id=_ID,
    title="Some event can meet the pattern of each rule.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html",
        "https://docs.aws.amazon.com/eventbridge/latest/ref/events.html",
    ),
)
