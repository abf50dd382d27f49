"""Reads a viewpoint from text or from a file."""

from dataclasses import replace
from pathlib import Path

from tocsin.diagnostics import (
    CORE,
    InvalidInputError,
    Location,
    YamlSource,
    quoted,
    read_text_file,
    read_yaml,
)
from tocsin.viewpoint.draft import Draft, draft
from tocsin.viewpoint.viewpoint import Viewpoint

_BEGIN = "begin with 'system: NAME'"

_DIALECT = replace(CORE, maximum_bytes=10_000_000, maximum_values=500_000)
"""Ten thousand alarms with their metrics are 4 MB and 160,000 values."""


def load_draft(path: Path) -> Draft:
    """Read the viewpoint in the file *path*, whatever may be wrong with it.

    Raises:
        InvalidInputError: It cannot be read, or is not YAML with keys at its top.
    """
    fix = "describe one system in one viewpoint, and keep data out of it"
    text = read_text_file(path, maximum_bytes=_DIALECT.maximum_bytes, too_large=fix)
    return parse_draft(text, name=str(path))


def parse_draft(text: str, *, name: str = "viewpoint.yaml") -> Draft:
    """Read the viewpoint in *text*, whatever may be wrong with it.

    Raises:
        InvalidInputError: It is not YAML with keys at its top.
    """
    where = Location(source=name)
    source = read_yaml(text, name=name, dialect=_DIALECT)
    if source.data is None:
        what = "the viewpoint is empty"
        raise InvalidInputError.of("viewpoint/empty", where, what, _BEGIN)
    if not isinstance(source.data, dict):
        found = "a list" if isinstance(source.data, list) else quoted(source.data)
        what = f"{found} stands at the top"
        raise InvalidInputError.of("viewpoint/wrong-type", where, what, _BEGIN)
    return draft(source)


def load_viewpoint(path: Path) -> tuple[Viewpoint, YamlSource]:
    """Read the viewpoint in the file *path*; the source tells where everything stands in it.

    Raises:
        InvalidInputError: With everything that is wrong with its parts and their names.
    """
    return _whole(load_draft(path))


def parse_viewpoint(text: str, *, name: str = "viewpoint.yaml") -> tuple[Viewpoint, YamlSource]:
    """Read the viewpoint in *text*.

    Raises:
        InvalidInputError: With everything that is wrong with its parts and their names.
    """
    return _whole(parse_draft(text, name=name))


def _whole(found: Draft) -> tuple[Viewpoint, YamlSource]:
    if found.viewpoint is None or any(each.is_error for each in found.problems):
        raise InvalidInputError(found.problems)
    return found.viewpoint, found.source
