"""`tocsin catalogue`: the resource types, as tables, as JSON, and as a page."""

import json
from pathlib import Path
from typing import Annotated

import typer

from tocsin.catalogue import (
    TYPE_FILES,
    ResourceType,
    UnknownResourceTypeError,
    load_resource_type,
    read_resource_type,
    resource_types,
)
from tocsin.cli.catalogue import (
    catalogue_data,
    catalogue_page,
    events_data,
    events_page,
    found_types,
    show_events,
    show_type,
    show_types,
)
from tocsin.cli.options import AsJson
from tocsin.cli.terminal import about, output, put, refuse
from tocsin.diagnostics import CORE, InvalidInputError, Problem, one_of, read_text_file


def _known_types(begun: str) -> list[str]:
    return [name for name in resource_types() if name.startswith(begun)]


Type = Annotated[
    str | None,
    typer.Argument(
        metavar="TYPE",
        help="Show one resource type, the one in a file, or those that a word finds, as kafka.",
        autocompletion=_known_types,
    ),
]
Markdown = Annotated[bool, typer.Option("--markdown", help="Print every type as Markdown.")]

Events = Annotated[
    bool, typer.Option("--events", help="List operational events in place of resource types.")
]


def run(
    resource_type: Type = None,
    *,
    events: Events = False,
    markdown: Markdown = False,
    as_json: AsJson = False,
) -> None:
    """List the resource types, or the identifiers and alarms of one of them."""
    if events:
        _events(resource_type, markdown=markdown, as_json=as_json)
        return
    try:
        names = resource_types() if resource_type is None else (resource_type,)
        kinds = [_read(name) for name in names]
    except InvalidInputError as error:
        raise refuse(error.problems) from error
    except UnknownResourceTypeError as error:
        kinds = list(found_types(resource_type or "", map(load_resource_type, resource_types())))
        if not kinds or as_json or markdown:
            raise refuse([_unknown(error, kinds)]) from error
    if as_json:
        put(json.dumps(catalogue_data(kinds), indent=2, ensure_ascii=False))
    elif markdown:
        put(catalogue_page(kinds))
    elif len(kinds) > 1:
        show_types(output(), kinds)
    else:
        show_type(output(), kinds[0])


def _events(resource_type: str | None, *, markdown: bool, as_json: bool) -> None:
    if resource_type is not None:
        what, fix = "events are of no single type", "leave TYPE or --events out"
        raise refuse([about("TYPE", "option/conflict", what, fix)])
    if as_json:
        put(json.dumps(events_data(), indent=2, ensure_ascii=False))
    elif markdown:
        put(events_page())
    else:
        show_events(output())


def _unknown(error: UnknownResourceTypeError, found: list[ResourceType]) -> Problem:
    """Return the problem that there is no such type; programs get none that is only similar."""
    names = tuple(kind.name for kind in found)
    fix = f"did you mean {one_of(names)}?" if names else error.fix
    return about("TYPE", "option/unknown-resource-type", error.what, fix)


def _read(name: str) -> ResourceType:
    """Return a type of the catalogue, or the one that a file describes.

    Raises:
        UnknownResourceTypeError: It is not a name of the catalogue.
        InvalidInputError: The file cannot be read.
    """
    if not name.endswith(TYPE_FILES):
        return load_resource_type(name)
    text = read_text_file(Path(name), maximum_bytes=CORE.maximum_bytes, too_large="split it")
    return read_resource_type(text, name)
