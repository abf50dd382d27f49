"""Writes the parts of docs/architecture.md that are read from the code.

`python -m tests.support.architecture` writes them anew, from imports and docstrings, and from the
files that three journeys really pass.
"""

import ast
import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from tests.support.journey import JOURNEYS, files_passed
from tests.support.modules import our_modules, targets
from tests.support.project import ROOT

PAGE = ROOT / "docs" / "architecture.md"
FOR_ALL = "tocsin/diagnostics"
NOT_DRAWN = ("tocsin", "tocsin/__main__.py", "tocsin/version.py", "benchmarks")
WITHOUT_FACE = {
    "app.py": "The composition root; it alone reads the context of the CDK and the environment.",
    "constructs": "CDK constructs: a specification of the plan becomes resources.",
    "functions": "Functions of AWS Lambda: each file is the whole code of one.",
}

Needs = dict[str, set[str]]
"""Which room imports which, by the path of each."""


def generated() -> dict[str, str]:
    """Return the text between the marks of the page, by the names of the marks."""
    with tempfile.TemporaryDirectory() as folder:
        journeys = {name: files_passed(name, Path(folder)) for name in JOURNEYS}
    needs = _needs()
    return {
        "picture": _picture(needs),
        "rooms": _table(needs),
        **dict(zip(JOURNEYS, _lists(journeys.values()), strict=True)),
    }


def with_generated(page: str) -> str:
    """Return *page* with the text between its marks as it would be generated now."""
    for name, text in generated().items():
        mark, end = f"<!-- {name} -->\n", "<!-- end -->"
        before, _, rest = page.partition(mark)
        _, _, after = rest.partition(end)
        page = f"{before}{mark}{text}{end}{after}"
    return page


def _needs() -> Needs:
    """Return which room imports which; those at the bottom come first."""
    needs: Needs = {}
    for module in our_modules().values():
        others = needs.setdefault(_room(module.name), set())
        others.update(_room(target) for target in targets(module))
    needs = {
        room: others - {room, FOR_ALL, *NOT_DRAWN}
        for room, others in needs.items()
        if room not in NOT_DRAWN
    }
    return {
        room: needs[room] for room in sorted(needs, key=lambda room: (_height(room, needs), room))
    }


def _height(room: str, needs: Needs) -> int:
    return 1 + max((_height(other, needs) for other in needs[room]), default=0)


def _room(module: str) -> str:
    hall, *rest = module.split(".")
    path = f"tocsin/{rest[0]}" if hall == "tocsin" and rest else hall
    return path if (ROOT / path).is_dir() else f"{path}.py"


def _name(room: str) -> str:
    return Path(room).stem


def _picture(needs: Needs) -> str:
    arrows = (
        f"  {_name(room)} --> {_name(other)}"
        for room, others in reversed(needs.items())
        for other in sorted(others)
        if not any(other in _reached(third, needs) for third in others - {other})
    )
    return "\n".join(("```mermaid", "flowchart TD", *arrows, "```", ""))


def _reached(room: str, needs: Needs) -> set[str]:
    return needs[room].union(*(_reached(other, needs) for other in needs[room]))


def _table(needs: Needs) -> str:
    rows = (
        f"| [`{room}`](../{room}) | {_sentence(room)} "
        f"| {_names(_rooms_within(room))} | {_names(others)} |"
        for room, others in needs.items()
    )
    head = ("| Place | What it does | Rooms within | Imports |", "|---|---|---|---|")
    return "\n".join((*head, *rows, ""))


def _names(rooms: Iterable[str]) -> str:
    return ", ".join(sorted(map(_name, rooms)))


def _sentence(room: str) -> str:
    return WITHOUT_FACE.get(room) or _first_line(ROOT / room / "__init__.py")


def _rooms_within(room: str) -> Iterator[str]:
    return (path.parent.name for path in (ROOT / room).glob("*/__init__.py"))


def _first_line(path: Path) -> str:
    return (ast.get_docstring(ast.parse(path.read_text())) or "").partition("\n")[0]


def _lists(journeys: Iterable[list[str]]) -> Iterator[str]:
    """Yield each journey as a list; files of an earlier one are named and not explained again."""
    known: set[str] = set()
    for files in journeys:
        yield "\n".join((f"{len(files)} files:", "", *_lines(files, known), ""))
        known.update(files)


def _lines(files: list[str], known: set[str]) -> Iterator[str]:
    for is_known, some in groupby(files, known.__contains__):
        if is_known:
            yield f"- as above: {', '.join(f'`{file}`' for file in some)}"
        else:
            yield from (f"- `{file}`: {_first_line(ROOT / file)}" for file in some)


if __name__ == "__main__":
    PAGE.write_text(with_generated(PAGE.read_text()))
