"""Problems as a compiler shows them: the place, the line with a caret below it, and the fix."""

from unicodedata import category, east_asian_width

from tocsin.diagnostics.printable import printable_line
from tocsin.diagnostics.problem import Location, Problem

_LONGEST_LINE = 88
_TAB = "    "


def terminal_text(problem: Problem, *, with_severity: bool = True) -> str:
    """Return *problem* as a person reads it in a terminal, in two or more lines.

    Nothing of the input reaches the terminal raw: control characters are shown as `�`.

    Args:
        problem: The problem.
        with_severity: Whether to say that it is a warning or a note, if it is one.
    """
    severity = "" if problem.is_error or not with_severity else f"{problem.severity}: "
    lines = [f"{problem.where}: {severity}{problem.what} [{problem.kind}]"]
    lines += excerpt(problem.where)
    if problem.why:
        lines.append(f"    why: {problem.why}")
    lines.append(f"    fix: {problem.fix}")
    return "\n".join(map(printable_line, lines))


def excerpt(where: Location) -> list[str]:
    """Return the line of the source and a caret below the column; nothing if it is not known."""
    if where.position is None or not where.line_text.strip():
        return []
    number = str(where.position.line)
    text, column = _cut(where.line_text, where.position.column - 1)
    before = "".join(_TAB if character == "\t" else character for character in text[:column])
    gutter = " " * (len(number) + 4)
    return [
        printable_line(f"    {number} │ {text.replace(chr(9), _TAB)}"),
        f"{gutter} │ {' ' * sum(map(_cells, before))}^",
    ]


def _cut(text: str, column: int) -> tuple[str, int]:
    """Return the part of a long line around a column, and the column in it."""
    text = text.rstrip()
    column = min(column, len(text))
    if len(text) <= _LONGEST_LINE:
        return text, column
    begin = max(0, min(column - _LONGEST_LINE // 2, len(text) - _LONGEST_LINE))
    part = text[begin : begin + _LONGEST_LINE]
    if begin:
        part = f"…{part[1:]}"
    if begin + _LONGEST_LINE < len(text):
        part = f"{part[:-1]}…"
    return part, column - begin


def _cells(character: str) -> int:
    """Return how many columns of a terminal a character takes."""
    if category(character) in {"Mn", "Me"}:
        return 0
    return 2 if east_asian_width(character) in {"W", "F"} else 1
