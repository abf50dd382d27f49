"""Reads YAML into plain data and remembers where each value stood."""

from dataclasses import dataclass
from typing import Any

import yaml

from tocsin.diagnostics.key_path import KeyPath
from tocsin.diagnostics.problem import Location, Position, Problem
from tocsin.diagnostics.yaml.dialect import CORE, YamlDialect
from tocsin.diagnostics.yaml.positions import PositionTree, nearest
from tocsin.diagnostics.yaml.reader import YamlReader
from tocsin.diagnostics.yaml.refusal import odd_character, syntax_refusal
from tocsin.diagnostics.yaml.text import YamlText

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlSource:
    """Plain data and the position of each value in it.

    Attributes:
        text: The text that was read.
        documents: Mappings, lists, text, numbers, booleans and None; one value a document.
        problems: What is wrong with the text although it could be read, as repeated keys.
        positions: Where the values of each document stand.
    """

    text: YamlText
    documents: tuple[Any, ...]
    problems: tuple[Problem, ...]
    positions: tuple[PositionTree, ...]

    @property
    def name(self) -> str:
        """Name of the text."""
        return self.text.name

    @property
    def data(self) -> Any:  # noqa: ANN401 - any YAML value
        """The first document; None for an empty text."""
        return self.documents[0] if self.documents else None

    def position(self, path: KeyPath) -> Position | None:
        """Return where *path*, or the nearest thing around it, stands in the first document."""
        return nearest(self.positions[0], path) if self.positions else None

    def locate(self, path: KeyPath) -> Location:
        """Return the location of *path*, with the line that it stands in."""
        return self.text.locate(path, self.position(path))


def read_yaml(
    text: str, *, name: str, kind: str = "viewpoint", dialect: YamlDialect = CORE
) -> YamlSource:
    """Read *text*.

    Args:
        text: YAML.
        name: Its name, for messages.
        kind: What is written in it, for messages: `viewpoint`, `drill file`.
        dialect: How it is understood, and how much of it is taken.

    Raises:
        InvalidInputError: It is not YAML, or is larger, deeper or more multiplied than any
            use of it.
    """
    whole = YamlText(name=name, kind=kind, text=text)
    if len(text.encode("utf-8", "replace")) > dialect.maximum_bytes:
        raise whole.refusal(
            "yaml/too-large",
            None,
            f"the text is longer than {dialect.maximum_bytes // 1024} KiB",
            f"split the {kind}, and keep data out of it",
        )
    reader = YamlReader(whole, dialect)
    try:
        reader.read(iter(_LOADER(text).get_event, None))
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        raise odd_character(whole) or syntax_refusal(whole, error) from error
    return YamlSource(
        text=whole,
        documents=tuple(reader.documents),
        problems=tuple(reader.problems),
        positions=tuple(reader.positions),
    )
