"""Patterns of rules as their templates write them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tocsin.assembly import EventRule
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPattern:
    """The pattern of a rule.

    Attributes:
        rule: The rule.
        document: What it asks for, as data.
        is_text: Whether the template writes it as a text of JSON, whose parts have no place.
    """

    rule: EventRule
    document: Mapping[str, object]
    is_text: bool = False

    def where(self, *path: str) -> Location:
        """Return the location of a part of it, or of all of it."""
        inside = () if self.is_text else path
        return self.rule.resource.locate("Properties", "EventPattern", *inside)

    def texts(self, *path: str) -> tuple[str, ...]:
        """Return the plain texts that a field may be; none if anything else may do."""
        value: object = self.document
        for name in path:
            value = value.get(name) if isinstance(value, Mapping) else None
        listed = value if isinstance(value, list) else []
        texts = tuple(each for each in listed if isinstance(each, str) and not is_open(each))
        return texts if len(texts) == len(listed) else ()


def written_patterns(subject: Subject) -> tuple[WrittenPattern, ...]:
    """Return the patterns of all rules whose patterns are known to be objects."""
    return tuple(_read(subject))


def _read(subject: Subject) -> Iterator[WrittenPattern]:
    for rule in subject.assembly.event_rules:
        pattern = rule.pattern
        if isinstance(pattern, Mapping):
            yield WrittenPattern(rule=rule, document=pattern)
        elif isinstance(pattern, str):
            try:
                document = json.loads(pattern)
            except (ValueError, RecursionError):
                continue
            if isinstance(document, Mapping):
                yield WrittenPattern(rule=rule, document=document, is_text=True)


def is_open(text: str) -> bool:
    """Say whether only a deployment knows a part of a text."""
    return "${" in text or "{{resolve:" in text
