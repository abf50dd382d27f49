"""YAML text to Python values, built from events: no recursion, no bombs, no Python tags."""

from dataclasses import dataclass, field
from pathlib import Path

import yaml

from tocsin.assembly.problem import AssemblyError, AssemblyProblem, unreadable
from tocsin.assembly.template.plain_scalar import plain_scalar
from tocsin.assembly.template.short_tags import long_form

MAXIMUM_DEPTH = 64
MAXIMUM_VALUES = 3_000_000
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STANDARD = "tag:yaml.org,2002:"
_MERGE = "<<"


@dataclass(slots=True)
class _Open:
    """A mapping or sequence that is being read."""

    event: yaml.NodeEvent
    content: dict[str, object] | list[object]
    key: str | None = None
    size: int = 1


@dataclass(slots=True)
class YamlBuilder:
    """Builds one document from events.

    Attributes:
        path: The file, for messages.
        documents: What was read.
        lines: Line (from 1) of each key of the second level: `("Resources", "Topic")`.
        problems: What is odd without making the text unreadable.
    """

    path: Path
    documents: list[object] = field(default_factory=list)
    lines: dict[tuple[str, str], int] = field(default_factory=dict)
    problems: list[AssemblyProblem] = field(default_factory=list)
    _stack: list[_Open] = field(default_factory=list)
    _anchors: dict[str, tuple[object, int]] = field(default_factory=dict)

    def feed(self, event: yaml.Event) -> None:
        """Take the next event of the text."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            self._open(_Open(event, {}))
        elif isinstance(event, yaml.SequenceStartEvent):
            self._open(_Open(event, []))
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._close()
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._anchors.clear()

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        parent = self._stack[-1] if self._stack else None
        if parent and parent.key is None and isinstance(parent.content, dict):
            self._key(parent, event)
            return
        plain = event.implicit[0] and event.tag is None
        value = plain_scalar(event.value) if plain else event.value
        self._place(self._tagged(event, value), event, 1)

    def _key(self, parent: _Open, event: yaml.ScalarEvent) -> None:
        parent.key = event.value
        if parent.key in parent.content and parent.key != _MERGE:
            self._odd(event, f"the key {event.value!r} is here twice", "rename or remove one")
        if len(self._stack) == 2 and self._stack[0].key:  # noqa: PLR2004 - section and member
            self.lines[(self._stack[0].key, event.value)] = _position(event)[0]

    def _open(self, opened: _Open) -> None:
        if len(self._stack) >= MAXIMUM_DEPTH:
            what = f"nested deeper than {MAXIMUM_DEPTH} levels"
            raise unreadable(self._where(opened.event), what, "flatten it")
        parent = self._stack[-1] if self._stack else None
        if parent and parent.key is None and isinstance(parent.content, dict):
            what = "a mapping or list is used as a key"
            raise unreadable(self._where(opened.event), what, "use a plain name as the key")
        self._stack.append(opened)

    def _close(self) -> None:
        closed = self._stack.pop()
        if isinstance(closed.content, dict) and _MERGE in closed.content:
            closed.content = _merged(closed.content)
        self._place(self._tagged(closed.event, closed.content), closed.event, closed.size)

    def _place(self, value: object, event: yaml.NodeEvent, size: int) -> None:
        if event.anchor and not isinstance(event, yaml.AliasEvent):
            self._anchors[event.anchor] = (value, size)
        if not self._stack:
            self.documents.append(value)
            return
        parent = self._stack[-1]
        parent.size += size
        if parent.size > MAXIMUM_VALUES:
            what = f"its aliases unfold to more than {MAXIMUM_VALUES:,} values"
            raise unreadable(self._where(event), what, "write the values out, or use fewer aliases")
        if isinstance(parent.content, list):
            parent.content.append(value)
        else:
            parent.content[parent.key or ""] = value
            parent.key = None

    def _alias(self, event: yaml.AliasEvent) -> None:
        if event.anchor not in self._anchors:
            what = f"the alias *{event.anchor} has no anchor before it"
            raise unreadable(self._where(event), what, f"define &{event.anchor} first")
        parent = self._stack[-1] if self._stack else None
        if parent and parent.key is None and isinstance(parent.content, dict):
            raise unreadable(self._where(event), "an alias is used as a key", "use a plain name")
        value, size = self._anchors[event.anchor]
        self._odd(event, "CloudFormation takes no YAML aliases", "expand it before you deploy")
        self._place(value, event, size)

    def _tagged(self, event: yaml.NodeEvent, value: object) -> object:
        tag = getattr(event, "tag", None)
        if tag is None or tag == "!":
            return value
        if tag.startswith(_STANDARD):
            typed = isinstance(value, str) and tag.removeprefix(_STANDARD) != "str"
            return plain_scalar(value) if typed and isinstance(value, str) else value
        written_out = long_form(tag, value)
        if written_out is None:
            self._odd(event, f"CloudFormation has no tag {tag}", "remove it; its value is kept")
            return value
        return written_out

    def _odd(self, event: yaml.Event, what: str, fix: str) -> None:
        self.problems.append(AssemblyProblem(where=self._where(event), what=what, fix=fix))

    def _where(self, event: yaml.Event) -> str:
        line, column = _position(event)
        return f"{self.path}:{line}:{column}"


def parse_yaml(text: str, path: Path) -> YamlBuilder:
    """Parse YAML text with CloudFormation's short tags.

    Raises:
        AssemblyError: The text is not YAML, or is nested or aliased beyond reason.
    """
    builder = YamlBuilder(path)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.feed(event)
    except yaml.YAMLError as error:
        raise _not_yaml(error, path) from None
    return builder


def _position(event: yaml.Event) -> tuple[int, int]:
    """Give line and column, both from 1."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _not_yaml(error: yaml.YAMLError, path: Path) -> AssemblyError:
    mark = getattr(error, "problem_mark", None)
    where = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable"
    return unreadable(where, f"this is not YAML: {reason}", "correct the text or its indentation")


def _merged(content: dict[str, object]) -> dict[str, object]:
    """Apply `<<: *defaults` the way YAML 1.1 defines it: own keys win, then the first source."""
    sources = content[_MERGE]
    merged: dict[str, object] = {}
    for source in reversed(sources if isinstance(sources, list) else [sources]):
        merged |= source if isinstance(source, dict) else {}
    return merged | {key: value for key, value in content.items() if key != _MERGE}
