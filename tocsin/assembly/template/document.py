"""A file of JSON or YAML, read once and within bounds."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from tocsin.assembly.problem import AssemblyError, AssemblyProblem, unreadable
from tocsin.assembly.template.json_document import member_lines, parse_json
from tocsin.assembly.template.yaml_document import MAXIMUM_DEPTH, parse_yaml

MAXIMUM_BYTES = 50_000_000


@dataclass(frozen=True, kw_only=True)
class Document:
    """What a file says.

    Attributes:
        path: The file.
        contents: One value for JSON, one a document for YAML.
        problems: What is odd in it.
        find_lines: Finds the line of each resource; for JSON it reads the text again.
    """

    path: Path
    contents: tuple[object, ...]
    problems: tuple[AssemblyProblem, ...]
    find_lines: Callable[[], dict[str, int]]

    @cached_property
    def resource_lines(self) -> dict[str, int]:
        """Line (from 1) of each member of `Resources`."""
        return self.find_lines()


def read_document(path: Path) -> Document:
    """Read a file of JSON or YAML.

    Raises:
        AssemblyError: It is missing, too large, not text, not JSON or YAML, or nested too deeply.
    """
    text = _read_text(path)
    if not text.strip():
        raise unreadable(path, "the file is empty", "synthesize or write the template again")
    document = _parse(text, path)
    for content in document.contents:
        if _deeper_than(content, MAXIMUM_DEPTH):
            what = f"nested deeper than {MAXIMUM_DEPTH} levels"
            raise unreadable(path, what, "flatten it; no CloudFormation template needs so many")
    return document


def _read_text(path: Path) -> str:
    try:
        if not path.is_file():
            raise unreadable(path, "there is no such file", "check the path")
        size = path.stat().st_size
        if size > MAXIMUM_BYTES:
            what = f"the file has {size:,} bytes; at most {MAXIMUM_BYTES:,} are read"
            raise unreadable(path, what, "give the template itself (CloudFormation allows 1 MB)")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise unreadable(path, "the file is not UTF-8 text", "give a JSON or YAML file") from None
    except (OSError, ValueError) as error:
        what = f"the file cannot be read: {getattr(error, 'strerror', None) or error}"
        raise unreadable(path, what, "check the path and its permissions") from None


def _parse(text: str, path: Path) -> Document:
    if text.lstrip()[0] not in "{[":
        return _yaml(text, path)
    try:
        return _json(text, path)
    except AssemblyError:
        if path.suffix not in {".yaml", ".yml"}:
            raise
        return _yaml(text, path)  # YAML's flow style looks like JSON but has tags and bare words


def _json(text: str, path: Path) -> Document:
    content, problems = parse_json(text, path)
    return Document(
        path=path,
        contents=(content,),
        problems=tuple(problems),
        find_lines=partial(member_lines, text, "Resources"),
    )


def _yaml(text: str, path: Path) -> Document:
    built = parse_yaml(text, path)
    lines = {name: line for (section, name), line in built.lines.items() if section == "Resources"}
    return Document(
        path=path,
        contents=tuple(built.documents),
        problems=tuple(built.problems),
        find_lines=lambda: lines,
    )


def _deeper_than(content: object, limit: int) -> bool:
    """Walk level by level; an object that several aliases share counts once a level."""
    level = [content]
    for _ in range(limit + 1):
        containers = {id(value): value for value in level if isinstance(value, (dict, list))}
        if not containers:
            return False
        level = [
            child
            for value in containers.values()
            for child in (value.values() if isinstance(value, dict) else value)
        ]
    return True
