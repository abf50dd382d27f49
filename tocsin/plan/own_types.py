"""The resource types that a viewpoint brings along, in files of the catalogue's format."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from tocsin.catalogue import TYPE_FILES, ResourceType, read_resource_type, resource_types
from tocsin.diagnostics import (
    CORE,
    InvalidInputError,
    Location,
    Problem,
    ProblemCollector,
    did_you_mean,
    quoted,
    read_text_file,
    read_yaml,
)
from tocsin.viewpoint import PARTITIONS, UNNAMED, Draft


def own_types(draft: Draft) -> tuple[Mapping[str, ResourceType], tuple[Problem, ...]]:
    """Return the resource types of a viewpoint's own, by name, and what is wrong with their files.

    Files and folders are named as they are found from the viewpoint's folder.
    """
    found: dict[str, ResourceType] = {}
    collector = ProblemCollector()
    for number, name in enumerate(draft.viewpoint.catalogue if draft.viewpoint else ()):
        where = Location(source=UNNAMED, key_path=("catalogue", number))
        files = [*_files(Path(draft.source.name).parent / name)]
        if not files:
            what = f"there is no file or folder of files {quoted(name)} beside the viewpoint"
            fix = f"write a path from its folder to a file that ends in {' or '.join(TYPE_FILES)}"
            collector.report("plan/no-catalogue-file", where, what, fix)
        for file in files:
            _add(found, collector, file)
    return found, tuple(collector.problems)


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(each for each in path.iterdir() if each.suffix in TYPE_FILES)
    elif path.is_file():
        yield path


def _add(found: dict[str, ResourceType], collector: ProblemCollector, file: Path) -> None:
    try:
        fix = "describe one resource type in one file"
        text = read_text_file(file, maximum_bytes=CORE.maximum_bytes, too_large=fix)
        kind = read_resource_type(text, str(file))
    except InvalidInputError as error:
        collector.problems.extend(error.problems)
        return
    if kind.name in found or kind.name in resource_types():
        whose = "another file" if kind.name in found else "the catalogue"
        where = read_yaml(text, name=str(file)).locate(("type",))
        what = f"{whose} has a resource type {quoted(kind.name)} already"
        collector.report("catalogue/same-name", where, what, "give it another name")
        return
    if kind.region is not None and kind.region not in PARTITIONS:
        where = read_yaml(text, name=str(file)).locate(("region",))
        what = f"{quoted(kind.region)} is not a Region of AWS that is known here"
        collector.report(
            "catalogue/unknown-region", where, what, did_you_mean(kind.region, PARTITIONS)
        )
        return
    found[kind.name] = kind
