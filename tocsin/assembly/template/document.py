"""A file of JSON or YAML, read once and within bounds."""

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from tocsin.assembly.template.cloudformation_yaml import (
    CLOUDFORMATION,
    MAXIMUM_BYTES,
    MAXIMUM_DEPTH,
)
from tocsin.assembly.template.json_document import JsonSource, parse_json
from tocsin.diagnostics import (
    InvalidInputError,
    KeyPath,
    Location,
    Position,
    Problem,
    YamlSource,
    read_text_file,
    read_yaml,
)

_TOO_LARGE = "give the template itself (CloudFormation allows 1 MB)"


@dataclass(frozen=True, kw_only=True)
class Document:
    """What a file says.

    Attributes:
        path: The file.
        source: What was read from it.
        size: Its length in bytes.
    """

    path: Path
    source: JsonSource | YamlSource
    size: int

    @property
    def contents(self) -> tuple[object, ...]:
        """One value for JSON, one a document for YAML."""
        return self.source.documents

    @property
    def content(self) -> object:
        """The first value; None for a file of nothing but comments."""
        return self.contents[0] if self.contents else None

    def may_mention(self, text: str) -> bool:
        """Say whether a text may stand in it; of YAML, which has many ways to write one, yes."""
        return not isinstance(self.source, JsonSource) or text in self.source.text

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is odd in it; it can be read nevertheless."""
        return tuple(replace(problem, severity="warning") for problem in self.source.problems)

    def position(self, path: KeyPath) -> Position | None:
        """Return where the value at a key path stands, or what is around it, if known.

        YAML knows the position of every value, JSON that of each resource.
        """
        return self.source.position(path)

    def locate(self, path: KeyPath = ()) -> Location:
        """Return the location of the value at a key path; of the whole file without one."""
        return self.source.locate(path) if path else Location(source=str(self.path))


def read_document(path: Path) -> Document:
    """Read a file of JSON or YAML.

    Raises:
        InvalidInputError: It is missing, too large, not text, not JSON or YAML, or nested too
            deeply.
    """
    text = read_text_file(path, maximum_bytes=MAXIMUM_BYTES, too_large=_TOO_LARGE)
    if not text.strip():
        what = "the file is empty"
        fix = "synthesize or write the template again"
        raise InvalidInputError.of("file/empty", Location(source=str(path)), what, fix)
    return Document(path=path, source=_parse(text, path), size=len(text.encode()))


def _parse(text: str, path: Path) -> JsonSource | YamlSource:
    if text.lstrip()[0] not in "{[":
        return _yaml(text, path)
    try:
        return _json(text, path)
    except InvalidInputError:
        if path.suffix not in {".yaml", ".yml"}:
            raise
        return _yaml(text, path)  # YAML's flow style looks like JSON but has tags and bare words


def _yaml(text: str, path: Path) -> YamlSource:
    return read_yaml(text, name=str(path), kind="template", dialect=CLOUDFORMATION)


def _json(text: str, path: Path) -> JsonSource:
    source = parse_json(text, str(path))
    if _deeper_than(source.documents[0], MAXIMUM_DEPTH):
        what = f"the nesting is deeper than {MAXIMUM_DEPTH} levels"
        fix = "flatten it; no CloudFormation template needs so many"
        raise InvalidInputError.of("json/too-deep", Location(source=str(path)), what, fix)
    return source


def _deeper_than(content: object, limit: int) -> bool:
    """Walk level by level, because recursion has a limit too."""
    level = [content]
    for _ in range(limit + 1):
        containers = [value for value in level if isinstance(value, (dict, list))]
        if not containers:
            return False
        level = [
            child
            for value in containers
            for child in (value.values() if isinstance(value, dict) else value)
        ]
    return True
