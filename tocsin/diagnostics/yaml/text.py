"""A text of YAML with its name, for messages."""

from dataclasses import dataclass, field
from functools import cached_property

from tocsin.diagnostics.key_path import KeyPath
from tocsin.diagnostics.problem import InvalidInputError, Location, Position


@dataclass(frozen=True, kw_only=True)
class YamlText:
    """A text.

    Attributes:
        name: The file, or what else it comes from.
        kind: What is written in it: `viewpoint`, `drill file`, `template`.
        text: The text itself.
    """

    name: str
    kind: str
    text: str = field(repr=False)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Its lines, without their ends."""
        return tuple(self.text.splitlines())

    def locate(self, path: KeyPath, position: Position | None) -> Location:
        """Return the location of *path* at a position, with the line that it stands in."""
        line = position.line if position else 0
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return Location(source=self.name, key_path=path, position=position, line_text=text)

    def refusal(
        self, kind: str, position: Position | None, what: str, fix: str
    ) -> InvalidInputError:
        """Return the error that the text cannot be read at all."""
        return InvalidInputError.of(kind, self.locate((), position), what, fix)
